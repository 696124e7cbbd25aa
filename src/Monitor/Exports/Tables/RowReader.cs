using System.Buffers;
using Monitor.Posts;

namespace Monitor.Exports.Tables;

/// <summary>Turns the fields of one record into a post, or into the reason why it gives none.</summary>
sealed class RowReader(ReadingContext context)
{
    /// <summary>Facebook allows 63,206 characters, the others less.</summary>
    const int MaxText = 100_000;

    /// <summary>X's old length less the link that a cut ends with.</summary>
    const int ShortestCut = 250;

    /// <summary>Shorter ones are running numbers of a list, which would make different posts one.</summary>
    const int ShortestId = 9;

    static readonly SearchValues<char> DoubleEncodedLeads = SearchValues.Create("ÃÂâð");

    readonly RowTimes _times = new(context);

    public ReadResult Read(FieldRow row)
    {
        var typedPlatform = row.Text(TableField.Platform);
        var url = UrlOf(row);
        var link = url is null ? default : PostLink.Of(url);
        if (link.IsChat || TypedPlatform.IsChat(typedPlatform)) return Rejected(row, RejectReason.PrivateMessage);

        var named = TypedPlatform.Of(typedPlatform);
        if (named is Platform.Unknown && link.Platform is not Platform.Unknown) named = link.Platform;
        if (named is Platform.Unknown) named = row.Platform;

        var account = TypedAccount.Of(row.Text(TableField.Handle), named);
        if (account.IsChat && named is Platform.Unknown) return Rejected(row, RejectReason.PrivateMessage);

        var platform = named is Platform.Unknown ? account.Platform : named;
        var words = Words(row, platform);
        if (words.Text.Length == 0 && !row[TableField.Error].IsBlank && !IsFalse(row.Text(TableField.Error))) return Rejected(row, RejectReason.ToolError);
        if (words.Text.Length > MaxText) return Rejected(row, RejectReason.TooLong);

        var author = Author(row, account, link, out var warnings);
        if (author is null) return Rejected(row, RejectReason.NoAuthor);

        var activity = ActivityOf(row, words);
        var target = Target(row, activity, link, url, author, words.Text);
        if (words.Text.Length == 0 && !StandsWithoutWords(activity, target)) return Rejected(row, RejectReason.NoContent);

        return new ReadResult.Read(Post(row, platform, activity, author, words, target, url, link, warnings));
    }

    Post Post(
        FieldRow row, Platform platform, Activity activity, PostAuthor author, RowWords words, PostTarget? target, string? url, PostLink link, PostWarnings warnings)
    {
        var id = Id(row, activity, author, link, out var idRounded);
        if (platform is Platform.Unknown && idRounded is not null && _times.LooksLikeX(row, idRounded))
        {
            platform = Platform.X;
            warnings |= PostWarnings.GuessedField;
        }

        if (row.IsShifted) warnings |= PostWarnings.GuessedField;
        if (idRounded is not null) warnings |= PostWarnings.IdPrecisionLost;
        if (idRounded is not null || warnings.HasFlag(PostWarnings.NipPrecisionLost)) context.NumbersRounded = true;

        var time = _times.Read(row, platform, id ?? (IsOwn(activity, author, link) ? link.PostId : null), idRounded, ref warnings);
        return new Post
        {
            Platform = platform,
            Activity = activity,
            Author = author,
            Text = words.Text,
            TextKind = words.Shared ? TextKind.SharedText : TypedActivity.KindOf(activity, words.Text.Length > 0),
            Time = time,
            Target = target,
            Url = url,
            PlatformId = id,
            Place = row.Place,
            Warnings = warnings | words.Warnings,
        };
    }

    static RowWords Words(FieldRow row, Platform platform)
    {
        var own = row.Text(TableField.Text);
        if (!string.IsNullOrWhiteSpace(own)) return Repair(row, own.Trim(), platform) with { Retweet = IsOldRetweet(own) };

        var comment = row.Text(TableField.CommentText);
        if (!string.IsNullOrWhiteSpace(comment)) return Repair(row, comment.Trim(), platform) with { Comment = true };

        var shared = row.Text(TableField.SharedText);
        return string.IsNullOrWhiteSpace(shared) ? RowWords.None : Repair(row, shared.Trim(), platform) with { Shared = true };
    }

    static RowWords Repair(FieldRow row, string text, Platform platform)
    {
        RepairedText repaired = text;
        if (text.StartsWith("b'", StringComparison.Ordinal) || text.StartsWith("b\"", StringComparison.Ordinal)) repaired = TextRepair.PythonBytes(repaired);
        if (text.AsSpan().ContainsAny(DoubleEncodedLeads)) repaired = TextRepair.DoubleEncoded(repaired);
        if (platform is Platform.X) repaired = TextRepair.XEntities(repaired);

        // X cuts long posts for those who ask the old way, and closes the cut with an ellipsis before the link.
        var cut = platform is Platform.X && text.Length >= ShortestCut && IsCut(text) ? PostWarnings.TextTruncated : PostWarnings.None;
        var lost = row.IsAnsi && HoldsLostCharacters(text) ? PostWarnings.TextDamaged : PostWarnings.None;
        return new RowWords(repaired.Text, repaired.Warnings | lost | cut);
    }

    /// <summary>ANSI keeps a question mark or two in place of each emoji; one that follows a word is punctuation.</summary>
    static bool HoldsLostCharacters(string text)
    {
        for (var at = text.IndexOf('?', StringComparison.Ordinal); at >= 0; at = text.IndexOf('?', at + 1))
        {
            if (at == 0 || char.IsWhiteSpace(text[at - 1])) return true;
        }

        return false;
    }

    static bool IsCut(string text)
    {
        var link = text.LastIndexOf(" https://t.co/", StringComparison.Ordinal);
        return text.EndsWith('…') || (link > 0 && text[link - 1] == '…');
    }

    static bool IsOldRetweet(string text) => text.StartsWith("RT @", StringComparison.Ordinal) && text.IndexOf(':', StringComparison.Ordinal) is > 4 and < 25;

    static string? UrlOf(FieldRow row)
    {
        var typed = row.Text(TableField.Url).Trim();
        if (typed.Length > 0 && PostLink.Looks(typed)) return FirstUrl(typed);
        if (row.Link(TableField.Url) is { } behind) return behind;

        var start = typed.IndexOf("http", StringComparison.OrdinalIgnoreCase);
        return start > 0 && typed.AsSpan(start).Contains("://", StringComparison.Ordinal) ? FirstUrl(typed[start..]) : null;
    }

    static string FirstUrl(string typed)
    {
        var end = typed.AsSpan().IndexOfAny(" \n\r\t;");
        var url = end < 0 ? typed : typed[..end].TrimEnd(',', '.');
        return url.Contains("://", StringComparison.Ordinal) ? url : $"https://{url}";
    }

    static PostAuthor? Author(FieldRow row, TypedAccount account, PostLink link, out PostWarnings warnings)
    {
        warnings = PostWarnings.None;
        var profileUrl = account.ProfileUrl ?? ProfileUrl(row);
        var profile = profileUrl is null ? default : PostLink.Of(profileUrl);
        var name = row.Text(TableField.Name).Trim();
        var handle = account.Handle ?? profile.Handle;
        if (handle is null && name.StartsWith('@')) handle = TypedAccount.Of(name, Platform.Unknown).Handle;
        handle ??= link.Handle;

        var nip = EmployeeNumber.Read(row[TableField.Nip], out var nipRounded);
        if (nipRounded) warnings |= PostWarnings.NipPrecisionLost;

        var id = AuthorId(row[TableField.AuthorId], out var idRounded);
        if (link.Platform is Platform.Facebook && handle is not null && !handle.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            // facebook.com/100000000000001: a number there is the account's id.
            (id, handle) = (id ?? handle, null);
        }

        if (idRounded && handle is null) warnings |= PostWarnings.IdPrecisionLost;
        if (handle is null && account.DisplayName is null && name.Length == 0 && nip is null && id is null && profileUrl is null) return null;

        return new PostAuthor
        {
            Handle = handle,
            DisplayName = name.Length > 0 ? name : account.DisplayName,
            PlatformId = id,
            ProfileUrl = profileUrl,
            Nip = nip,
            Unit = NullIfEmpty(row.Text(TableField.Unit).Trim()),
        };
    }

    static string? ProfileUrl(FieldRow row)
    {
        var typed = row.Text(TableField.ProfileUrl).Trim();
        if (typed.Length > 0 && PostLink.Looks(typed)) return FirstUrl(typed);

        var behind = row.Link(TableField.Handle) ?? row.Link(TableField.Name);
        return behind is not null && PostLink.Of(behind).Platform is not Platform.Unknown ? behind : null;
    }

    /// <summary>exportcomments.com writes "ID: 809570028".</summary>
    static string? AuthorId(Cell cell, out bool rounded)
    {
        var id = RoundedNumber.Exact(cell, out rounded);
        return id is not null && id.StartsWith("ID:", StringComparison.OrdinalIgnoreCase) ? NullIfEmpty(id[3..].Trim()) : id;
    }

    Activity ActivityOf(FieldRow row, RowWords words)
    {
        if (words.Retweet || IsTrue(row.Text(TableField.IsRepost))) return Activity.Repost;
        if (IsTrue(row.Text(TableField.IsQuote))) return Activity.Quote;
        if (!row[TableField.ReplyTo].IsBlank || IsTrue(row.Text(TableField.IsReply)) || AnswersInConversation(row, words)) return Activity.Reply;
        if (TypedActivity.Of(row.Text(TableField.Activity)) is not Activity.Unknown and var typed) return typed;
        if (context.Activity is not Activity.Unknown) return context.Activity;
        if (words.Comment) return Activity.Comment;
        return words.Shared ? Activity.Share : Activity.Post;
    }

    /// <summary>Older tweet-harvest names no target; a post in somebody else's conversation that begins with a name is an answer to it.</summary>
    static bool AnswersInConversation(FieldRow row, RowWords words)
    {
        if (words.Text.Length < 3 || words.Text[0] != '@') return false;

        var conversation = row.Text(TableField.Conversation).AsSpan().Trim();
        var id = row.Text(TableField.Id).AsSpan().Trim();
        const int exact = 15;
        return conversation.Length >= exact && id.Length == conversation.Length
            && !RoundedNumber.IsScientific(conversation) && !conversation[..exact].SequenceEqual(id[..exact]);
    }

    static PostTarget? Target(FieldRow row, Activity activity, PostLink link, string? url, PostAuthor author, string text)
    {
        if (row.Text(TableField.ReplyTo).Trim().TrimStart('@') is { Length: > 0 } answered) return new PostTarget(null, answered, null);
        if (activity is Activity.Repost && IsOldRetweet(text)) return new PostTarget(null, FirstMention(text.AsSpan(3)), null);
        if (activity is Activity.Reply && FirstMention(text) is { } mentioned) return new PostTarget(null, mentioned, null);
        if (row.Text(TableField.Target).Trim() is { Length: > 0 } aimed)
        {
            var account = TypedAccount.Of(aimed, link.Platform);
            return new PostTarget(account.DisplayName, account.Handle, account.ProfileUrl ?? url);
        }

        var aims = activity is Activity.Comment or Activity.Like or Activity.Follow or Activity.Share or Activity.Repost or Activity.GroupJoin;
        if (!aims || url is null) return null;

        var own = link.Handle is not null && link.Handle.Equals(author.Handle, StringComparison.OrdinalIgnoreCase);
        return new PostTarget(null, own ? null : link.Handle, url);
    }

    static string? FirstMention(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] != '@') return null;

        var end = 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) end++;
        return end > 1 ? text[1..end].ToString() : null;
    }

    static bool StandsWithoutWords(Activity activity, PostTarget? target) =>
        target is not null && activity is Activity.Like or Activity.Follow or Activity.Share or Activity.Repost or Activity.GroupJoin;

    /// <summary>
    /// The post's own id. A link is the post's own only where it names the author: beside a like or comment it leads to somebody else's
    /// post, and one link may stand beside two people.
    /// </summary>
    static string? Id(FieldRow row, Activity activity, PostAuthor author, PostLink link, out string? rounded)
    {
        rounded = null;
        var cell = row[TableField.Id];
        var id = RoundedNumber.Exact(cell, out var isRounded);
        var own = IsOwn(activity, author, link) && (link.Handle is not null || link.Platform is Platform.X);
        if (isRounded && !(own && link.PostId == cell.Text.Trim())) rounded = cell.Text;
        if (activity is Activity.Like or Activity.Follow) return null;
        if (own) return link.PostId;
        return id is { Length: >= ShortestId } ? id : null;
    }

    /// <summary>Whether a link leads to this very post: beside an act on somebody else's post it does not, nor where it names somebody else.</summary>
    static bool IsOwn(Activity activity, PostAuthor author, PostLink link) =>
        link.PostId is not null && activity is Activity.Post or Activity.Reply or Activity.Quote or Activity.Repost
        && (link.Handle is null || link.Handle.Equals(author.Handle, StringComparison.OrdinalIgnoreCase));

    static bool IsTrue(string value) => value.Length > 0 && !IsFalse(value);

    static bool IsFalse(string value) => value.Trim().ToUpperInvariant() is "" or "FALSE" or "0" or "NO" or "TIDAK" or "NULL" or "NONE" or "NAN";

    static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    static ReadResult.Rejected Rejected(FieldRow row, RejectReason reason) => new(reason, row.Place);

    /// <summary>The words of a row and whose they are.</summary>
    readonly record struct RowWords(string Text, PostWarnings Warnings)
    {
        public static RowWords None => new("", PostWarnings.None);

        public bool Comment { get; init; }

        public bool Shared { get; init; }

        public bool Retweet { get; init; }
    }
}
