using System.Globalization;
using System.Text;

namespace Monitor.Digests;

/// <summary>A letter as an <c>.eml</c> file that mail programs open: text and HTML, each base64, so that nothing in them can break the format (RFC 5322, RFC 2045).</summary>
static class LetterFile
{
    /// <param name="letter">What it says.</param>
    /// <param name="from">Sender.</param>
    /// <param name="to">Receivers; empty while nobody is named.</param>
    /// <param name="isDraft">Whether mail programs open it as a draft, for offices in which a person sends it on.</param>
    public static string Write(DigestLetter letter, string from, IReadOnlyList<string> to, bool isDraft)
    {
        var boundary = string.Create(CultureInfo.InvariantCulture, $"monitor-{letter.Day:yyyyMMdd}");
        List<string> lines =
        [
            $"Message-ID: {letter.MessageId}",
            string.Create(CultureInfo.InvariantCulture, $"Date: {letter.At.UtcDateTime:ddd, dd MMM yyyy HH:mm:ss} +0000"),
            $"From: {from}",
            .. to.Count > 0 ? [$"To: {string.Join(", ", to)}"] : (string[])[],
            $"Subject: {letter.Subject}",
            "MIME-Version: 1.0",
            .. isDraft ? ["X-Unsent: 1"] : (string[])[],
            "Auto-Submitted: auto-generated",
            $"Content-Type: multipart/alternative; boundary=\"{boundary}\"",
            "",
            .. Part(boundary, "text/plain", letter.Text),
            .. Part(boundary, "text/html", letter.Html),
            $"--{boundary}--",
            "",
        ];
        return string.Join("\r\n", lines);
    }

    static IEnumerable<string> Part(string boundary, string type, string content)
    {
        yield return "--" + boundary;
        yield return $"Content-Type: {type}; charset=utf-8";
        yield return "Content-Transfer-Encoding: base64";
        yield return "";
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(content), Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\r\n");
    }
}
