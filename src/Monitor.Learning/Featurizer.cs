using System.Numerics;

namespace Monitor.Learning;

/// <summary>Receives the features of a post one by one.</summary>
interface IFeatureSink
{
    /// <summary>A word, mask, tag or emoji by itself; with its letters when it is a word.</summary>
    void Word(int at, in Item item, ReadOnlySpan<char> letters);

    /// <summary>Two neighbours.</summary>
    void Bigram(int first, int second, ulong hash);

    /// <summary>Two neighbouring word classes.</summary>
    void Pair(int first, int second, int feature);

    /// <summary>One of the few hundred counted features, from <see cref="FeatureSpace.Dense"/> on.</summary>
    void Dense(int index, float value);
}

/// <summary>Turns the items of a post into features; training, scoring and explanation all go through here.</summary>
static class Featurizer
{
    const float ClassScale = 0.25f;
    const float FrameScale = 0.5f;
    static readonly float[] Logs = [.. Enumerable.Range(0, 256).Select(count => (float)StableMath.Log(1 + count))];

    public static float LogOf(int count) => Logs[Math.Min(count, 255)];

    public static float ClassValue(int count) => ClassScale * LogOf(count);

    /// <param name="scratch">Holds the items.</param>
    /// <param name="counts">Room for <see cref="FeatureSpace.Frames"/> numbers, all zero; zero again on return.</param>
    /// <param name="sink">Gets the features.</param>
    public static void Visit<TSink>(PostScratch scratch, int[] counts, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var items = scratch.Items.AsSpan(0, scratch.ItemCount);
        VisitWords(scratch, items, ref sink);
        VisitPairs(items, ref sink);
        var traits = FrameReader.Read(items);
        VisitClasses(items, traits, counts, ref sink);
        for (var frame = 0; frame < FeatureSpace.FrameCount; frame++)
        {
            var value = traits.Values[frame];
            if (value != 0) sink.Dense(FeatureSpace.Frames + frame, FrameScale * LogOf(value));
        }
    }

    static void VisitWords<TSink>(PostScratch scratch, Span<Item> items, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var before = -1;
        for (var i = 0; i < items.Length; i++)
        {
            ref var item = ref items[i];
            if (item.Kind == ItemKind.Punctuation && item.FormStart is not '!' and not '?') continue;
            sink.Word(i, item, item.Kind == ItemKind.Word ? scratch.FormOf(item) : default);
            if (before >= 0) sink.Bigram(before, i, Hash64.Combine(items[before].Hash, item.Hash));
            before = i;
        }
    }

    /// <summary>Word classes of neighbours, one word apart at most, with mentions as classes of their own.</summary>
    static void VisitPairs<TSink>(Span<Item> items, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var (first, second) = (-1, -1);
        for (var i = 0; i < items.Length; i++)
        {
            ref var item = ref items[i];
            if (item.Kind >= ItemKind.Emoji) continue;
            if (second >= 0) VisitPair(items, second, i, 0, ref sink);
            if (first >= 0) VisitPair(items, first, i, 1, ref sink);
            (first, second) = (second, i);
        }
    }

    static void VisitPair<TSink>(Span<Item> items, int left, int right, int gap, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var (a, b) = (ClassesOf(items[left]), ClassesOf(items[right]));
        if (a == 0 || b == 0) return;
        for (var rest = a; rest != 0; rest &= rest - 1)
            for (var others = b; others != 0; others &= others - 1)
                sink.Pair(left, right, FeatureSpace.Pair(BitOperations.TrailingZeroCount(rest), BitOperations.TrailingZeroCount(others), gap));
    }

    /// <summary>A mask counts as a class: its role takes one of the bits above the language's classes.</summary>
    static ulong ClassesOf(in Item item) => item.Kind == ItemKind.Mask ? 1UL << (56 + (int)item.Role) : item.Classes;

    static void VisitClasses<TSink>(Span<Item> items, in PostTraits traits, int[] counts, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        Span<ulong> seen = stackalloc ulong[FeatureSpace.Groups];
        foreach (ref var item in items)
        {
            if (item.Classes == 0 || item.Kind == ItemKind.Mask) continue;
            var groups = GroupsOf(item, traits);
            for (var left = groups; left != 0; left &= left - 1)
            {
                var group = BitOperations.TrailingZeroCount(left);
                seen[group] |= item.Classes;
                for (var classes = item.Classes; classes != 0; classes &= classes - 1)
                    counts[group * FeatureSpace.ClassCount + BitOperations.TrailingZeroCount(classes)]++;
            }
        }

        for (var group = 0; group < FeatureSpace.Groups; group++)
        {
            for (var classes = seen[group]; classes != 0; classes &= classes - 1)
            {
                var index = group * FeatureSpace.ClassCount + BitOperations.TrailingZeroCount(classes);
                sink.Dense(index, ClassValue(counts[index]));
                counts[index] = 0;
            }
        }
    }

    /// <summary>Bit g is set when the item's classes count in group g.</summary>
    public static int GroupsOf(in Item item, in PostTraits traits)
    {
        var groups = 1 << (int)ClassGroup.InPost;
        groups |= 1 << (int)(traits.HasMention ? ClassGroup.WithAnyMention : ClassGroup.WithoutMention);
        if (traits.HasCampaignTag) groups |= 1 << (int)ClassGroup.WithCampaignTag;
        if (item.Flags.Has(ItemFlags.BeforeMention)) groups |= 1 << (int)ClassGroup.BeforeMention;
        if (item.Flags.Has(ItemFlags.AfterMention)) groups |= 1 << (int)ClassGroup.AfterMention;
        if (item.Flags.Has(ItemFlags.Negated)) groups |= 1 << (int)ClassGroup.Negated;
        if (item.Flags.Has(ItemFlags.Quoted)) groups |= 1 << (int)ClassGroup.Quoted;
        if (item.Flags.Has(ItemFlags.WithMention)) groups |= 1 << (int)ClassGroup.SameSentence;
        if (item.Flags.Has(ItemFlags.Reported)) groups |= 1 << (int)ClassGroup.Reported;
        if (item.Flags.Has(ItemFlags.InTag)) groups |= 1 << (int)ClassGroup.InTag;
        return groups;
    }
}
