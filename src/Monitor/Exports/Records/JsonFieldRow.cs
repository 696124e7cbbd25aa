using System.Text.Json;
using Monitor.Exports.Archives;
using Monitor.Exports.Tables;
using Monitor.Posts;

namespace Monitor.Exports.Records;

/// <summary>
/// The fields of one JSON record by their meaning. Nested names are joined with <c>/</c>; a key that is nobody's is passed over, and of
/// several keys with one meaning the best-ranked keep their order.
/// </summary>
sealed class JsonFieldRow(HeaderAliases aliases, string member) : FieldRow
{
    const int MaxDepth = 64;
    const int MaxPath = 160;

    /// <summary>An evil file may hold a new key in each record.</summary>
    const int MaxKnownPaths = 20_000;

    static readonly int FieldCount = Enum.GetValues<TableField>().Length;

    readonly Dictionary<string, (HeaderAlias Alias, Platform Platform)> _paths = new(StringComparer.Ordinal);
    readonly List<(int Rank, string Value)>[] _values = [.. Enumerable.Range(0, FieldCount).Select(_ => new List<(int, string)>(2))];
    readonly char[] _path = new char[MaxPath];
    PostPlace _place;
    Platform _platform;

    public override PostPlace Place => _place;

    public override Platform Platform => _platform;

    public bool HasContent => Has(TableField.Text) || Has(TableField.CommentText) || Has(TableField.SharedText) || Has(TableField.Url);

    /// <summary>How many different fields the record has.</summary>
    public int Fields { get; private set; }

    /// <summary>Whether the keys are those of a message between people.</summary>
    public bool IsMessage { get; private set; }

    public override Cell this[TableField field]
    {
        get
        {
            var values = _values[(int)field];
            return values.Count == 0 ? Cell.Empty : new Cell(values[0].Value);
        }
    }

    public override bool TryGet(TableField field, int rank, out Cell cell)
    {
        var values = _values[(int)field];
        cell = rank < values.Count ? new Cell(values[rank].Value) : Cell.Empty;
        return rank < values.Count;
    }

    /// <summary>Takes the next record.</summary>
    /// <param name="json">One JSON value.</param>
    /// <param name="locator">The line or JSON pointer.</param>
    /// <returns>False when it is no object or does not parse.</returns>
    public bool Take(ReadOnlySpan<byte> json, string locator)
    {
        _place = new PostPlace(member, locator);
        _platform = Platform.Unknown;
        foreach (var values in _values) values.Clear();
        var chat = new ChatSigns();
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;

            Walk(ref reader, 0, ref chat);
            if (reader.Read()) return false;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is half a character in a key.
            return false;
        }

        Finish(chat);
        return true;
    }

    bool Has(TableField field) => _values[(int)field].Count > 0;

    void Finish(ChatSigns chat)
    {
        var dates = _values[(int)TableField.DateOrTime];
        var target = _values[(int)(Has(TableField.Date) ? TableField.Time : TableField.Date)];
        target.AddRange(dates);
        dates.Clear();

        Fields = _values.Count(values => values.Count > 0);
        IsMessage = (chat.Sender && (chat.Words || chat.Chat) && !Has(TableField.Url)) || (chat.Chat && (chat.Sender || chat.Words)) || chat.ChatKeys > 1;
    }

    void Walk(ref Utf8JsonReader reader, int prefix, ref ChatSigns chat)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var length = Append(ref reader, prefix);
            var alias = length > 0 ? AliasOf(_path.AsSpan(0, length)) : default;
            See(alias.Field, ref chat);
            reader.Read();
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    if (length > 0) Walk(ref reader, length, ref chat);
                    else reader.Skip();
                    break;
                case JsonTokenType.StartArray:
                    reader.Skip();
                    break;
                case JsonTokenType.Null:
                    break;
                default:
                    if (alias.Field is not (TableField.Ignore or TableField.Sender or TableField.Chat)) Add(alias, ref reader);
                    break;
            }
        }
    }

    static void See(TableField field, ref ChatSigns chat)
    {
        chat.Sender |= field is TableField.Sender;
        chat.Chat |= field is TableField.Chat;
        chat.ChatKeys += field is TableField.Chat ? 1 : 0;
        chat.Words |= field is TableField.Text or TableField.CommentText;
    }

    /// <summary>Puts a name behind its parents' in the path; 0 when there is no room for it, which no known path needs.</summary>
    int Append(ref Utf8JsonReader reader, int prefix)
    {
        if (prefix + 1 + reader.ValueSpan.Length > MaxPath) return 0;

        var at = prefix;
        if (at > 0) _path[at++] = '/';
        return at + reader.CopyString(_path.AsSpan(at));
    }

    HeaderAlias AliasOf(ReadOnlySpan<char> path)
    {
        var known = _paths.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(path, out var meaning))
        {
            var name = HeaderName.Normalize(path);
            meaning = (aliases.ByName(name) ?? default, aliases.PlatformOf(name));
            if (_paths.Count < MaxKnownPaths) _paths.Add(path.ToString(), meaning);
        }

        if (_platform is Platform.Unknown) _platform = meaning.Platform;
        return meaning.Alias;
    }

    void Add(HeaderAlias alias, ref Utf8JsonReader reader)
    {
        var value = reader.TokenType switch
        {
            JsonTokenType.String => Written(ref reader),
            JsonTokenType.Number => Utf8Text.Decode(reader.ValueSpan),
            JsonTokenType.True => "true",
            _ => "false",
        };
        if (string.IsNullOrWhiteSpace(value)) return;

        var values = _values[(int)alias.Field];
        var at = values.Count;
        while (at > 0 && values[at - 1].Rank > alias.Rank) at--;
        values.Insert(at, (alias.Rank, value));
    }

    /// <summary>Half a character, or bytes that are no UTF-8, cost themselves and not the record.</summary>
    static string Written(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return JsonReading.Unescaped(reader.ValueSpan);
        }
    }

    struct ChatSigns
    {
        public bool Sender;
        public bool Chat;
        public int ChatKeys;
        public bool Words;
    }
}
