using System.Numerics;

namespace Monitor.Learning;

/// <summary>A stretch of the post and what it added to the score.</summary>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="Length">UTF-16 units.</param>
/// <param name="Weight">Calibrated log-odds; negative speaks against.</param>
/// <param name="Role">How a contestant is named there; null for other words.</param>
/// <param name="Class">The word class that weighed most there, in the direction of the weight; null when words alone did it.</param>
/// <param name="NearMention">Within four words of a contestant.</param>
public sealed record Contribution(int Start, int Length, double Weight, MaskRole? Role, string? Class, bool NearMention);

/// <summary>Shares out a post's score among its words: what a word, its letters and its classes add, and half of each pair that it stands in.</summary>
static class Explanation
{
    /// <param name="model">With which the post was scored.</param>
    /// <param name="post">Holds the items.</param>
    /// <param name="counts">Room for the featurizer.</param>
    /// <param name="met">The post's features.</param>
    /// <param name="lengths">One over the length of each block.</param>
    public static IReadOnlyList<Contribution> Of(LinearModel model, PostScratch post, int[] counts, MetFeatures met, BlockLengths lengths)
    {
        var weights = new WeightsForPost(model, model.Hidden?.SpeakingUnits(met, lengths) ?? [], lengths);
        var shares = new double[post.ItemCount];
        var sink = new Sharer(weights, shares);
        Featurizer.Visit(post, counts, ref sink);
        var classes = new string?[post.ItemCount];
        ShareClasses(model, weights, post, shares, classes);
        return Collect(model, post, shares, classes);
    }

    static void ShareClasses(LinearModel model, WeightsForPost weights, PostScratch post, double[] shares, string?[] strongest)
    {
        var items = post.Items.AsSpan(0, post.ItemCount);
        var traits = FrameReader.Read(items);
        var counts = new int[FeatureSpace.Frames];
        Each(items, traits, (_, index) => counts[index]++);
        var best = new double[items.Length];
        Each(items, traits, (item, index) =>
        {
            var weight = weights.Counted(FeatureSpace.Dense + index) * Featurizer.ClassValue(counts[index]) / counts[index];
            shares[item] += weight;
            if (Math.Abs(weight) <= Math.Abs(best[item])) return;
            (best[item], strongest[item]) = (weight, model.Language.Classes[index % FeatureSpace.ClassCount]);
        });
        for (var i = 0; i < shares.Length; i++)
            if (best[i] * shares[i] <= 0) strongest[i] = null;
    }

    static void Each(ReadOnlySpan<Item> items, in PostTraits traits, Action<int, int> visit)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Classes == 0 || items[i].Kind == ItemKind.Mask) continue;
            for (var groups = Featurizer.GroupsOf(items[i], traits); groups != 0; groups &= groups - 1)
                for (var classes = items[i].Classes; classes != 0; classes &= classes - 1)
                    visit(i, BitOperations.TrailingZeroCount(groups) * FeatureSpace.ClassCount + BitOperations.TrailingZeroCount(classes));
        }
    }

    /// <summary>Items that lie at one place, such as the words of a hashtag, are told as one.</summary>
    static List<Contribution> Collect(LinearModel model, PostScratch post, double[] shares, string?[] classes)
    {
        var found = new Dictionary<(int Start, int Length), Contribution>();
        for (var i = 0; i < shares.Length; i++)
        {
            ref var item = ref post.Items[i];
            var weight = shares[i] * model.Calibration.Slope;
            if (item.Kind == ItemKind.Punctuation || weight == 0) continue;
            var near = item.Flags.Has(ItemFlags.BeforeMention | ItemFlags.AfterMention);
            MaskRole? role = item.Kind == ItemKind.Mask ? item.Role : null;
            var key = (item.Start, item.Length);
            found[key] = found.TryGetValue(key, out var known)
                ? known with { Weight = known.Weight + weight, Class = known.Class ?? classes[i] }
                : new Contribution(item.Start, item.Length, weight, role, classes[i], near);
        }

        return [.. found.Values.OrderByDescending(one => Math.Abs(one.Weight)).ThenBy(one => one.Start)];
    }

    /// <summary>The linear weights, and those of the hidden units that speak for this post: together exact, since no unit changes sides within a post.</summary>
    sealed class WeightsForPost(LinearModel model, float[] speaking, BlockLengths lengths)
    {
        public double Word(int feature) => (model.Weight(feature).X + (model.Hidden?.WordShare(model.NumberOf(feature), speaking) ?? 0)) * lengths.Words;

        public double Letters(ReadOnlySpan<char> word)
        {
            if (word.Length == 0) return 0;
            var pieces = new LetterShare(model);
            CharGrams.Visit(word, ref pieces);
            return pieces.Sum * lengths.Letters;
        }

        public double Pair(int feature) => (model.Weight(feature).X + (model.Hidden?.PairShare(feature, speaking) ?? 0)) * lengths.Pairs;

        public double Counted(int feature) => model.Weight(feature).X + (model.Hidden?.CountedShare(feature, speaking) ?? 0);
    }

    readonly ref struct Sharer(WeightsForPost weights, double[] shares) : IFeatureSink
    {
        public void Word(int at, in Item item, ReadOnlySpan<char> letters) => shares[at] += weights.Word(FeatureSpace.Word(item.Hash)) + weights.Letters(letters);

        public void Pair(int first, int second, int feature) => Halve(first, second, weights.Pair(feature));

        public void Dense(int index, float value)
        {
            // Classes are shared out by their words; frames belong to the post as a whole.
        }

        void Halve(int first, int second, double weight)
        {
            shares[first] += weight / 2;
            shares[second] += weight / 2;
        }
    }

    struct LetterShare(LinearModel model) : ILetterSink
    {
        public double Sum;

        public void Piece(int feature) => Sum += model.Weight(feature).X;
    }
}
