using System.Net.Mail;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Monitor.Digests;

/// <summary>When the daily digest is written, and who is told.</summary>
sealed class DigestOptions
{
    public const string Section = "Digest";

    /// <summary>Local time of day at which the digest of the day before is written.</summary>
    public TimeSpan At { get; set; } = new(7, 0, 0);

    /// <summary>Flags printed in full; the rest are listed by number only, so that a busy day still opens on a phone.</summary>
    public int FullFlags { get; set; } = 60;

    /// <summary>A kind of file that came before and has not come for this long is named as silent.</summary>
    public TimeSpan SilentAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>The address by which reviewers reach the pages, for links; empty for none.</summary>
    public string ReviewUrl { get; set; } = "";

    public MailOptions Mail { get; set; } = new();
}

/// <summary>The mail server that carries the digest; without a host nothing is sent.</summary>
sealed class MailOptions
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    /// <summary><c>starttls</c> (port 587), <c>implicit</c> (port 465), or <c>off</c> for a server on this machine.</summary>
    public string Tls { get; set; } = "starttls";

    /// <summary>PEM file of the server's certificate or of the authority that signed it, where this machine does not trust it anyway; empty for the machine's own authorities.</summary>
    public string Certificate { get; set; } = "";

    public string User { get; set; } = "";

    /// <summary>A file that holds the password, so that no setting does.</summary>
    public string PasswordFile { get; set; } = "";

    public string From { get; set; } = "";

    /// <summary>Addresses with commas between.</summary>
    public string To { get; set; } = "";

    /// <summary>Null for a word that is none.</summary>
    public MailSecurity? Security => Enum.GetValues<MailSecurity>().Cast<MailSecurity?>().FirstOrDefault(one => string.Equals(one.ToString(), Tls, StringComparison.OrdinalIgnoreCase));

    /// <summary>The sender's bare address.</summary>
    public string Sender => Bare(From);

    /// <summary>Bare addresses.</summary>
    public IReadOnlyList<string> Receivers => [.. To.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Bare)];

    static string Bare(string address) => MailAddress.TryCreate(address, out var parsed) ? parsed.Address : address;
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
        if (options.SilentAfter < TimeSpan.FromDays(1) || options.SilentAfter > TimeSpan.FromDays(365))
            faults.Add($"Digest:SilentAfter is '{options.SilentAfter:c}'; give days from 1 to 365, such as 7.");
        if (options.ReviewUrl.Length > 0 && (!Uri.TryCreate(options.ReviewUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")))
            faults.Add($"Digest:ReviewUrl is '{options.ReviewUrl}'; give an address such as https://monitor.contoh.go.id:5443, or nothing.");
        if (options.Mail.Host.Length > 0) faults.AddRange(MailFaults(options.Mail));

        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    static IEnumerable<string> MailFaults(MailOptions mail)
    {
        if (mail.Port is < 1 or > 65535) yield return $"Digest:Mail:Port is {mail.Port}; give a port such as 587.";
        if (!IsAddress(mail.From)) yield return $"Digest:Mail:From is '{mail.From}'; give the sender's address.";
        if (mail.Receivers.Count == 0 || !mail.Receivers.All(IsAddress)) yield return "Digest:Mail:To holds no address, or one that is none; give addresses with commas between.";
        if (mail.User.Length > 0 && !File.Exists(mail.PasswordFile)) yield return $"Digest:Mail:PasswordFile is '{mail.PasswordFile}', and there is no such file; Digest:Mail:User needs its password.";
        if (mail.Security is null) yield return $"Digest:Mail:Tls is '{mail.Tls}'; give starttls, implicit or off.";
        if (mail.User.Length > 0 && mail.Security is MailSecurity.Off) yield return "Digest:Mail:Tls is off: a password never crosses a network in the clear. Give starttls or implicit, or leave Digest:Mail:User empty.";
        if (CertificateFault(mail.Certificate) is { } fault) yield return $"Digest:Mail:Certificate is '{mail.Certificate}', {fault}";
    }

    static string? CertificateFault(string path)
    {
        if (path.Length == 0) return null;
        if (!File.Exists(path)) return "and there is no such file.";

        try
        {
            var found = new X509Certificate2Collection();
            found.ImportFromPemFile(path);
            return found.Count > 0 ? null : "which holds no certificate; give a PEM file.";
        }
        catch (CryptographicException)
        {
            return "which holds no certificate that can be read; give a PEM file.";
        }
    }

    static bool IsAddress(string text) => text.All(letter => char.IsAscii(letter) && !char.IsControl(letter)) && MailAddress.TryCreate(text, out _);
}
