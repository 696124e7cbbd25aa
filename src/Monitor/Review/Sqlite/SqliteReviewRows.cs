using System.Globalization;
using Microsoft.Data.Sqlite;
using Monitor.Flags;

namespace Monitor.Review.Sqlite;

/// <summary>How rows become records. Each takes its columns in the order of its constant.</summary>
static class SqliteReviewRows
{
    public const string StateColumns = """
        r.item, r.status, r.version, r.lease_by, r.lease_until, r.first_by, r.recheck_of, r.recheck_chosen, r.ownership_settled,
        r.last_by, r.last_at, r.last_from, r.last_first_by, r.last_recheck_of, r.reply_asked_on, r.reply_on, r.leader
        """;

    /// <summary>How many columns <see cref="StateColumns"/> are.</summary>
    public const int StateWidth = 17;

    public const string DocumentColumns = "coalesce(f.document, s.document), coalesce(f.document_sha256, s.document_sha256), r.due_on";

    public const string Tables = "review r LEFT JOIN flag f ON f.number = r.flag LEFT JOIN sample s ON s.number = r.sample";

    public const string AccountColumns =
        "id, name, role, active, password_hash, invitation_hash, invitation_until, stamp, failures, locked_until, awaits_from, awaits_since";

    /// <summary>A word on the post: neither a question nor that the account is another person's.</summary>
    public static readonly string AboutThePost = string.Create(
        CultureInfo.InvariantCulture, $"d.verdict <> {(int)Verdict.NeedsClarification} AND d.reason <> {(int)DismissalReason.NotThisPerson}");

    public static KeptReview State(SqliteDataReader row) => new(row.GetInt64(0), row.GetInt64(16), new ReviewState
    {
        Status = Enum.Parse<FlagStatus>(row.GetString(1)),
        Version = row.GetInt64(2),
        Lease = row.IsDBNull(3) ? null : new Lease(row.GetString(3), Instant(row.GetString(4))),
        FirstBy = Text(row, 5),
        RecheckOf = Text(row, 6),
        RecheckChosen = row.GetInt64(7) == 1,
        OwnershipSettled = row.GetInt64(8) == 1,
        Last = row.IsDBNull(9)
            ? null
            : new LastDecision(row.GetString(9), Instant(row.GetString(10)), Enum.Parse<FlagStatus>(row.GetString(11)), Text(row, 12), Text(row, 13)),
        ReplyAskedOn = Day(row, 14),
        ReplyOn = Day(row, 15),
    });

    public static QueueRow Row(SqliteDataReader row)
    {
        var kept = State(row);
        return new QueueRow(Flag(row, kept.State), kept.State, Day(row, StateWidth + 2), row.GetInt32(StateWidth + 3));
    }

    /// <summary>The document stands right after the state.</summary>
    public static Flag Flag(SqliteDataReader row, ReviewState state) => StoreJson.Read<Flag>(row.GetString(StateWidth)) with { Status = state.Status };

    public static ReviewerAccount Account(SqliteDataReader row) => new()
    {
        Reviewer = new Reviewer(row.GetString(0), row.GetString(1), Enum.Parse<Role>(row.GetString(2))),
        Active = row.GetInt64(3) == 1,
        PasswordHash = Text(row, 4),
        InvitationHash = Text(row, 5),
        InvitationUntil = row.IsDBNull(6) ? null : Instant(row.GetString(6)),
        Stamp = row.GetString(7),
        Failures = row.GetInt32(8),
        LockedUntil = row.IsDBNull(9) ? null : Instant(row.GetString(9)),
        Awaits = row.IsDBNull(10) ? null : new AwaitedConfirmation(row.GetString(10), Instant(row.GetString(11))),
    };

    public static DateTimeOffset Instant(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateOnly? Day(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateOnly.ParseExact(row.GetString(column), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string? DayText(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <param name="Item">Its number.</param>
/// <param name="Leader">The first of its near-duplicates.</param>
/// <param name="State">Where it stands.</param>
sealed record KeptReview(long Item, long Leader, ReviewState State);
