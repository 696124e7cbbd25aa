namespace Monitor.Learning;

enum ItemKind : byte
{
    Word,
    Number,

    /// <summary>A masked contestant; <see cref="Item.Role"/> says which kind of mention.</summary>
    Mask,

    /// <summary>What looks like the name of somebody or something that no list knows.</summary>
    OtherName,

    /// <summary>A hashtag that is neither a contestant's nor of the season.</summary>
    OtherTag,
    OtherAccount,
    Link,
    Emoji,
    Punctuation,
}

/// <summary>Where an item stands has the bit of the <see cref="ClassGroup"/> in which its classes count for it.</summary>
[Flags]
enum ItemFlags : ushort
{
    None = 0,
    AllCaps = 1 << 0,
    Capitalised = 1 << 1,
    DigitSpelling = 1 << 2,

    /// <summary>Within four words before a contestant.</summary>
    BeforeMention = 1 << ClassGroup.BeforeMention,

    /// <summary>Within four words after a contestant.</summary>
    AfterMention = 1 << ClassGroup.AfterMention,
    Negated = 1 << ClassGroup.Negated,
    Quoted = 1 << ClassGroup.Quoted,

    /// <summary>In one sentence with a contestant.</summary>
    WithMention = 1 << ClassGroup.SameSentence,

    /// <summary>In one sentence with a reporting verb.</summary>
    Reported = 1 << ClassGroup.Reported,
    Stretched = 1 << 9,

    /// <summary>Part of a hashtag's body.</summary>
    InTag = 1 << ClassGroup.InTag,

    /// <summary>May be a contestant if the words around speak of a contest.</summary>
    Ambiguous = 1 << 11,
    PhraseStart = 1 << 12,

    /// <summary>Speaks of a contest: a sure mention, or a word such as paslon.</summary>
    Cue = 1 << 13,
    Glued = 1 << 14,

    /// <summary>A hashtag that is a contestant's name and nothing else.</summary>
    NameOnly = 1 << 15,
}

/// <summary>What the scorer sees of a post: a word in plain form, a masked mention, a mark.</summary>
struct Item
{
    /// <summary>Of the plain word, or of the mask's token.</summary>
    public ulong Hash;

    /// <summary>Word classes of the word and of phrases that begin with it.</summary>
    public ulong Classes;
    public int Start;
    public int Length;
    public int FormStart;
    public int FormLength;

    /// <summary>Alias found here, or -1.</summary>
    public int Alias;

    /// <summary>Where the alias ends in the post, while it is open whether it is meant.</summary>
    public int SpanEnd;

    /// <summary>Counts words and masks; marks carry the number of the word before.</summary>
    public int Position;
    public ItemFlags Flags;
    public WordFlags Rules;

    /// <summary>Of a small number in figures or words; 0 for none.</summary>
    public byte Value;
    public ItemKind Kind;
    public MaskRole Role;
}
