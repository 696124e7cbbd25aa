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
    public PostScore Score(ReadOnlySpan<char> text)
    {
        var workspace = OwnWorkspace();
        Mask.Read(text, workspace.Post);
        return Score(workspace, out _);
    }

    /// <summary>Scores one post and tells the contestants it names.</summary>
    public PostScore Score(ReadOnlySpan<char> text, out IReadOnlyList<FoundMention> mentions)
    {
        var workspace = OwnWorkspace();
        Mask.Read(text, workspace.Post);
        mentions = Mask.MentionsOf(workspace.Post);
        return Score(workspace, out _);
    }

    /// <summary>What in the post spoke for and against, strongest first.</summary>
    public IReadOnlyList<Contribution> Explain(string text)
    {
        var workspace = OwnWorkspace();
        Mask.Read(text, workspace.Post);
        Score(workspace, out var lengths);
        return Explanation.Of(_model, workspace.Post, workspace.Counts, lengths);
    }

    Workspace OwnWorkspace()
    {
        var workspace = _workspace ??= new Workspace();
        if (ReferenceEquals(workspace.Model, _model)) return workspace;
        Array.Clear(workspace.Words);
        workspace.Model = _model;
        return workspace;
    }

    PostScore Score(Workspace workspace, out BlockLengths lengths)
    {
        var sink = new Adder(_model, workspace);
        Featurizer.Visit(workspace.Post, workspace.Counts, ref sink);
        lengths = new BlockLengths(Scale(sink.Words), Scale(sink.Letters), Scale(sink.Pairs));
        var sum = Vector256.Create(_model.Bias) + sink.Counted
            + sink.Words * lengths.Words + sink.Letters * lengths.Letters + sink.Pairs * lengths.Pairs;
        var best = 1;
        for (var lane = 2; lane < LinearModel.LengthLane; lane++)
            if (sum[lane] > sum[best]) best = lane;

        return new PostScore(sum[0], _model.Calibration.Probability(sum[0]), best - 1);
    }

    static float Scale(Vector256<float> block) =>
        block[LinearModel.LengthLane] is var length and > 0 ? 1 / MathF.Sqrt(length) : 0;

    /// <summary>One thread's buffers, and the sums of the words that it met last: most words of a post are old acquaintances.</summary>
    sealed class Workspace
    {
        public const int CacheSize = 1 << 13;
        public LinearModel? Model;
        public readonly PostScratch Post = new();
        public readonly int[] Counts = new int[FeatureSpace.Frames];
        public readonly CachedWord[] Words = new CachedWord[CacheSize];
    }

    struct CachedWord
    {
        public ulong Hash;
        public Vector256<float> Word;
        public Vector256<float> Letters;
    }

    ref struct Adder(LinearModel model, Workspace workspace) : IFeatureSink
    {
        public Vector256<float> Words;
        public Vector256<float> Letters;
        public Vector256<float> Pairs;
        public Vector256<float> Counted;

        public void Word(int at, in Item item, ReadOnlySpan<char> letters)
        {
            ref var cached = ref workspace.Words[(int)item.Hash & (Workspace.CacheSize - 1)];
            if (cached.Hash != item.Hash) Fill(ref cached, item.Hash, letters);
            Words += cached.Word;
            Letters += cached.Letters;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Bigram(int first, int second, ulong hash)
        {
            var feature = FeatureSpace.Word(hash);
            if (model.Knows(feature)) Words += model.Row(feature);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Pair(int first, int second, int feature) => Pairs += model.Row(feature);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Dense(int index, float value) => Counted += model.Row(FeatureSpace.Dense + index) * value;

        readonly void Fill(ref CachedWord cached, ulong hash, ReadOnlySpan<char> letters)
        {
            cached.Hash = hash;
            cached.Word = model.Row(FeatureSpace.Word(hash));
            var sum = new LetterSum(model);
            CharGrams.Visit(letters, ref sum, static (ref LetterSum to, int feature) => to.Sum += to.Model.Row(feature));
            cached.Letters = letters.Length == 0 ? default : sum.Sum;
        }
    }

    ref struct LetterSum(LinearModel model)
    {
        public readonly LinearModel Model = model;
        public Vector256<float> Sum;
    }
}

/// <summary>One over the length of each block of hashed features.</summary>
readonly record struct BlockLengths(float Words, float Letters, float Pairs);

/// <summary>The model's numbers for one post.</summary>
/// <param name="Logit">Raw score before calibration.</param>
/// <param name="Probability">Calibrated probability that the post takes a side.</param>
/// <param name="Category">Likeliest kind, an index into <see cref="LinearModel.Categories"/>, whatever the probability.</param>
public readonly record struct PostScore(double Logit, double Probability, int Category);
