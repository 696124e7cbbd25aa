using System.Numerics;
using System.Runtime.InteropServices;

namespace Monitor.Learning;

/// <summary>Receives the features of a post one by one.</summary>
interface IFeatureSink
{
    /// <summary>A word, mask, tag or emoji by itself; with its letters when it is a word.</summary>
    void Word(int at, in Item item, ReadOnlySpan<char> letters);

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
    const ItemFlags Placed = ItemFlags.BeforeMention | ItemFlags.AfterMention | ItemFlags.Negated | ItemFlags.Quoted | ItemFlags.WithMention
        | ItemFlags.Reported | ItemFlags.InTag;

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
        VisitFrames(traits, ref sink);
    }

    /// <summary>Most frames do not hold: eight of them are passed over at a time.</summary>
    static void VisitFrames<TSink>(in PostTraits traits, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        ReadOnlySpan<byte> values = traits.Values;
        var eights = MemoryMarshal.Cast<byte, ulong>(values);
        for (var eight = 0; eight < eights.Length; eight++)
        {
            if (eights[eight] == 0) continue;
            for (var frame = eight * 8; frame < eight * 8 + 8; frame++)
                if (values[frame] != 0) sink.Dense(FeatureSpace.Frames + frame, FrameScale * LogOf(values[frame]));
        }
    }

    static void VisitWords<TSink>(PostScratch scratch, Span<Item> items, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        for (var i = 0; i < items.Length; i++)
        {
            ref var item = ref items[i];
            if (item.Kind == ItemKind.Punctuation && item.FormStart is not '!' and not '?') continue;
            sink.Word(i, item, scratch.LettersOf(item));
        }
    }

    /// <summary>Word classes of neighbours, one word apart at most, with mentions as classes of their own.</summary>
    static void VisitPairs<TSink>(Span<Item> items, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var (first, second) = (-1, -1);
        var (firstClasses, secondClasses) = (0UL, 0UL);
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Kind >= ItemKind.Emoji) continue;
            var classes = ClassesOf(items[i]);
            if (classes != 0)
            {
                if (secondClasses != 0) VisitPair(second, secondClasses, i, classes, 0, ref sink);
                if (firstClasses != 0) VisitPair(first, firstClasses, i, classes, 1, ref sink);
            }

            (first, firstClasses) = (second, secondClasses);
            (second, secondClasses) = (i, classes);
        }
    }

    static void VisitPair<TSink>(int left, ulong leftClasses, int right, ulong rightClasses, int gap, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        for (var rest = leftClasses; rest != 0; rest &= rest - 1)
            for (var others = rightClasses; others != 0; others &= others - 1)
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
            Count(item.Classes, (int)ClassGroup.InPost, seen, counts);
            for (var places = PlacesOf(item); places != 0; places &= places - 1)
                Count(item.Classes, BitOperations.TrailingZeroCount(places), seen, counts);
        }

        // What holds for the whole post has the counts of the post.
        var mention = (int)(traits.HasMention ? ClassGroup.WithAnyMention : ClassGroup.WithoutMention);
        for (var classes = seen[(int)ClassGroup.InPost]; classes != 0; classes &= classes - 1)
        {
            var at = BitOperations.TrailingZeroCount(classes);
            var value = ClassValue(counts[at]);
            counts[at] = 0;
            sink.Dense(at, value);
            sink.Dense(mention * FeatureSpace.ClassCount + at, value);
            if (traits.HasCampaignTag) sink.Dense((int)ClassGroup.WithCampaignTag * FeatureSpace.ClassCount + at, value);
        }

        for (var group = (int)ClassGroup.InPost + 1; group < FeatureSpace.Groups; group++)
        {
            for (var classes = seen[group]; classes != 0; classes &= classes - 1)
            {
                var index = group * FeatureSpace.ClassCount + BitOperations.TrailingZeroCount(classes);
                sink.Dense(index, ClassValue(counts[index]));
                counts[index] = 0;
            }
        }
    }

    static void Count(ulong classes, int group, Span<ulong> seen, int[] counts)
    {
        seen[group] |= classes;
        do
        {
            counts[group * FeatureSpace.ClassCount + BitOperations.TrailingZeroCount(classes)]++;
            classes &= classes - 1;
        }
        while (classes != 0);
    }

    /// <summary>Bit g is set when the item's classes count in group g.</summary>
    public static int GroupsOf(in Item item, in PostTraits traits)
    {
        var groups = PlacesOf(item) | 1 << (int)ClassGroup.InPost;
        groups |= 1 << (int)(traits.HasMention ? ClassGroup.WithAnyMention : ClassGroup.WithoutMention);
        return traits.HasCampaignTag ? groups | 1 << (int)ClassGroup.WithCampaignTag : groups;
    }

    /// <summary>The groups of where the item stands in the post.</summary>
    static int PlacesOf(in Item item) => (int)(item.Flags & Placed);
}
