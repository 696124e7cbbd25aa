using Monitor.Posts;

namespace Monitor.Exports.Tables;

/// <summary>Which columns of a table hold what. Several columns may hold the same; the first that is filled counts.</summary>
sealed class ColumnPlan
{
    static readonly int FieldCount = Enum.GetValues<TableField>().Length;

    readonly int[][] _columns;

    ColumnPlan(int[][] columns) => _columns = columns;

    /// <summary>The platform where no cell and no link says; Unknown when the header does not say either.</summary>
    public Platform Platform { get; private init; }

    /// <summary>The act where no cell says; Unknown when the format does not say either.</summary>
    public Activity Activity { get; private init; }

    /// <summary>The zone of times that name none, where the format states it.</summary>
    public TimeZoneInfo? Zone { get; private init; }

    public DateOrder DateOrder { get; private init; }

    /// <summary>Whether a header was understood by its first word only, or by a mapping that is itself a guess.</summary>
    public bool Guessed { get; private init; }

    /// <summary>How many different fields the header gives.</summary>
    public int Fields { get; private init; }

    public bool HasContent => Has(TableField.Text) || Has(TableField.CommentText) || Has(TableField.Url) || Has(TableField.SharedText);

    /// <summary>Whether the columns are those of messages between people, which stay unread.</summary>
    public bool IsMessages
    {
        get
        {
            var words = Has(TableField.Text) || Has(TableField.CommentText) || Has(TableField.Chat);
            if (Has(TableField.Chat) && (Has(TableField.Sender) || Has(TableField.Text) || _columns[(int)TableField.Chat].Length > 1)) return true;
            return Has(TableField.Sender) && words && !Has(TableField.Url);
        }
    }

    public bool Has(TableField field) => _columns[(int)field].Length > 0;

    /// <summary>The columns of a field, best first.</summary>
    public ReadOnlySpan<int> Columns(TableField field) => _columns[(int)field];

    public static ColumnPlan Of(IReadOnlyList<string> names, HeaderAliases aliases)
    {
        var found = new List<(HeaderAlias Alias, int Column)>();
        var platform = Platform.Unknown;
        var guessed = false;
        for (var column = 0; column < names.Count; column++)
        {
            if (names[column].Length == 0) continue;
            if (platform is Platform.Unknown) platform = aliases.PlatformOf(HeaderName.Normalize(names[column]));
            if (aliases.Of(names[column], out var byFirstWord) is not { } alias || alias.Field is TableField.Ignore) continue;

            // A guess never displaces a name that is known.
            if (byFirstWord && found.Exists(other => other.Alias.Field == alias.Field)) continue;
            guessed |= byFirstWord;
            found.Add((alias, column));
        }

        var dateOrTime = found.Exists(other => other.Alias.Field is TableField.Date) ? TableField.Time : TableField.Date;
        var columns = Group(found.Select(other => other.Alias.Field is TableField.DateOrTime ? (other.Alias with { Field = dateOrTime }, other.Column) : other));
        return new ColumnPlan(columns) { Platform = platform, Guessed = guessed, Fields = columns.Count(column => column.Length > 0) };
    }

    /// <summary>The plan of a mapping file for a header that has its signature.</summary>
    public static ColumnPlan Of(IReadOnlyList<string> names, TableMapping mapping)
    {
        var normalized = names.Select(name => HeaderName.Normalize(name)).ToList();
        var found =
            from field in mapping.Fields
            from name in field.Value.Select((header, rank) => (Header: HeaderName.Normalize(header), Rank: rank))
            let column = normalized.IndexOf(name.Header)
            where column >= 0
            select (new HeaderAlias(field.Key, name.Rank), column);

        var columns = Group(found);
        return new ColumnPlan(columns)
        {
            Platform = mapping.Platform,
            Activity = mapping.Activity,
            Zone = mapping.Zone,
            DateOrder = mapping.DateOrder,
            Guessed = mapping.IsGuess,
            Fields = columns.Count(column => column.Length > 0),
        };
    }

    static int[][] Group(IEnumerable<(HeaderAlias Alias, int Column)> found)
    {
        var byField = found.ToLookup(other => other.Alias.Field);
        return [.. Enumerable.Range(0, FieldCount).Select(field => byField[(TableField)field].OrderBy(other => other.Alias.Rank).Select(other => other.Column).ToArray())];
    }
}
