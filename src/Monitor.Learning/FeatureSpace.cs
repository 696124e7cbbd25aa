namespace Monitor.Learning;

/// <summary>Where each kind of feature lies in the one long vector of weights.</summary>
static class FeatureSpace
{
    public const int WordBits = 18;
    public const int CharBits = 18;
    public const int PairBits = 13;
    public const int Words = 0;
    public const int Chars = 1 << WordBits;
    public const int CharCount = 1 << CharBits;
    public const int Pairs = Chars + CharCount;
    public const int Dense = Pairs + (1 << PairBits);

    /// <summary>Blocks that are each scaled to length one.</summary>
    public const int Blocks = 3;
    public const int Groups = 11;
    public const int ClassCount = 64;
    public const int Frames = Groups * ClassCount;
    public const int FrameCount = 64;
    public const int DenseCount = Frames + FrameCount;
    public const int Count = Dense + DenseCount;

    public static bool IsChar(int feature) => feature is >= Chars and < Pairs;

    public static int Word(ulong hash) => (int)(hash >> (64 - WordBits));

    public static int Char(ulong hash) => Chars + (int)(hash >> (64 - CharBits));

    /// <summary>Two classes of up to 64, side by side or one word apart.</summary>
    public static int Pair(int first, int second, int gap) => Pairs + (first << 7 | second << 1 | gap);

    public static int BlockOf(int feature) => feature < Chars ? 0 : feature < Pairs ? 1 : 2;
}

/// <summary>In which respect word classes are counted.</summary>
enum ClassGroup
{
    InPost,
    WithAnyMention,
    WithoutMention,
    BeforeMention,
    AfterMention,
    Negated,
    Quoted,
    SameSentence,
    Reported,
    WithCampaignTag,
    InTag,
}

/// <summary>Yes-or-no and counted traits of the whole post.</summary>
enum Frame
{
    Headline,
    EndsWithQuestion,
    Retweet,
    HasLink,
    EndsWithLink,
    Reply,
    Quotation,
    OpensWithQuotation,
    Emoji,
    Exclaims,
    Shouts,
    Capitals,
    DigitSpelling,
    StretchedWords,
    OtherTags,
    NeutralTags,
    OtherAccounts,
    ManyAccounts,
    Colon,
    Ellipsis,
    Newlines,
    NumberShare,
    MentionPerson,
    MentionParty,
    MentionNumber,
    MentionHashtag,
    MentionAccount,
    MentionSlogan,
    MentionSign,
    NameTag,
    NoMention,
    ManyMentions,
    TwoPersons,
    StartsWithMention,
    EndsWithMention,
    EndsWithTag,
    TagAndLink,
    ReplyToContestant,
    Length0,
    Length1,
    Length2,
    Length3,
    Length4,
    Length5,
    Reporting,
    Percent,
    Pipe,
    OtherNames,
}
