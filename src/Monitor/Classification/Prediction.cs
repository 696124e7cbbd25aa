using Monitor.Contests;

namespace Monitor.Classification;

/// <summary>The model's word on one post: a question for people, never an answer.</summary>
/// <param name="Post">The post that was scored.</param>
/// <param name="Probability">Calibrated probability that the post takes a side, 0 to 1.</param>
/// <param name="Category">The likeliest kind of partisanship; neutral below the model's threshold.</param>
/// <param name="Mentions">Contestants named in the text.</param>
/// <param name="ModelId">The model that said so.</param>
public sealed record Prediction(
    PostInContext Post, double Probability, Category Category, IReadOnlyList<Mention> Mentions, string ModelId);

/// <summary>Kinds of partisanship, named as on the Indonesian screens.</summary>
public enum Category
{
    /// <summary>No side taken.</summary>
    Netral,

    /// <summary>Calls to vote or to mobilise.</summary>
    Ajakan,

    /// <summary>Support.</summary>
    Dukungan,

    /// <summary>Attack on or hoax about a contestant.</summary>
    Serangan,

    /// <summary>Takes part in a campaign activity.</summary>
    Kegiatan,

    /// <summary>Uses office, programme or facility.</summary>
    Jabatan,
}

/// <summary>A contestant named in a text, at UTF-16 positions of the post's text.</summary>
public sealed record Mention(string ContestId, string ContestantId, MentionRole Role, int Start, int Length);

public enum MentionRole
{
    Person,
    Party,
    Number,
    Hashtag,
    Account,
    Slogan,
    HandSign,
}

/// <summary>A stretch of the text that spoke for or against, at UTF-16 positions of the post's text.</summary>
/// <param name="Start">First character.</param>
/// <param name="Length">Characters.</param>
/// <param name="Weight">Log-odds that it added; negative speaks against.</param>
/// <param name="Explanation">Why, in Indonesian, for the reviewer.</param>
public sealed record Reason(int Start, int Length, double Weight, string Explanation);
