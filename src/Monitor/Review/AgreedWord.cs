using Monitor.Flags;

namespace Monitor.Review;

/// <summary>What two different people said of a post, independently and alike.</summary>
/// <param name="Flag">The post as it was shown to them.</param>
/// <param name="TakesSide">True for a strong indication, false for none because of the words themselves.</param>
/// <param name="Share">Chance with which a post of its kind came before two people: unflagged posts are drawn by lot, and so are second looks at dismissals.</param>
public sealed record AgreedWord(Flag Flag, bool TakesSide, double Share);
