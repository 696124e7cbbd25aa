using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Monitor.Contests;

namespace Monitor.Classification;

/// <summary>Scores the lines of one part after another; each thread has its own.</summary>
sealed class LineScorer : IDisposable
{
    static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    static readonly JsonEncodedText Probability = JsonEncodedText.Encode("probability");
    static readonly JsonEncodedText Partisan = JsonEncodedText.Encode("partisan");
    static readonly JsonEncodedText Category = JsonEncodedText.Encode("category");
    static readonly JsonEncodedText Contestants = JsonEncodedText.Encode("contestants");
    static readonly JsonEncodedText Reasons = JsonEncodedText.Encode("reasons");
    static readonly JsonEncodedText[] CategoryNames =
        [.. Enum.GetNames<Category>().Select(name => JsonEncodedText.Encode(name.ToLowerInvariant()))];

    readonly PostClassifier _classifier;
    readonly ContestBook _contests;
    readonly bool _reasons;
    readonly Utf8JsonWriter _writer;
    readonly List<string> _named = [];
    char[] _id = new char[256];
    char[] _text = new char[4096];
    int _idLength;
    int _textLength;
    string? _time;

    public LineScorer(PostClassifier classifier, ContestBook contests, bool reasons)
    {
        (_classifier, _contests, _reasons) = (classifier, contests, reasons);
        _writer = new Utf8JsonWriter(Stream.Null, new JsonWriterOptions
        {
            SkipValidation = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
    }

    public void Score(Part part)
    {
        var rest = part.Input.AsSpan(0, part.Length);
        for (var number = part.FirstLine; rest.Length > 0; number++)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (number == 1 && line.StartsWith("\uFEFF"u8)) line = line[3..];
            if (line.Trim(" \t\r"u8).Length == 0) continue;
            if (Read(line) is { } fault) part.Faults.Add(string.Create(CultureInfo.InvariantCulture, $"line {number}: {fault}"));
            else Write(part);
        }
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>Takes id, text and time from the line; says what is wrong with it, or null.</summary>
    string? Read(ReadOnlySpan<byte> line)
    {
        (_idLength, _textLength, _time) = (-1, -1, null);
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return "not a JSON object; write {\"id\": …, \"text\": …}";
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (ReadMember(ref reader) is { } fault) return fault;
            }

            if (reader.Read()) return "more than one JSON value";
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return "not readable as JSON";
        }

        if (_textLength < 0) return "\"text\" is missing";
        return _idLength < 0 ? "\"id\" is missing" : null;
    }

    string? ReadMember(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("id"u8))
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.Number)
            {
                // A number keeps its digits: nineteen of them do not fit a double.
                Fit(ref _id, reader.ValueSpan.Length);
                _idLength = System.Text.Encoding.UTF8.GetChars(reader.ValueSpan, _id);
                return null;
            }

            return reader.TokenType == JsonTokenType.String ? Copy(ref reader, ref _id, out _idLength) : "\"id\" is neither text nor a number";
        }

        if (reader.ValueTextEquals("text"u8))
        {
            reader.Read();
            return reader.TokenType == JsonTokenType.String ? Copy(ref reader, ref _text, out _textLength) : "\"text\" is not text";
        }

        var isTime = reader.ValueTextEquals("time"u8);
        reader.Read();
        if (isTime && reader.TokenType == JsonTokenType.String) _time = reader.GetString();
        else reader.Skip();
        return null;
    }

    static string? Copy(ref Utf8JsonReader reader, ref char[] to, out int length)
    {
        Fit(ref to, reader.ValueSpan.Length);
        length = reader.CopyString(to);
        return null;
    }

    static void Fit(ref char[] buffer, int length)
    {
        if (buffer.Length < length) buffer = new char[length * 2];
    }

    void Write(Part part)
    {
        var text = _text.AsSpan(0, _textLength);
        var score = _classifier.Classify(text, _contests.OpenAt(Time()));
        var partisan = score.Probability >= _classifier.Threshold;
        part.Scored++;
        if (partisan) part.Partisan++;

        _writer.Reset(part.Output);
        _writer.WriteStartObject();
        _writer.WriteString(Id, _id.AsSpan(0, _idLength));
        _writer.WritePropertyName(Probability);
        WriteProbability(score.Probability);
        _writer.WriteBoolean(Partisan, partisan);
        _writer.WriteString(Category, CategoryNames[(int)score.Category]);
        WriteContestants(score.Mentions);
        if (_reasons) WriteReasons(text.ToString());
        _writer.WriteEndObject();
        _writer.Flush();
        part.Output.Write("\n"u8);
    }

    /// <summary>Six digits after the point: more than the calibration knows, and enough to see that nothing changed.</summary>
    void WriteProbability(double probability)
    {
        Span<byte> digits = stackalloc byte[16];
        probability.TryFormat(digits, out var written, "0.000000", CultureInfo.InvariantCulture);
        _writer.WriteRawValue(digits[..written], skipInputValidation: true);
    }

    DateTimeOffset? Time() =>
        _time is not null && DateTimeOffset.TryParse(_time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    void WriteContestants(IReadOnlyList<Mention> mentions)
    {
        _writer.WriteStartArray(Contestants);
        if (mentions.Count > 0)
        {
            _named.Clear();
            foreach (var mention in mentions)
            {
                var name = $"{mention.ContestId}/{mention.ContestantId}";
                if (!_named.Contains(name)) _named.Add(name);
            }

            foreach (var name in _named) _writer.WriteStringValue(name);
        }

        _writer.WriteEndArray();
    }

    void WriteReasons(string text)
    {
        _writer.WriteStartArray(Reasons);
        foreach (var reason in _classifier.Explain(text))
        {
            _writer.WriteStartObject();
            _writer.WriteNumber("start", reason.Start);
            _writer.WriteNumber("length", reason.Length);
            _writer.WriteString("text", text.AsSpan(reason.Start, reason.Length));
            _writer.WriteNumber("weight", Math.Round(reason.Weight, 4));
            _writer.WriteString("explanation", reason.Explanation);
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
    }
}
