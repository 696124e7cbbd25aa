using Monitor.Posts;

namespace Monitor.Exports;

/// <summary>What one record of an export came to: a <see cref="Post"/>, the reason there is none, or a remark about the file.</summary>
public abstract record ReadResult
{
    public sealed record Read(Post Post) : ReadResult;

    /// <summary>A row that counts but gives no post. Holds no text of anybody.</summary>
    public sealed record Rejected(RejectReason Reason, PostPlace Place) : ReadResult;

    /// <summary>A remark about the file as a whole; it is no row and counts for nothing.</summary>
    public sealed record Warned(ExportWarning Warning, string Detail = "") : ReadResult;
}

/// <summary>Why a row gave no post. A closed list: receipts say each in Indonesian.</summary>
public enum RejectReason
{
    /// <summary>The record does not parse.</summary>
    Malformed,

    /// <summary>Neither words nor an act that means something without words.</summary>
    NoContent,

    /// <summary>Nobody could be named as the author.</summary>
    NoAuthor,

    /// <summary>Visible to friends or to nobody; private stays unread.</summary>
    NotPublic,

    /// <summary>A message between people, such as a WhatsApp row in a recap.</summary>
    PrivateMessage,

    /// <summary>An error row that the collecting tool wrote into its own output.</summary>
    ToolError,

    /// <summary>The text is longer than any platform allows.</summary>
    TooLong,
}

/// <summary>A remark about a file as a whole, shown on its receipt.</summary>
public enum ExportWarning
{
    /// <summary>A known format gave nothing, or keys never seen before stand in places that matter.</summary>
    FormatMayHaveChanged,

    /// <summary>The header was guessed; a person should look at the mapping.</summary>
    HeaderGuessed,

    /// <summary>The header held data, or stood in the file more than once.</summary>
    HeaderDamaged,

    /// <summary>Only the first table of a sheet was read.</summary>
    SecondTableIgnored,

    /// <summary>A sheet without a recognisable header was left unread.</summary>
    SheetSkipped,

    /// <summary>Archive members outside the allow-list were left unopened; the detail is their number.</summary>
    MembersLeftUnopened,

    /// <summary>Part of a set of archives; the other parts are needed to be complete.</summary>
    PartOfSet,

    /// <summary>A spreadsheet rounded ids or employee numbers.</summary>
    NumbersRounded,

    /// <summary>The file ended early; what came before was read.</summary>
    EndedEarly,

    /// <summary>The file's own count differs from what was read; the detail says how.</summary>
    CountDiffers,

    /// <summary>The last line of a file of lines is half a line: the tool that wrote it was stopped.</summary>
    LastLineCut,
}
