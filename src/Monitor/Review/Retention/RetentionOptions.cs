using Microsoft.Extensions.Options;

namespace Monitor.Review.Retention;

/// <summary>How long what is finished is kept, until somebody sets it by page.</summary>
sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Local time of day at which what is past its time goes; what was missed goes at the next start.</summary>
    public TimeSpan At { get; set; } = new(3, 0, 0);

    /// <summary>From the last decision on a dismissed flag to the day on which its words, notes and person go. Digests, which quote posts, go as long after their day.</summary>
    public TimeSpan DismissedFlags { get; set; } = TimeSpan.FromDays(180);

    /// <summary>From the day on which an unflagged post was drawn for people to look at.</summary>
    public TimeSpan UnflaggedSamples { get; set; } = TimeSpan.FromDays(180);

    /// <summary>From the day on which a file was received to the day on which it goes from <c>selesai/</c>, <c>duplikat/</c> or <c>ditolak/</c>.</summary>
    public TimeSpan KeptFiles { get; set; } = TimeSpan.FromDays(90);
}

sealed class RetentionOptionsValidator : IValidateOptions<RetentionOptions>
{
    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        List<string> faults = [];
        if (options.At < TimeSpan.Zero || options.At >= TimeSpan.FromDays(1))
            faults.Add($"Retention:At is '{options.At:c}'; give a time of day such as 03:00.");
        foreach (var (key, days) in ((string, TimeSpan)[])[
            (nameof(options.DismissedFlags), options.DismissedFlags), (nameof(options.UnflaggedSamples), options.UnflaggedSamples), (nameof(options.KeptFiles), options.KeptFiles)])
        {
            if (days < TimeSpan.FromDays(RetentionTerms.Fewest) || days > TimeSpan.FromDays(RetentionTerms.Most)) faults.Add($"Retention:{key} is '{days:c}'; give days from 1 to 3650, such as 180.");
        }

        if (options.KeptFiles > options.DismissedFlags)
            faults.Add("Retention:KeptFiles is longer than Retention:DismissedFlags: the words of a dismissed flag would stay in the file that they came from. Give at most as many days.");
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
