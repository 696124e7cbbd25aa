namespace Monitor.Learning;

/// <summary>Kinds of features that a model can be trained without.</summary>
[Flags]
public enum FeatureKinds
{
    None = 0,

    /// <summary>Pieces of words.</summary>
    Letters = 1,

    /// <summary>Two neighbouring word classes.</summary>
    Pairs = 2,

    /// <summary>Word classes counted, in the post and in every other respect.</summary>
    Classes = 4,

    /// <summary>Word classes counted by where they stand to a mention.</summary>
    NearMention = 8,

    /// <summary>Traits of the whole post.</summary>
    Frames = 16,
}

/// <summary>Which features are of a kind, by where they lie.</summary>
static class FeatureKindsOf
{
    const int ByMention = 1 << (int)ClassGroup.WithAnyMention | 1 << (int)ClassGroup.WithoutMention | 1 << (int)ClassGroup.BeforeMention
        | 1 << (int)ClassGroup.AfterMention | 1 << (int)ClassGroup.SameSentence;

    public static bool Holds(this FeatureKinds kinds, int feature) => (kinds & Of(feature)) != FeatureKinds.None;

    static FeatureKinds Of(int feature)
    {
        if (feature < FeatureSpace.Chars) return FeatureKinds.None;
        if (feature < FeatureSpace.Pairs) return FeatureKinds.Letters;
        if (feature < FeatureSpace.Dense) return FeatureKinds.Pairs;

        var counted = feature - FeatureSpace.Dense;
        if (counted >= FeatureSpace.Frames) return FeatureKinds.Frames;
        return (ByMention >> (counted / FeatureSpace.ClassCount) & 1) != 0 ? FeatureKinds.Classes | FeatureKinds.NearMention : FeatureKinds.Classes;
    }
}
