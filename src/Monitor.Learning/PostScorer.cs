using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
    /// <inheritdoc cref="Score(ReadOnlySpan{char}, double)"/>
    public PostScore Score(ReadOnlySpan<char> text, double kindFrom, out IReadOnlyList<FoundMention> mentions)
    {
        var workspace = OwnWorkspace();
        Mask.Read(text, workspace.Post);
        mentions = Mask.MentionsOf(workspace.Post);
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

    PostScore Score(Workspace workspace, double kindFrom, out BlockLengths lengths)
    {
        workspace.Met.Clear();
        workspace.PrefetchWords();
        var sink = new Adder(_model, workspace);
        Featurizer.Visit(workspace.Post, workspace.Counts, ref sink);
        lengths = new BlockLengths(Scale(sink.Words), Scale(sink.Letters), Scale(sink.Pairs), Scale(sink.KnownSquares));
        var logit = _model.Bias + sink.Counted + sink.Words.X * lengths.Words + sink.Letters.X * lengths.Letters + sink.Pairs.X * lengths.Pairs;
        if (_model.Hidden is { } hidden) logit += hidden.Score(workspace.Met, lengths);
        var probability = _model.Calibration.Probability(logit);
        return new PostScore(logit, probability, probability >= kindFrom ? Kind(workspace, lengths) : null);
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

    static float Scale(Vector2 block) => Scale(block.Y);

    static float Scale(float squares) => squares > 0 ? 1 / MathF.Sqrt(squares) : 0;

    /// <summary>One thread's buffers, and the sums of the words that it met last: most words of a post are old acquaintances.</summary>
    sealed class Workspace
    {
        public const int CacheSize = 1 << 15;
        public LinearModel? Model;
        public readonly PostScratch Post = new();
        public readonly int[] Counts = new int[FeatureSpace.Frames];
        public readonly CachedWord[] Words = new CachedWord[CacheSize];
        public readonly MetFeatures Met = new();

        /// <summary>The sums of the words lie far apart; asked for together they come together.</summary>
        public unsafe void PrefetchWords()
        {
            if (!Sse.IsSupported) return;
            foreach (ref readonly var item in Post.Items.AsSpan(0, Post.ItemCount)) Sse.Prefetch0(Unsafe.AsPointer(ref Words[PlaceOf(item.Hash)]));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static int PlaceOf(ulong hash) => (int)hash & (CacheSize - 1);
    }

    struct CachedWord
    {
        public ulong Hash;
        public Vector2 Word;
        public Vector2 Letters;
        public int Number;

        /// <summary>Row in the hidden layer; -1 when the word has none.</summary>
        public int Row;
    }

    /// <summary>Sums partisan weights (X) and squared scales (Y) by block.</summary>
    ref struct Adder(LinearModel model, Workspace workspace) : IFeatureSink
    {
        public Vector2 Words;
        public Vector2 Letters;
        public Vector2 Pairs;
        public float Counted;
        public float KnownSquares;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Word(int at, in Item item, ReadOnlySpan<char> letters)
        {
            ref var cached = ref workspace.Words[Workspace.PlaceOf(item.Hash)];
            if (cached.Hash != item.Hash) Fill(ref cached, item.Hash, letters);
            Words += cached.Word;
            Letters += cached.Letters;
            workspace.Met.AddWord(cached.Number);
            if (cached.Row < 0) return;
            var hidden = model.Hidden!; // only it gives rows
            KnownSquares += hidden.Square(cached.Row);
            hidden.Prefetch(cached.Row);
            workspace.Met.AddKnownWord(cached.Row);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Bigram(int first, int second, ulong hash)
        {
            var number = model.NumberOf(FeatureSpace.Word(hash));
            if (number == 0) return;
            Words += model.WeightOf(number);
            workspace.Met.AddWord(number);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Pair(int first, int second, int feature)
        {
            Pairs += model.Weight(feature);
            workspace.Met.AddPair(feature);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Dense(int index, float value)
        {
            Counted += model.Weight(FeatureSpace.Dense + index).X * value;
            workspace.Met.AddCounted(FeatureSpace.Dense + index, value);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        readonly void Fill(ref CachedWord cached, ulong hash, ReadOnlySpan<char> letters)
        {
            cached.Hash = hash;
            cached.Number = model.NumberOf(FeatureSpace.Word(hash));
            cached.Word = model.WeightOf(cached.Number);
            cached.Row = model.Hidden?.RowOf(FeatureSpace.Word(hash)) ?? -1;
            var sum = new LetterSum(model);
            CharGrams.Visit(letters, ref sum);
            cached.Letters = letters.Length == 0 ? default : sum.Sum;
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
readonly record struct BlockLengths(float Words, float Letters, float Pairs, float KnownWords);

/// <summary>The model's numbers for one post.</summary>
/// <param name="Logit">Raw score before calibration.</param>
/// <param name="Probability">Calibrated probability that the post takes a side.</param>
/// <param name="Kind">Likeliest kind of partisanship, an index into <see cref="LinearModel.Categories"/>; null when it was not asked for.</param>
public readonly record struct PostScore(double Logit, double Probability, int? Kind);
