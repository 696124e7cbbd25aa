using System.Text.Json;
using Monitor.Exports.Archives;

namespace Monitor.Exports.Collectors;

/// <summary>The beginning of a tool's output: how its records are parted, and which keys they have.</summary>
static class CollectedHead
{
    const int Lines = 5;

    /// <summary>Whether each line is a record of its own; null for what is no JSON.</summary>
    public static bool? IsLines(ReadOnlySpan<byte> head)
    {
        var start = head.TrimStart(" \t\r\n\u001E"u8);
        if (start.IsEmpty || start[0] is not ((byte)'[' or (byte)'{')) return null;
        if (start[0] == '[') return false;

        // A single line may be longer than what is seen of the file.
        if (start.IndexOf((byte)'\n') < 0) return true;

        var lines = 0;
        foreach (var range in start.Split((byte)'\n'))
        {
            var line = start[range].Trim(" \t\r"u8);
            if (line.Length > 2 && line[0] == '{' && IsWhole(line)) return true;
            if (++lines == Lines) break;
        }

        // Pretty-printed records begin with a bracket alone on its line; half a record does not.
        var first = start[..start.IndexOf((byte)'\n')].TrimEnd(" \t\r"u8);
        return first.Length > 1 && first.IndexOfAny("\""u8) >= 0 && CountQuotes(first) % 2 == 1;
    }

    /// <summary>The keys of the first records together; the very first may be an error or half a line.</summary>
    public static JsonHead Keys(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(System.Text.Encoding.UTF8.Preamble)) head = head[3..];
        if (IsLines(head) is not true) return JsonHead.Of(head);

        var (root, all, lines) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var range in head.Split((byte)'\n'))
        {
            var keys = JsonHead.Of(head[range]);
            root.UnionWith(keys.RootKeys);
            all.UnionWith(keys.AllKeys);
            if (++lines == Lines) break;
        }

        return new JsonHead(IsList: false, root, all);
    }

    static int CountQuotes(ReadOnlySpan<byte> line)
    {
        var quotes = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\') i++;
            else if (line[i] == '"') quotes++;
        }

        return quotes;
    }

    static bool IsWhole(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = CollectorReader.DeepestRecord });
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
