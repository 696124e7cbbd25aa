using Monitor.Classification;

namespace Monitor.Digests;

/// <summary>A post's words cut for a digest, split where they spoke for or against.</summary>
static class Excerpt
{
    /// <summary>Characters shown; reviewers see the whole text in Monitor.</summary>
    const int Length = 420;

    /// <summary>Share of the strongest reason's weight below which a reason is left out.</summary>
    const double WorthReading = 0.2;

    /// <summary>What spoke on one side, gathered by why: the words as written and the reason, strongest first.</summary>
    /// <param name="text">The post's words.</param>
    /// <param name="reasons">All reasons, on both sides.</param>
    /// <param name="supporting">The side for the suspicion, or the one against it.</param>
    public static IReadOnlyList<SpokenReason> Spoken(string text, IReadOnlyList<Reason> reasons, bool supporting) =>
    [
        .. from reason in Worth(reasons)
           where reason.Weight > 0 == supporting
           group Words(text, reason) by reason.Explanation into same
           select new SpokenReason(string.Join(", ", same.Distinct(StringComparer.OrdinalIgnoreCase).Select(word => $"“{word}”")), same.Key),
    ];

    /// <summary>Reasons that weigh enough to be read: small words that add next to nothing only distract.</summary>
    static IEnumerable<Reason> Worth(IReadOnlyList<Reason> reasons)
    {
        var strongest = reasons.Select(reason => Math.Abs(reason.Weight)).DefaultIfEmpty().Max();
        return reasons.Where(reason => Math.Abs(reason.Weight) >= strongest * WorthReading);
    }

    static string Words(string text, Reason reason)
    {
        var start = Math.Clamp(reason.Start, 0, text.Length);
        return HiddenLetters.TakeOut(text.Substring(start, Math.Min(reason.Length, text.Length - start)));
    }

    /// <summary>The stretches of the text, in order.</summary>
    public static IReadOnlyList<ExcerptPart> Of(string text, IReadOnlyList<Reason> reasons)
    {
        var end = Math.Min(text.Length, Length);
        if (end < text.Length && char.IsHighSurrogate(text[end - 1])) end--;

        var speaks = new sbyte[end];
        foreach (var reason in Worth(reasons).OrderBy(reason => Math.Abs(reason.Weight)))
        {
            for (var at = Math.Max(0, reason.Start); at < Math.Min(end, reason.Start + reason.Length); at++)
                speaks[at] = (sbyte)Math.Sign(reason.Weight);
        }

        List<ExcerptPart> parts = [];
        for (int from = 0, at = 1; at <= end; at++)
        {
            if (at < end && speaks[at] == speaks[from]) continue;

            parts.Add(new ExcerptPart(HiddenLetters.TakeOut(text[from..at]), speaks[from]));
            from = at;
        }

        if (end < text.Length) parts.Add(new ExcerptPart("…", 0));
        return parts;
    }
}

/// <param name="Text">The stretch.</param>
/// <param name="Speaks">1 for, -1 against, 0 neither.</param>
readonly record struct ExcerptPart(string Text, int Speaks);

/// <param name="Words">The words as written, each in quotation marks.</param>
/// <param name="Explanation">Why they count, in Indonesian.</param>
readonly record struct SpokenReason(string Words, string Explanation);
