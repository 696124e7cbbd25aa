namespace Monitor.Learning;

/// <summary>What a masked stretch of text is to a contest; each role reads as one and the same token whoever the contestant is.</summary>
public enum MaskRole
{
    /// <summary>A person, a pair or the pair's brand, and the empty box.</summary>
    Person,
    Party,

    /// <summary>A ballot number, in figures or words.</summary>
    Number,

    /// <summary>A campaign hashtag.</summary>
    Hashtag,

    /// <summary>An account of a contestant, party or campaign team.</summary>
    Account,
    Slogan,

    /// <summary>An emoji that shows a ballot number.</summary>
    HandSign,

    /// <summary>A hashtag of the season that takes no side.</summary>
    NeutralHashtag,
}

/// <summary>One way in which people write a contestant.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Text">As people write it; hashtags with <c>#</c>, accounts with or without <c>@</c>.</param>
/// <param name="Ambiguous">Also an everyday word (amin, siap): masked only where the words around it speak of a contest.</param>
/// <param name="Target">The caller's number for the contestant, given back with each mention; negative when nobody asks.</param>
public sealed record MaskAlias(MaskRole Role, string Text, bool Ambiguous, int Target);
