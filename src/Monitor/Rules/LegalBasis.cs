using Monitor.Classification;
using Monitor.Contests;
using Monitor.Posts;
using Monitor.Roster;

namespace Monitor.Rules;

/// <summary>One row of the matrix of forms of violation, as data: a law can change without a new program.</summary>
public sealed record RuleRow
{
    /// <summary>Id such as <c>E2</c> or <c>D6</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The act, in Indonesian, for the reviewer.</summary>
    public required string Act { get; init; }

    public required RuleTrack Track { get; init; }

    public required IReadOnlyList<EmploymentType> AppliesTo { get; init; }

    /// <summary>Phases in which the row can apply.</summary>
    public required IReadOnlyList<Phase> Phases { get; init; }

    /// <summary>Kinds of partisanship that the row covers; <see cref="Category.Netral"/> stands for acts without words of their own.</summary>
    public required IReadOnlyList<Category> Categories { get; init; }

    public required IReadOnlyList<Activity> Activities { get; init; }

    /// <summary>Kinds of contest to which the row applies; empty means every kind.</summary>
    public IReadOnlyList<ContestKind> ContestKinds { get; init; } = [];

    /// <summary>Only for the spouse of a contestant.</summary>
    public bool SpousesOnly { get; init; }

    /// <summary>The article it rests on.</summary>
    public required string Basis { get; init; }

    public required Certainty Certainty { get; init; }

    public required string Source { get; init; }

    /// <summary>What the reviewer should know, such as a purpose clause.</summary>
    public string Note { get; init; } = "";
}

public enum RuleTrack
{
    /// <summary>Kode etik: before candidates are fixed.</summary>
    Ethics,

    /// <summary>Disiplin: from then on.</summary>
    Discipline,

    /// <summary>Other law, referred to another body.</summary>
    OtherLaw,
}

public enum Certainty
{
    /// <summary>Official text, or two independent sources agree.</summary>
    Certain,

    /// <summary>One source.</summary>
    OneSource,

    /// <summary>Inferred or general knowledge.</summary>
    Inferred,

    /// <summary>Sources conflict.</summary>
    Conflicting,
}

/// <summary>A row that may fit. A flag lists candidates; it never picks one.</summary>
/// <param name="RulePackId">The pack.</param>
/// <param name="RuleId">The row in it.</param>
/// <param name="Act">The act, in Indonesian.</param>
/// <param name="Track">Ethics, discipline or other law.</param>
/// <param name="Basis">The article it rests on.</param>
/// <param name="Certainty">How well that is known.</param>
/// <param name="ContestIds">The open contests, with their phases on the post's day, in which it may fit.</param>
/// <param name="Note">What the reviewer should know.</param>
public sealed record LegalBasis(
    string RulePackId, string RuleId, string Act, RuleTrack Track, string Basis, Certainty Certainty, IReadOnlyList<string> ContestIds, string Note = "");
