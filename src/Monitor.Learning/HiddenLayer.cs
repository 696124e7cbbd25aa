using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
    readonly int[] _wordRows = new int[FeatureSpace.Chars];
    readonly float[] _squares;
    readonly float[] _scales;
    readonly float[] _unitBias;
    readonly float[] _unitWeights;

    /// <param name="words">Places of the single words, as <see cref="FeatureSpace.Word"/> gives them.</param>
    /// <param name="squares">The squared scale of each word, for the length of their block.</param>
    /// <param name="rows">In steps: those of the words, then of every pair of word classes, then of every counted feature.</param>
    /// <param name="scales">What a step is worth, by block and unit.</param>
    /// <param name="unitBias">What each unit starts from.</param>
    /// <param name="unitWeights">What each unit adds to the score.</param>
    public HiddenLayer(int[] words, float[] squares, sbyte[] rows, float[] scales, float[] unitBias, float[] unitWeights)
    {
        (Words, _squares, _rows, _scales, _unitBias, _unitWeights) = (words, squares, rows, scales, unitBias, unitWeights);
        for (var row = 0; row < words.Length; row++) _wordRows[words[row]] = row + 1;
    }

    int[] Words { get; }

    /// <summary>Row of the word; -1 when training did not meet it.</summary>
    public int RowOf(int word) => _wordRows[word] - 1;

    /// <summary>Asks for the row, which is needed when the whole post has been read.</summary>
    public unsafe void Prefetch(int row)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref _rows[row * Units]));
    }

    /// <summary>Squared scale of the word in the row.</summary>
    public float Square(int row) => _squares[row];

    /// <summary>What the units add to the score.</summary>
    /// <param name="met">The post's features.</param>
    /// <param name="lengths">One over the length of each block.</param>
    public float Score(MetFeatures met, in BlockLengths lengths)
    {
        Span<Vector256<float>> sums = stackalloc Vector256<float>[Units / Lanes];
        Sum(met, lengths, sums);
        var spoken = Vector256<float>.Zero;
        for (var lane = 0; lane < sums.Length; lane++) spoken += Vector256.Max(sums[lane], Vector256<float>.Zero) * At(_unitWeights, lane);
        var score = 0f;
        for (var i = 0; i < Lanes; i++) score += spoken[i];
        return score;
    }

    /// <summary>The weights of the units that speak for this post; 0 for the others.</summary>
    public float[] SpeakingUnits(MetFeatures met, in BlockLengths lengths)
    {
        var sums = new Vector256<float>[Units / Lanes];
        Sum(met, lengths, sums);
        return [.. Enumerable.Range(0, Units).Select(unit => sums[unit / Lanes][unit % Lanes] > 0 ? _unitWeights[unit] : 0)];
    }

    /// <summary>What one word adds through the speaking units, before its block's length.</summary>
    public float WordShare(int word, float[] speaking) => RowOf(word) is var row and >= 0 ? Share(row, 0, speaking) : 0;

    /// <inheritdoc cref="WordShare"/>
    public float PairShare(int feature, float[] speaking) => Share(RowOfFixed(feature), 1, speaking);

    /// <summary>What a counted feature adds through the speaking units, for each unit of its value.</summary>
    public float CountedShare(int feature, float[] speaking) => Share(RowOfFixed(feature), 2, speaking);

    public void Save(BinaryWriter writer)
    {
        foreach (var numbers in new[] { _scales, _unitBias, _unitWeights })
            foreach (var number in numbers) writer.Write(number);

        writer.Write(Words.Length);
        for (var row = 0; row < Words.Length; row++)
        {
            writer.Write7BitEncodedInt(row == 0 ? Words[row] : Words[row] - Words[row - 1]);
            writer.Write((Half)_squares[row]);
        }

        writer.Write(MemoryMarshal.AsBytes(_rows.AsSpan()));
    }

    public static HiddenLayer Load(BinaryReader reader)
    {
        var (scales, bias, weights) = (Floats(reader, FeatureSpace.Blocks * Units), Floats(reader, Units), Floats(reader, Units));
        var count = reader.ReadInt32();
        if (count is < 0 or > FeatureSpace.Chars) throw new FormatException("The number of words is out of range.");
        var (words, squares) = (new int[count], new float[count]);
        for (var row = 0; row < count; row++)
        {
            words[row] = reader.Read7BitEncodedInt() + (row == 0 ? 0 : words[row - 1]);
            squares[row] = (float)reader.ReadHalf();
        }

        var rows = new sbyte[(count + FixedRows) * Units];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(rows.AsSpan()));
        return new HiddenLayer(words, squares, rows, scales, bias, weights);
    }

    static float[] Floats(BinaryReader reader, int count)
    {
        var numbers = new float[count];
        for (var i = 0; i < count; i++) numbers[i] = reader.ReadSingle();
        return numbers;
    }

    static Vector256<float> At(float[] numbers, int eight) => Vector256.LoadUnsafe(ref numbers[eight * Lanes]);

    int RowOfFixed(int feature) => Words.Length + feature - FeatureSpace.Pairs;

    void Sum(MetFeatures met, in BlockLengths lengths, Span<Vector256<float>> sums)
    {
        for (var lane = 0; lane < sums.Length; lane++) sums[lane] = At(_unitBias, lane);
        AddRows(met.KnownWords, 0, 0, lengths.KnownWords, sums);
        AddRows(met.Pairs, RowOfFixed(0), 1, lengths.Pairs, sums);
        foreach (var (feature, value) in met.Counted) AddCounted(RowOfFixed(feature), value, sums);
    }

    /// <summary>Adds up bytes as shorts, and turns the sums into numbers once for many rows.</summary>
    void AddRows(ReadOnlySpan<int> features, int offset, int block, float length, Span<Vector256<float>> sums)
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

            Add(low, block, 0, length, sums);
            Add(high, block, 2, length, sums);
        }
    }

    void AddCounted(int row, float value, Span<Vector256<float>> sums)
    {
        var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref _rows[row * Units]));
        Add(low, 2, 0, value, sums);
        Add(high, 2, 2, value, sums);
    }

    void Add(Vector256<short> steps, int block, int lane, float factor, Span<Vector256<float>> sums)
    {
        var (low, high) = Vector256.Widen(steps);
        sums[lane] += Vector256.ConvertToSingle(low) * At(_scales, block * (Units / Lanes) + lane) * factor;
        sums[lane + 1] += Vector256.ConvertToSingle(high) * At(_scales, block * (Units / Lanes) + lane + 1) * factor;
    }

    float Share(int row, int block, float[] speaking)
    {
        var share = 0f;
        for (var unit = 0; unit < Units; unit++) share += _rows[row * Units + unit] * _scales[block * Units + unit] * speaking[unit];
        return share;
    }
}
