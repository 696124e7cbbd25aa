using System.Text;
using System.Text.Json;

namespace Monitor.Exports.Archives;

/// <summary>The keys at the beginning of a JSON file that lies by itself: its name proves nothing, its keys do.</summary>
/// <param name="IsList">Whether the root is a list.</param>
/// <param name="RootKeys">Keys of the root object; of a list's records when the root is one.</param>
/// <param name="AllKeys">Keys at any depth.</param>
sealed record JsonHead(bool IsList, IReadOnlySet<string> RootKeys, IReadOnlySet<string> AllKeys)
{
    const int MostTokens = 4000;

    static readonly string[] MessageKeys = ["sender_name", "timestamp_ms", "participants", "dmConversation", "messageCreate", "ChatHistory"];

    static readonly JsonHead None = new(IsList: false, new HashSet<string>(), new HashSet<string>());

    /// <summary>Messages between people, which are refused and not read.</summary>
    public bool IsMessages => MessageKeys.Any(AllKeys.Contains);

    public static JsonHead Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Encoding.UTF8.Preamble)) head = head[3..];
        var start = head.IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0 || head[start] is not ((byte)'[' or (byte)'{')) return None;

        var isList = head[start] == '[';
        var (root, all) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        try
        {
            Collect(head, isList ? 2 : 1, root, all);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // What came before the damage is enough to judge by.
        }

        return new JsonHead(isList, root, all);
    }

    static void Collect(ReadOnlySpan<byte> head, int rootDepth, HashSet<string> root, HashSet<string> all)
    {
        var reader = new Utf8JsonReader(head, isFinalBlock: false, default);
        for (var tokens = 0; tokens < MostTokens && reader.Read(); tokens++)
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;

            // A property name is a string, so there is one.
            var key = reader.GetString()!;
            all.Add(key);
            if (reader.CurrentDepth == rootDepth) root.Add(key);
        }
    }
}
