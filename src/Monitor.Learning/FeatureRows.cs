namespace Monitor.Learning;

/// <summary>Samples as sparse rows: which features, how often, and the counted features with their values.</summary>
sealed class FeatureRows
{
    readonly List<int[]> _features = [];
    readonly List<float[]> _values = [];
    readonly int[] _counts = new int[FeatureSpace.Frames];
    readonly PostScratch _scratch = new();
    readonly List<int> _raw = [];
    readonly List<(int Index, float Value)> _dense = [];

    public int Count => _features.Count;

    public ReadOnlySpan<int> FeaturesOf(int row) => _features[row];

    /// <summary>Occurrences of a hashed feature; the value itself of a counted one.</summary>
    public ReadOnlySpan<float> ValuesOf(int row) => _values[row];

    public void Add(ContestantMask mask, string text)
    {
        mask.Read(text, _scratch);
        _raw.Clear();
        _dense.Clear();
        var sink = new Collector(_raw, _dense);
        Featurizer.Visit(_scratch, _counts, ref sink);
        _raw.Sort();
        var features = new List<int>(_raw.Count);
        var values = new List<float>(_raw.Count);
        foreach (var feature in _raw)
        {
            if (features.Count > 0 && features[^1] == feature) values[^1]++;
            else
            {
                features.Add(feature);
                values.Add(1);
            }
        }

        foreach (var (index, value) in _dense)
        {
            features.Add(FeatureSpace.Dense + index);
            values.Add(value);
        }

        _features.Add([.. features]);
        _values.Add([.. values]);
    }

    readonly struct Collector(List<int> raw, List<(int Index, float Value)> dense) : IFeatureSink
    {
        public void Word(int at, in Item item, ReadOnlySpan<char> letters)
        {
            raw.Add(FeatureSpace.Word(item.Hash));
            if (letters.Length == 0) return;
            var pieces = new Pieces(raw);
            CharGrams.Visit(letters, ref pieces);
        }

        public void Pair(int first, int second, int feature) => raw.Add(feature);

        public void Dense(int index, float value) => dense.Add((index, value));
    }

    readonly struct Pieces(List<int> raw) : ILetterSink
    {
        public void Piece(int feature) => raw.Add(feature);
    }
}
