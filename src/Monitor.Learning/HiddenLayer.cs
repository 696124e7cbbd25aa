using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Monitor.Learning;

/// <summary>
/// Units that speak when several things come together, which a sum of single weights cannot tell: over single words, pairs of word classes and
/// the counted features. Immutable.
/// </summary>
/// <remarks>
/// An embedding bag (A. Joulin et al., Bag of tricks for efficient text classification, 2017) under rectified units. For one post the units that
/// speak are fixed and the layer is linear, so a score can be shared out among the words exactly.
/// </remarks>
sealed class HiddenLayer
{
    /// <summary>Units of the layer: one byte a unit and row, the width of a vector register.</summary>
    public const int Units = 32;

    /// <summary>Rows of pairs and counted features, behind those of the words.</summary>
    public const int FixedRows = FeatureSpace.Count - FeatureSpace.Pairs;

    const int Lanes = 8;

    /// <summary>A short holds the sum of so many bytes of at most 127.</summary>
    const int RowsInShort = 256;

    readonly sbyte[] _rows;
    readonly float[] _scales;
    readonly float[] _counted;
    readonly float[] _unitBias;
    readonly float[] _unitWeights;

    /// <param name="rows">In steps: those of the words that the model knows, in their order, then of every pair of word classes, then of every counted feature.</param>
    /// <param name="scales">What a step is worth, by block and unit.</param>
    /// <param name="unitBias">What each unit starts from.</param>
    /// <param name="unitWeights">What each unit adds to the score.</param>
    public HiddenLayer(sbyte[] rows, float[] scales, float[] unitBias, float[] unitWeights)
    {
        (_rows, _scales, _unitBias, _unitWeights) = (rows, scales, unitBias, unitWeights);
        Words = rows.Length / Units - FixedRows;
        _counted = [.. rows.AsSpan(RowOfFixed(FeatureSpace.Dense) * Units).ToArray().Select((steps, i) => steps * scales[2 * Units + i % Units])];
    }

    /// <summary>How many words have a row.</summary>
    public int Words { get; }

    /// <summary>Asks for the row of a pair of word classes.</summary>
    public void PrefetchPair(int feature) => ProcessorCache.Ask(ref _rows[RowOfFixed(feature) * Units]);

    /// <summary>Asks for the row of a word.</summary>
    /// <param name="number">The model's number of the word, from 1.</param>
    public void PrefetchWord(int number) => ProcessorCache.Ask(ref _rows[(number - 1) * Units]);

    /// <summary>What the units add to the score.</summary>
    /// <param name="met">The post's features.</param>
    /// <param name="lengths">One over the length of each block.</param>
    public float Score(MetFeatures met, in BlockLengths lengths)
    {
        var sums = Sum(met, lengths);
        var spoken = Vector256.Max(sums.First, Vector256<float>.Zero) * At(_unitWeights, 0)
            + Vector256.Max(sums.Second, Vector256<float>.Zero) * At(_unitWeights, 1)
            + Vector256.Max(sums.Third, Vector256<float>.Zero) * At(_unitWeights, 2)
            + Vector256.Max(sums.Fourth, Vector256<float>.Zero) * At(_unitWeights, 3);
        return Vector256.Sum(spoken);
    }

    /// <summary>The weights of the units that speak for this post; 0 for the others.</summary>
    public float[] SpeakingUnits(MetFeatures met, in BlockLengths lengths)
    {
        var sums = Sum(met, lengths);
        return [.. _unitWeights.Select((weight, unit) => sums[unit / Lanes][unit % Lanes] > 0 ? weight : 0)];
    }

    /// <summary>What one word adds through the speaking units, before its block's length; nothing when training did not meet it.</summary>
    public float WordShare(int number, float[] speaking) => number > 0 ? Share(number - 1, 0, speaking) : 0;

    /// <inheritdoc cref="WordShare"/>
    public float PairShare(int feature, float[] speaking) => Share(RowOfFixed(feature), 1, speaking);

    /// <summary>What a counted feature adds through the speaking units, for each unit of its value.</summary>
    public float CountedShare(int feature, float[] speaking) => Share(RowOfFixed(feature), 2, speaking);

    public void Save(BinaryWriter writer)
    {
        foreach (var numbers in new[] { _scales, _unitBias, _unitWeights })
            foreach (var number in numbers) writer.Write(number);

        writer.Write(Words);
        writer.Write(MemoryMarshal.AsBytes(_rows.AsSpan()));
    }

    public static HiddenLayer Load(BinaryReader reader)
    {
        var (scales, bias, weights) = (Floats(reader, FeatureSpace.Blocks * Units), Floats(reader, Units), Floats(reader, Units));
        var count = reader.ReadInt32();
        if (count is < 0 or > FeatureSpace.Chars) throw new FormatException("The number of words is out of range.");
        var rows = new sbyte[(count + FixedRows) * Units];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(rows.AsSpan()));
        return new HiddenLayer(rows, scales, bias, weights);
    }

    static float[] Floats(BinaryReader reader, int count)
    {
        var numbers = new float[count];
        for (var i = 0; i < count; i++) numbers[i] = reader.ReadSingle();
        return numbers;
    }

    static Vector256<float> At(float[] numbers, int eight) => Vector256.LoadUnsafe(ref numbers[eight * Lanes]);

    int RowOfFixed(int feature) => Words + feature - FeatureSpace.Pairs;

    UnitSums Sum(MetFeatures met, in BlockLengths lengths)
    {
        var sums = new UnitSums(At(_unitBias, 0), At(_unitBias, 1), At(_unitBias, 2), At(_unitBias, 3));
        AddRows(met.Words, -1, 0, lengths.Words, ref sums);
        AddRows(met.Pairs, RowOfFixed(0), 1, lengths.Pairs, ref sums);
        AddCounted(met.Counted, ref sums);
        return sums;
    }

    /// <summary>Adds up bytes as shorts, and turns the sums into numbers once for many rows.</summary>
    void AddRows(ReadOnlySpan<int> features, int offset, int block, float length, ref UnitSums sums)
    {
        for (; features.Length > 0; features = features[Math.Min(RowsInShort, features.Length)..])
        {
            var (low, high) = (Vector256<short>.Zero, Vector256<short>.Zero);
            foreach (var feature in features[..Math.Min(RowsInShort, features.Length)])
            {
                var (lower, upper) = Vector256.Widen(Vector256.LoadUnsafe(ref _rows[(feature + offset) * Units]));
                low += lower;
                high += upper;
            }

            var (first, second) = Vector256.Widen(low);
            var (third, fourth) = Vector256.Widen(high);
            sums.First += Vector256.ConvertToSingle(first) * At(_scales, block * (Units / Lanes)) * length;
            sums.Second += Vector256.ConvertToSingle(second) * At(_scales, block * (Units / Lanes) + 1) * length;
            sums.Third += Vector256.ConvertToSingle(third) * At(_scales, block * (Units / Lanes) + 2) * length;
            sums.Fourth += Vector256.ConvertToSingle(fourth) * At(_scales, block * (Units / Lanes) + 3) * length;
        }
    }

    void AddCounted(ReadOnlySpan<(int Feature, float Value)> counted, ref UnitSums sums)
    {
        var (first, second, third, fourth) = sums;
        foreach (var (feature, value) in counted)
        {
            var row = (feature - FeatureSpace.Dense) * (Units / Lanes);
            first += At(_counted, row) * value;
            second += At(_counted, row + 1) * value;
            third += At(_counted, row + 2) * value;
            fourth += At(_counted, row + 3) * value;
        }

        sums = new UnitSums(first, second, third, fourth);
    }

    float Share(int row, int block, float[] speaking)
    {
        var share = 0f;
        for (var unit = 0; unit < Units; unit++) share += _rows[row * Units + unit] * _scales[block * Units + unit] * speaking[unit];
        return share;
    }

    /// <summary>What each unit was told, eight side by side.</summary>
    record struct UnitSums(Vector256<float> First, Vector256<float> Second, Vector256<float> Third, Vector256<float> Fourth)
    {
        public readonly Vector256<float> this[int eight] => eight switch { 0 => First, 1 => Second, 2 => Third, _ => Fourth };
    }
}
