using Microsoft.Extensions.Options;

namespace Monitor.Digests;

/// <summary>When the daily digest is written.</summary>
sealed class DigestOptions
{
    public const string Section = "Digest";

    /// <summary>Local time of day at which the digest of the day before is written.</summary>
    public TimeSpan At { get; set; } = new(7, 0, 0);

    /// <summary>Flags printed in full; the rest are listed by number only, so that a busy day still opens on a phone.</summary>
    public int FullFlags { get; set; } = 60;
}

sealed class DigestOptionsValidator : IValidateOptions<DigestOptions>
{
    public ValidateOptionsResult Validate(string? name, DigestOptions options)
    {
        List<string> faults = [];
        if (options.At < TimeSpan.Zero || options.At >= TimeSpan.FromDays(1))
            faults.Add($"Digest:At is '{options.At:c}'; give a time of day such as 07:30.");
        if (options.FullFlags is < 1 or > 1000)
            faults.Add($"Digest:FullFlags is {options.FullFlags}; give a number from 1 to 1000.");

        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
