namespace Monitor.Exports.Tables;

/// <summary>
/// The header generations of tweet-harvest and their quoting. Until 2.4 nothing inside quotes was escaped, so a CSV reader merges rows
/// or fails; the exact rule for such a file is to cut at every delimiter (measured on 169 real files: every row then has its 12 cells).
/// </summary>
static class TweetHarvestForm
{
    const string Old = "created_at,id_str,full_text,quote_count,reply_count,retweet_count,favorite_count,lang,user_id_str,conversation_id_str,username,tweet_url";
    const string Alphabetical = "conversation_id_str,created_at,favorite_count,full_text,id_str,image_url,in_reply_to_screen_name,lang,location,quote_count,reply_count,retweet_count,tweet_url,user_id_str,username";

    static readonly string[] Generations = [Old, Old + ",image_url,location", Old + ",image_url,location,reply_to_username", Alphabetical];

    /// <summary>Whether a header is one of the tool's own, letter for letter.</summary>
    public static bool IsExact(IReadOnlyList<string> names) => Generations.Contains(string.Join(',', names.Select(name => name.Trim())));

    /// <summary>Whether a header comes from the tool, with columns added, dropped or moved by its user.</summary>
    public static bool IsLike(IReadOnlyList<string> names)
    {
        var known = names.Select(name => name.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return known.Contains("full_text") && known.Contains("created_at")
            && (known.Contains("tweet_url") || (known.Contains("user_id_str") && known.Contains("id_str")) || (known.Contains("conversation_id_str") && known.Contains("username")));
    }

    /// <summary>The dialect under which every row at the beginning has as many cells as the header.</summary>
    public static Dialect Refine(DelimitedShape shape, byte[] head, bool isWhole)
    {
        if (shape.Header is not { PackedWith: null } header || !IsLike(header.Names)) return shape.Dialect;

        var columns = header.Names.Count;
        var lineByLine = shape.Dialect.Delimiter == (byte)',' ? Quoting.Between : Quoting.None;
        var rfc = shape.Dialect with { Columns = columns, Fallback = lineByLine };
        var raw = shape.Dialect with { Quoting = lineByLine, Columns = columns, Fallback = Quoting.Rfc };

        var rfcFaults = Faults(head, isWhole, shape.Dialect, columns);
        var rawFaults = Faults(head, isWhole, shape.Dialect with { Quoting = lineByLine }, columns);

        // Doubled quotes are a CSV program's doing; where both readings fit, the tool's own rule holds for its own oldest headers.
        if (rfcFaults == 0 && (rawFaults > 0 || head.AsSpan().IndexOf("\"\""u8) >= 0 || !IsUnescaped(header.Names))) return rfc;
        if (rawFaults == 0) return raw;

        // Rows of many lengths: somebody worked on the file by hand, and a row's length proves nothing.
        return rfcFaults <= rawFaults ? shape.Dialect : raw;
    }

    static bool IsUnescaped(IReadOnlyList<string> names) => IsExact(names) && names[0] == "created_at";

    /// <summary>Rows that cannot be cut into the header's number of cells.</summary>
    static int Faults(byte[] head, bool isWhole, Dialect dialect, int columns)
    {
        using var rows = new DelimitedRows(new MemoryStream(head), dialect);
        var faults = 0;
        var last = false;
        while (rows.Read())
        {
            last = rows.Fault is not null || (rows.Count != columns && !rows.IsBlank);
            faults += last ? 1 : 0;
        }

        // The last row of a cut-off beginning is half a row.
        return last && !isWhole ? faults - 1 : faults;
    }
}
