using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Monitor.Exports;

namespace Monitor.Digests;

/// <summary>The digest as an e-mail. Ids and counts only: mail lies on servers that nobody here keeps, so no name, account, unit or word of a post is in it.</summary>
sealed record DigestLetter
{
    /// <summary>Ids listed; the rest are counted.</summary>
    const int ListedIds = 40;

    /// <summary>The same for a day however often it is made, so that mail programs show it once.</summary>
    public required string MessageId { get; init; }

    public required DateOnly Day { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>ASCII only, so that it needs no encoding.</summary>
    public required string Subject { get; init; }

    public required IReadOnlyList<LetterSection> Sections { get; init; }

    /// <param name="digest">The day.</param>
    /// <param name="key">The store's secret, so that the mails of two stores differ.</param>
    /// <param name="domain">What stands after the <c>@</c> of the message's id.</param>
    public static DigestLetter Of(Digest digest, byte[] key, string domain)
    {
        var mark = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"surat\n{digest.Day:yyyy-MM-dd}")))[..16];
        return new DigestLetter
        {
            MessageId = string.Create(CultureInfo.InvariantCulture, $"<digest-{digest.Day:yyyyMMdd}-{mark}@{domain}>"),
            Day = digest.Day,
            At = digest.WrittenAt,
            Subject = string.Create(CultureInfo.InvariantCulture, $"Monitor {digest.Day:yyyy-MM-dd}: {digest.FlagCount} tanda baru, {digest.Work?.Overdue ?? 0} lewat tenggat"),
            Sections = [.. SectionsOf(digest)],
        };
    }

    public string Text => string.Join("\r\n\r\n", Sections.Select(section =>
        string.Join("\r\n", section.Lines.Select(line => line.Link is null ? line.Words : $"{line.Words}: {line.Link}").Prepend(section.Title.ToUpperInvariant())))) + "\r\n";

    public string Html
    {
        get
        {
            var html = new StringBuilder("<!DOCTYPE html><html lang=\"id\"><head><meta charset=\"utf-8\"><title>").Append(WebUtility.HtmlEncode(Subject)).Append("</title></head><body style=\"font-family:sans-serif\">");
            foreach (var section in Sections)
            {
                html.Append("<h2 style=\"font-size:1rem\">").Append(WebUtility.HtmlEncode(section.Title)).Append("</h2>");
                foreach (var line in section.Lines)
                {
                    var words = WebUtility.HtmlEncode(line.Words);
                    html.Append("<p style=\"margin:.2rem 0\">").Append(line.Link is null ? words : $"<a href=\"{WebUtility.HtmlEncode(line.Link.AbsoluteUri)}\">{words}</a>").Append("</p>");
                }
            }

            return html.Append("</body></html>\r\n").ToString();
        }
    }

    static IEnumerable<LetterSection> SectionsOf(Digest digest)
    {
        var total = digest.Total;
        yield return new LetterSection("Yang masuk",
        [
            new LetterLine(digest.Receipts.Count == 0
                ? "Nihil: tidak ada berkas yang masuk. Ini tidak berarti tidak ada unggahan."
                : $"{digest.Count(ReceiptOutcome.Done)} berkas selesai, {digest.Count(ReceiptOutcome.Duplicate)} duplikat, {digest.Count(ReceiptOutcome.Refused)} ditolak."),
            new LetterLine($"{Words.Number(total.Rows)} baris = {Words.Number(total.Scored)} dinilai + {Words.Number(total.NotOnRoster)} bukan pegawai + {Words.Number(total.Duplicates)} sudah pernah + {Words.Number(total.RejectedTotal)} ditolak"),
        ]);
        yield return new LetterSection($"Perlu ditinjau: {Words.Number(digest.FlagCount)}", digest.FlagCount == 0
            ? [new LetterLine("Nihil.")]
            : [.. Listed(digest, digest.Flags.Select(flag => (flag.Id, $"prioritas {Words.Priority(flag.Priority)}")), digest.FlagCount)]);
        if (digest.Work is { } work)
        {
            yield return new LetterSection($"Tenggat lapor: {Words.Number(work.Overdue)} lewat, {Words.Number(work.DueSoon)} dalam tiga hari", work.Deadlines.Count == 0
                ? [new LetterLine("Nihil.")]
                : [.. Listed(digest, work.Deadlines.Select(deadline => (deadline.FlagId, $"tenggat {Words.Date(deadline.DueOn)}")), work.Overdue + work.DueSoon), new LetterLine(work.ClockChecked)]);
            yield return new LetterSection($"Putusan hari itu: {Words.Number(work.Decisions.Total)}",
            [
                new LetterLine($"{work.Decisions.NoIndication} bukan indikasi, {work.Decisions.NeedsClarification} perlu klarifikasi, {work.Decisions.StrongIndication} indikasi kuat, {work.Decisions.CannotAssess} tidak dapat dinilai; {work.Decisions.Confirmed} dibenarkan peninjau kedua, {work.Decisions.Packages} paket dibuat"),
            ]);
            if (work.Imbalances.Count > 0)
                yield return new LetterSection("Keseimbangan", [new LetterLine($"{work.Imbalances.Count} perbedaan nyata antar-kontestan; ketua perlu membuka halaman statistik", digest.LinkToStatistics)]);
        }

        yield return new LetterSection("Bukti kelengkapan", [.. Proof(digest)]);
        yield return new LetterSection("Catatan", [new LetterLine("Tanda adalah pertanyaan, bukan putusan. Isi unggahan hanya dapat dibaca di halaman tinjau dan di folder digest.")]);
    }

    static IEnumerable<LetterLine> Listed(Digest digest, IEnumerable<(string Id, string Remark)> items, long all)
    {
        var listed = items.Take(ListedIds).ToList();
        foreach (var (id, remark) in listed) yield return new LetterLine($"{id} ({remark})", digest.LinkTo(id));
        if (all > listed.Count) yield return new LetterLine($"dan {Words.Number(all - listed.Count)} lagi");
    }

    static IEnumerable<LetterLine> Proof(Digest digest)
    {
        foreach (var silent in digest.SilentSources) yield return new LetterLine($"Sumber yang diam: {Words.Format(silent.Format)}, terakhir {Words.Time(silent.Last, digest.Zone)}");
        yield return new LetterLine("Folder masuk terakhir diperiksa: " + (digest.LastSweep is { } sweep ? Words.Time(sweep, digest.Zone) : "tidak diketahui di sini"));
        yield return new LetterLine($"Jurnal: {digest.Journal.Length}:{digest.Journal.Hash}");
    }
}

sealed record LetterSection(string Title, IReadOnlyList<LetterLine> Lines);

sealed record LetterLine(string Words, Uri? Link = null);
