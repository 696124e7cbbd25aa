using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Monitor.Learning;

/// <summary>Scores posts. Safe for use from several threads; after a thread's first post nothing is allocated.</summary>
public sealed class PostScorer
{
    [ThreadStatic]
    static Workspace? _workspace;

    readonly LinearModel _model;

    /// <param name="model">Weights and words.</param>
    /// <param name="contests">Aliases of the contests at hand, masked beside the model's nationally known ones.</param>
    public PostScorer(LinearModel model, IEnumerable<MaskAlias> contests)
    {
        _model = model;
        Mask = new ContestantMask(model.Language, contests);
    }

    /// <summary>What reads the posts.</summary>
    public ContestantMask Mask { get; }

    /// <summary>Scores one post; an empty one gets the score of a post without features.</summary>
    /// <param name="text">The author's own words.</param>
    /// <param name="kindFrom">Probability from which the kind of partisanship is told as well.</param>
    public PostScore Score(ReadOnlySpan<char> text, double kindFrom = 0)
    {
        var workspace = OwnWorkspace();
        Mask.Read(text, workspace.Post);
        return Score(workspace, kindFrom, out _);
    }

    /// <summary>Scores one post and tells the contestants it names.</summary>
    /// <param name="text">The author's own words.</param>
    /// <param name="kindFrom">Probability from which the kind of partisanship is told as well.</param>
    /// <param name="mentions">In order of place; good until the thread scores another post.</param>
    public PostScore Score(ReadOnlySpan<char> text, double kindFrom, out ReadOnlySpan<FoundMention> mentions)
    {
        var workspace = OwnWorkspace();
        Mask.Read(text, workspace.Post);
        mentions = workspace.Post.FoundMentions;
        return Score(workspace, kindFrom, out _);
    }

    /// <summary>What in the post spoke for and against, strongest first.</summary>
    public IReadOnlyList<Contribution> Explain(string text)
    {
        var workspace = OwnWorkspace();
        Mask.Read(text, workspace.Post);
        Score(workspace, kindFrom: 1, out var lengths);
        return Explanation.Of(_model, workspace.Post, workspace.Counts, workspace.Met, lengths);
    }

    Workspace OwnWorkspace()
    {
        var workspace = _workspace ??= new Workspace();
        if (ReferenceEquals(workspace.Model, _model)) return workspace;
        Array.Clear(workspace.Words);
        workspace.Model = _model;
        return workspace;
    }

    /// <summary>What is looked up lies far apart: everything is asked for first, and summed when it has come.</summary>
    PostScore Score(Workspace workspace, double kindFrom, out BlockLengths lengths)
    {
        var met = workspace.Met;
        met.Clear();
        var asking = new Asking(_model, workspace);
        Featurizer.Visit(workspace.Post, workspace.Counts, ref asking);
        var (words, letters) = SumWords(workspace);
        var pairs = Vector2.Zero;
        foreach (var feature in met.Pairs) pairs += _model.PairWeight(feature);
        lengths = new BlockLengths(Scale(words.Y), Scale(letters.Y), Scale(pairs.Y));
        var logit = _model.Bias + asking.Counted + words.X * lengths.Words + letters.X * lengths.Letters + pairs.X * lengths.Pairs;
        if (_model.Hidden is { } hidden) logit += hidden.Score(met, lengths);
        var probability = _model.Calibration.Probability(logit);
        return new PostScore(logit, probability, probability >= kindFrom ? Kind(workspace, lengths) : null);
    }

    /// <summary>Partisan weights (X) and squared scales (Y) of the words and of their letters.</summary>
    (Vector2 Words, Vector2 Letters) SumWords(Workspace workspace)
    {
        var met = workspace.Met;
        var (words, letters) = (Vector2.Zero, Vector2.Zero);
        foreach (var at in met.Items)
        {
            ref var item = ref workspace.Post.Items[at];
            ref var cached = ref workspace.Words[Workspace.PlaceOf(item.Hash)];
            if (cached.Hash != item.Hash) Fill(ref cached, item.Hash, workspace.Post.LettersOf(item));
            words += cached.Word;
            letters += cached.Letters;
            if (cached.Number == 0) continue;
            met.AddWord(cached.Number);
            _model.Hidden?.PrefetchWord(cached.Number);
        }

        return (words, letters);
    }

    void Fill(ref CachedWord cached, ulong hash, ReadOnlySpan<char> letters)
    {
        cached.Hash = hash;
        cached.Number = _model.NumberOf(FeatureSpace.Word(hash));
        cached.Word = _model.WeightOf(cached.Number);
        var sum = new LetterSum(_model);
        CharGrams.Visit(letters, ref sum);
        cached.Letters = letters.Length == 0 ? default : sum.Sum;
    }

    int Kind(Workspace workspace, in BlockLengths lengths)
    {
        var (words, pairs, counted) = (Vector256<int>.Zero, Vector256<int>.Zero, Vector256<float>.Zero);
        foreach (var number in workspace.Met.Words) words += _model.KindsOf(number);
        foreach (var feature in workspace.Met.Pairs) pairs += _model.KindsOf(_model.NumberOf(feature));
        foreach (var (feature, value) in workspace.Met.Counted) counted += Vector256.ConvertToSingle(_model.KindsOf(_model.NumberOf(feature))) * value;
        var sum = counted + Vector256.ConvertToSingle(words) * lengths.Words + Vector256.ConvertToSingle(pairs) * lengths.Pairs;
        var (best, most) = (0, float.MinValue);
        for (var kind = 0; kind < LinearModel.Categories.Count; kind++)
        {
            var score = _model.KindBias[kind] + sum[kind] * _model.KindScales[kind];
            if (score > most) (best, most) = (kind, score);
        }

        return best;
    }

    static float Scale(float squares) => squares > 0 ? 1 / MathF.Sqrt(squares) : 0;

    /// <summary>One thread's buffers, and the sums of the words that it met last: most words of a post are old acquaintances.</summary>
    sealed class Workspace
    {
        public const int CacheSize = 1 << 16;
        public LinearModel? Model;
        public readonly PostScratch Post = new();
        public readonly int[] Counts = new int[FeatureSpace.Frames];
        public readonly CachedWord[] Words = new CachedWord[CacheSize];
        public readonly MetFeatures Met = new();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static int PlaceOf(ulong hash) => (int)hash & (CacheSize - 1);
    }

    struct CachedWord
    {
        public ulong Hash;
        public Vector2 Word;
        public Vector2 Letters;

        /// <summary>The model's number of the word; 0 when it does not know it.</summary>
        public int Number;
    }

    /// <summary>Notes the post's features, and asks for all that is known of them.</summary>
    ref struct Asking(LinearModel model, Workspace workspace) : IFeatureSink
    {
        public float Counted;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Word(int at, in Item item, ReadOnlySpan<char> letters)
        {
            ProcessorCache.Ask(ref workspace.Words[Workspace.PlaceOf(item.Hash)]);
            workspace.Met.AddItem(at);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Pair(int first, int second, int feature)
        {
            model.PrefetchPair(feature);
            workspace.Met.AddPair(feature);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Dense(int index, float value)
        {
            Counted += model.CountedWeight(index) * value;
            workspace.Met.AddCounted(FeatureSpace.Dense + index, value);
        }
    }

    ref struct LetterSum(LinearModel model) : ILetterSink
    {
        public Vector2 Sum;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Piece(int feature) => Sum += model.Weight(feature);
    }
}

/// <summary>One over the length of each block of hashed features.</summary>
readonly record struct BlockLengths(float Words, float Letters, float Pairs);

/// <summary>The model's numbers for one post.</summary>
/// <param name="Logit">Raw score before calibration.</param>
/// <param name="Probability">Calibrated probability that the post takes a side.</param>
/// <param name="Kind">Likeliest kind of partisanship, an index into <see cref="LinearModel.Categories"/>; null when it was not asked for.</param>
public readonly record struct PostScore(double Logit, double Probability, int? Kind);
