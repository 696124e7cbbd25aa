using System.Runtime.Intrinsics;
using System.Text;

namespace Monitor.Learning;

/// <summary>
/// Weights of the two heads over one set of features, with the language that they were trained on. Immutable; the only thing that
/// scoring needs besides the contests.
/// </summary>
public sealed class LinearModel
{
    internal const int Lanes = 8;
    internal const int LengthLane = 6;
    const string Magic = "MONITOR-LINEAR-3";

    /// <summary>Kinds of partisanship in the order of the category head.</summary>
    public static IReadOnlyList<string> Categories { get; } = ["ajakan", "dukungan", "serangan", "kegiatan", "jabatan"];

    readonly float[] _rows;
    readonly float[] _bias;

    readonly uint[] _known = new uint[(FeatureSpace.Chars + 31) / 32];

    internal LinearModel(Language language, float[] rows, float[] bias, Calibration calibration)
    {
        (Language, _rows, _bias, Calibration) = (language, rows, bias, calibration);
        for (var feature = 0; feature < FeatureSpace.Chars; feature++)
            if (rows[feature * Lanes + LengthLane] != 0) _known[feature >> 5] |= 1u << (feature & 31);
    }

    /// <summary>The words that the model knows.</summary>
    public Language Language { get; }

    /// <summary>From the raw score to a probability.</summary>
    public Calibration Calibration { get; }

    internal ReadOnlySpan<float> Rows => _rows;

    internal ReadOnlySpan<float> Bias => _bias;

    /// <summary>
    /// Whether training met the word or word pair. Most pairs are new; the answer lies in a few kilobytes that stay in the cache, the row does not.
    /// </summary>
    internal bool Knows(int feature) => (_known[feature >> 5] >> (feature & 31) & 1) != 0;

    /// <summary>
    /// Eight numbers a feature: the partisan weight, five category weights, the feature's squared scale for the length of its block
    /// (hashed features only), and one unused.
    /// </summary>
    internal Vector256<float> Row(int feature) => Vector256.LoadUnsafe(ref _rows[feature * Lanes]);

    /// <summary>Writes the model; the same model gives the same bytes.</summary>
    public void Save(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Calibration.Slope);
        writer.Write(Calibration.Offset);
        foreach (var bias in _bias) writer.Write(bias);
        var scales = CategoryScales();
        foreach (var scale in scales) writer.Write(scale);
        Language.Save(writer);
        WriteRows(writer, scales);
        writer.Write(Magic);
    }

    /// <exception cref="InvalidDataException">Not a model file, damaged, or of another version.</exception>
    public static LinearModel Load(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            if (reader.ReadString() != Magic) throw new InvalidDataException("The model file is of another version; train it again.");
            var calibration = new Calibration(reader.ReadDouble(), reader.ReadDouble());
            var bias = ReadFloats(reader);
            var scales = ReadFloats(reader);
            var language = Language.Load(reader);
            var rows = ReadRows(reader, scales);
            if (reader.ReadString() != Magic) throw new InvalidDataException("The model file is damaged; its end is missing.");
            return new LinearModel(language, rows, bias, calibration);
        }
        catch (Exception damage) when (damage is EndOfStreamException or ArgumentException or FormatException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The model file is damaged; take it again from its release, or train it again.", damage);
        }
    }

    static float[] ReadFloats(BinaryReader reader)
    {
        var numbers = new float[Lanes];
        for (var i = 0; i < Lanes; i++) numbers[i] = reader.ReadSingle();
        return numbers;
    }

    /// <summary>The largest category weight of each lane; those weights are kept as a share of it in one byte.</summary>
    float[] CategoryScales()
    {
        var scales = new float[Lanes];
        for (var i = 0; i < _rows.Length; i++)
            if (i % Lanes is > 0 and < LengthLane) scales[i % Lanes] = MathF.Max(scales[i % Lanes], MathF.Abs(_rows[i]));

        for (var i = 0; i < Lanes; i++) scales[i] = scales[i] == 0 ? 1 : scales[i] / 127;
        return scales;
    }

    void WriteRows(BinaryWriter writer, float[] scales)
    {
        var used = Enumerable.Range(0, FeatureSpace.Count).Where(feature => _rows.AsSpan(feature * Lanes, Lanes).ContainsAnyExcept(0f)).ToList();
        writer.Write(used.Count);
        var before = -1;
        foreach (var feature in used)
        {
            writer.Write7BitEncodedInt(feature - before);
            before = feature;
            var row = _rows.AsSpan(feature * Lanes, Lanes);
            writer.Write((Half)row[0]);
            writer.Write((Half)row[LengthLane]);
            for (var lane = 1; lane < LengthLane; lane++) writer.Write((sbyte)MathF.Round(row[lane] / scales[lane]));
        }
    }

    static float[] ReadRows(BinaryReader reader, float[] scales)
    {
        var rows = new float[FeatureSpace.Count * Lanes];
        var feature = -1;
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            feature += reader.Read7BitEncodedInt();
            var row = rows.AsSpan(feature * Lanes, Lanes);
            row[0] = (float)reader.ReadHalf();
            row[LengthLane] = (float)reader.ReadHalf();
            for (var lane = 1; lane < LengthLane; lane++) row[lane] = reader.ReadSByte() * scales[lane];
        }

        return rows;
    }
}
