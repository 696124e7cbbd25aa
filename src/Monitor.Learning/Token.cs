namespace Monitor.Learning;

enum TokenKind : byte
{
    Word,
    Number,
    Hashtag,
    Account,
    Link,
    Emoji,
    Punctuation,
}

[Flags]
enum TokenFlags : byte
{
    None = 0,

    /// <summary>Digits were read as letters: m3nang.</summary>
    DigitSpelling = 1,

    /// <summary>A letter was drawn out: mantaaap.</summary>
    Stretched = 2,

    AllCaps = 4,
    Capitalised = 8,

    /// <summary>Nothing but a hyphen, slash or ampersand stands between this token and the one before.</summary>
    Joined = 16,

    /// <summary>No white space between this token and the one before.</summary>
    Glued = 32,
}

/// <summary>A stretch of the post and its normal form, which lies in the scratch buffer.</summary>
struct Token
{
    /// <summary>Normal form: hash over the buffer's characters; for emoji and punctuation over the character itself.</summary>
    public ulong Hash;

    /// <summary>First UTF-16 unit in the post.</summary>
    public int Start;

    /// <summary>UTF-16 units in the post.</summary>
    public int Length;

    public int FormStart;
    public int FormLength;
    public TokenKind Kind;
    public TokenFlags Flags;
}
