namespace Monitor.Exports.Tables;

/// <summary>What a column or key can mean. The names, in camel case, are those of mapping files.</summary>
enum TableField
{
    Ignore,
    Text,
    CommentText,
    SharedText,
    Url,
    Date,

    /// <summary>A date when the table has no other, else a time of day.</summary>
    DateOrTime,
    Time,
    Zone,
    Handle,
    Name,
    AuthorId,
    ProfileUrl,
    Nip,
    Unit,
    Platform,
    Activity,
    Id,
    ReplyTo,
    Conversation,
    IsRepost,
    IsQuote,
    IsReply,
    Target,

    /// <summary>The collecting tool's own error message.</summary>
    Error,

    /// <summary>Who sent a message: with a text beside it, a sign of private messages.</summary>
    Sender,

    /// <summary>Only chats have it.</summary>
    Chat,
}
