using System.Net;
using Microsoft.Extensions.Options;

namespace Monitor.Review;

/// <summary>Where the review pages listen and how people work in them.</summary>
sealed class ReviewOptions
{
    public const string Section = "Review";

    /// <summary>Where the pages listen. Beyond this machine only with https and <see cref="Certificate"/>.</summary>
    public string Url { get; set; } = "http://127.0.0.1:5081";

    /// <summary>The agency's certificate with its key (PFX), or empty on this machine.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>A file that holds the certificate's password, so that no setting does.</summary>
    public string CertificatePasswordFile { get; set; } = "";

    /// <summary>How long a claim holds before another reviewer may take the flag.</summary>
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>How long a decision can be taken back.</summary>
    public TimeSpan UndoTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Signed out after this long without a click.</summary>
    public TimeSpan IdleTime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Signed out after this long in any case.</summary>
    public TimeSpan SessionTime { get; set; } = TimeSpan.FromHours(10);

    /// <summary>Wrong passwords in a row that lock an account.</summary>
    public int LockAfter { get; set; } = 5;

    /// <summary>How long it stays locked.</summary>
    public TimeSpan LockTime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Hides the model's score until the reviewer has said what they see, so that agreement can be measured.</summary>
    public bool HideScore { get; set; } = true;

    /// <summary>Share of dismissals that a second person looks at without knowing, 0 to 1.</summary>
    public double RecheckShare { get; set; } = 0.05;
}

sealed class ReviewOptionsValidator : IValidateOptions<ReviewOptions>
{
    public ValidateOptionsResult Validate(string? name, ReviewOptions options)
    {
        List<string> faults = [.. ListeningFaults(options)];
        foreach (var (key, value, least, most) in Times(options))
        {
            if (value < least || value > most) faults.Add($"Review:{key} is {value:c}; give a time from {least:c} to {most:c}.");
        }

        if (options.LockAfter is < 3 or > 20) faults.Add($"Review:LockAfter is {options.LockAfter}; give a number from 3 to 20.");
        if (options.RecheckShare is not (>= 0 and <= 1)) faults.Add($"Review:RecheckShare is {options.RecheckShare}; give a share from 0 to 1.");
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    /// <summary>Pages with names and posts never cross a network in the clear.</summary>
    static IEnumerable<string> ListeningFaults(ReviewOptions options)
    {
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            yield return $"Review:Url is '{options.Url}'; give an address such as http://127.0.0.1:5081 or https://0.0.0.0:5443.";
            yield break;
        }

        if (!IsLoopback(url) && url.Scheme is not "https")
            yield return $"Review:Url is '{options.Url}', which other machines can reach; give an https address, or 127.0.0.1 for this machine only.";
        if (url.Scheme is "https" && options.Certificate.Length == 0)
            yield return "Review:Certificate is empty; give the agency's certificate (PFX) for the https address in Review:Url.";
        if (options.Certificate.Length > 0 && !File.Exists(options.Certificate))
            yield return $"Review:Certificate is '{options.Certificate}', and there is no such file.";
        if (options.CertificatePasswordFile.Length > 0 && !File.Exists(options.CertificatePasswordFile))
            yield return $"Review:CertificatePasswordFile is '{options.CertificatePasswordFile}', and there is no such file.";
    }

    static IEnumerable<(string Key, TimeSpan Value, TimeSpan Least, TimeSpan Most)> Times(ReviewOptions options) =>
    [
        (nameof(options.LeaseTime), options.LeaseTime, TimeSpan.FromMinutes(2), TimeSpan.FromHours(8)),
        (nameof(options.UndoTime), options.UndoTime, TimeSpan.Zero, TimeSpan.FromHours(1)),
        (nameof(options.IdleTime), options.IdleTime, TimeSpan.FromMinutes(2), TimeSpan.FromHours(8)),
        (nameof(options.SessionTime), options.SessionTime, TimeSpan.FromMinutes(5), TimeSpan.FromHours(24)),
        (nameof(options.LockTime), options.LockTime, TimeSpan.FromMinutes(1), TimeSpan.FromHours(24)),
    ];

    /// <summary>Names other than localhost may lead anywhere, so they do not count as this machine.</summary>
    static bool IsLoopback(Uri url) =>
        string.Equals(url.Host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
