using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace Monitor.Learning;

/// <summary>
/// Weights of the two heads over one set of features, and of the hidden units beside the first, with the language that they were trained on.
/// Immutable; the only thing that scoring needs besides the contests.
/// </summary>
public sealed class LinearModel
{
    internal const int Lanes = 8;
    const string Magic = "MONITOR-LINEAR-6";

    /// <summary>Kinds of partisanship in the order of the category head.</summary>
    public static IReadOnlyList<string> Categories { get; } = ["ajakan", "dukungan", "serangan", "kegiatan", "jabatan"];

    readonly KnownFeatures _known;
    readonly Vector2[] _weights;
    readonly long[] _kinds;
    readonly Vector2[] _pairs;
    readonly float[] _counted;
    readonly float[] _kindScales;
    readonly float[] _kindBias;

    /// <param name="language">The words that the model knows.</param>
    /// <param name="weights">A feature's partisan weight, and its squared scale for the length of its block (hashed features only).</param>
    /// <param name="kinds">Five category weights, each a share of its lane's scale in one byte, for each feature; pieces of words have none.</param>
    /// <param name="kindScales">What one step of a category weight is worth.</param>
    /// <param name="bias">Of the partisan head.</param>
    /// <param name="kindBias">Of the category heads.</param>
    /// <param name="calibration">From the raw score to a probability.</param>
    /// <param name="hidden">What is added to the partisan head; null when the head is linear alone.</param>
    internal LinearModel(
        Language language, Vector2[] weights, long[] kinds, float[] kindScales, float bias, float[] kindBias, Calibration calibration, HiddenLayer? hidden)
    {
        (Language, _kindScales, Bias, _kindBias, Calibration, Hidden) = (language, kindScales, bias, kindBias, calibration, hidden);
        int[] used = [.. Enumerable.Range(0, FeatureSpace.Count).Where(feature => weights[feature] != Vector2.Zero || kinds[feature] != 0)];
        if (hidden is not null && hidden.Words != used.Count(feature => feature < FeatureSpace.Chars))
            throw new ArgumentException("The hidden units know other words than the linear part.", nameof(hidden));
        _known = new KnownFeatures(used);
        _weights = [default, .. used.Select(feature => weights[feature])];
        _kinds = [0, .. used.Select(feature => kinds[feature])];
        _pairs = weights[FeatureSpace.Pairs..FeatureSpace.Dense];
        _counted = [.. weights[FeatureSpace.Dense..].Select(weight => weight.X)];
    }

    /// <summary>The words that the model knows.</summary>
    public Language Language { get; }

    /// <summary>From the raw score to a probability.</summary>
    public Calibration Calibration { get; }

    internal float Bias { get; }

    internal HiddenLayer? Hidden { get; }

    internal ReadOnlySpan<float> KindBias => _kindBias;

    /// <summary>What one step of <see cref="KindsOf"/> is worth, by category.</summary>
    internal ReadOnlySpan<float> KindScales => _kindScales;

    /// <summary>Number of the feature for the two methods that take one; 0, which has no weight, when training did not meet it.</summary>
    internal int NumberOf(int feature) => _known.NumberOf(feature);

    /// <summary>The partisan weight, and the squared scale for the length of its block.</summary>
    internal Vector2 Weight(int feature) => WeightOf(_known.NumberOf(feature));

    /// <inheritdoc cref="Weight"/>
    internal Vector2 WeightOf(int number) => _weights[number];

    /// <summary><see cref="Weight"/> of a pair of word classes, which are few enough to lie in a row.</summary>
    internal Vector2 PairWeight(int feature) => _pairs[feature - FeatureSpace.Pairs];

    /// <summary>Asks for what the pair of word classes adds to either part.</summary>
    internal void PrefetchPair(int feature)
    {
        ProcessorCache.Ask(ref _pairs[feature - FeatureSpace.Pairs]);
        Hidden?.PrefetchPair(feature);
    }

    /// <summary>Weight of a counted feature.</summary>
    internal float CountedWeight(int index) => _counted[index];

    /// <summary>Weights of the five categories in steps of <see cref="KindScales"/>; pieces of words have none.</summary>
    internal Vector256<int> KindsOf(int number)
    {
        var steps = Vector128.WidenLower(Vector128.CreateScalarUnsafe(_kinds[number]).AsSByte());
        return Vector256.Create(Vector128.WidenLower(steps), Vector128.WidenUpper(steps));
    }

    /// <summary>Writes the model; the same model gives the same bytes.</summary>
    public void Save(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Calibration.Slope);
        writer.Write(Calibration.Offset);
        writer.Write(Bias);
        foreach (var bias in _kindBias) writer.Write(bias);
        foreach (var scale in _kindScales) writer.Write(scale);
        Language.Save(writer);
        WriteWeights(writer);
        writer.Write(Hidden is not null);
        Hidden?.Save(writer);
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
            var bias = reader.ReadSingle();
            var kindBias = ReadFloats(reader);
            var scales = ReadFloats(reader);
            var language = Language.Load(reader);
            var (weights, kinds) = ReadWeights(reader);
            var hidden = reader.ReadBoolean() ? HiddenLayer.Load(reader) : null;
            if (reader.ReadString() != Magic) throw new InvalidDataException("The model file is damaged; its end is missing.");
            return new LinearModel(language, weights, kinds, scales, bias, kindBias, calibration, hidden);
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

    void WriteWeights(BinaryWriter writer)
    {
        writer.Write(_known.Count);
        var before = -1;
        for (var feature = 0; feature < FeatureSpace.Count; feature++)
        {
            var number = _known.NumberOf(feature);
            if (number == 0) continue;
            writer.Write7BitEncodedInt(feature - before);
            before = feature;
            writer.Write((Half)_weights[number].X);
            writer.Write((Half)_weights[number].Y);
            if (FeatureSpace.IsChar(feature)) continue;
            for (var kind = 0; kind < Categories.Count; kind++) writer.Write((sbyte)(_kinds[number] >> (8 * kind)));
        }
    }

    static (Vector2[] Weights, long[] Kinds) ReadWeights(BinaryReader reader)
    {
        var (weights, kinds) = (new Vector2[FeatureSpace.Count], new long[FeatureSpace.Count]);
        var feature = -1;
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            feature += reader.Read7BitEncodedInt();
            weights[feature] = new Vector2((float)reader.ReadHalf(), (float)reader.ReadHalf());
            if (FeatureSpace.IsChar(feature)) continue;
            for (var kind = 0; kind < Categories.Count; kind++) kinds[feature] |= (long)(byte)reader.ReadSByte() << (8 * kind);
        }

        return (weights, kinds);
    }
}
