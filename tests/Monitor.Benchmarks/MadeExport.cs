using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Monitor.Benchmarks;

/// <summary>A large file of one format, made on the spot of sentences that nobody wrote, and the bare parser that takes it apart.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="FileName">As its maker would call it.</param>
/// <param name="Peer">The bare parser.</param>
/// <param name="Write">Writes that many posts to a path.</param>
/// <param name="ReadBare">Takes the file apart and says how many posts it has.</param>
sealed record MadeExport(string Name, string FileName, string Peer, Action<string, int> Write, Func<string, int> ReadBare)
{
    const string TweetHeader =
        "conversation_id_str,created_at,favorite_count,full_text,id_str,image_url,in_reply_to_screen_name,lang,location,quote_count,reply_count,retweet_count,tweet_url,user_id_str,username";

    static readonly string[] Range = ["0", "140"];

    static readonly string[] Words =
        "rapat koordinasi hari ini selesai terima kasih semua warga desa panen raya jalan diperbaiki sekolah murid guru puskesmas antre sabar hujan deras sungai naik pasar ramai kopi pagi semangat kerja keluarga sehat libur debat calon bupati nomor urut suara TPS pilih netral jaga"
            .Split(' ');

    public static IReadOnlyList<MadeExport> All { get; } =
    [
        new("tweet-harvest CSV", "kata-kunci.csv", "CsvHelper", WriteTweets, BareParsers.Csv),
        new("hand-typed XLSX", "rekap.xlsx", "ExcelDataReader", WriteRecap, BareParsers.Workbook),
        new("JSONL records", "data.jsonl", "Utf8JsonReader", WriteLines, BareParsers.JsonLines),
        new("X archive", "twitter-2024-11-18-0123456789abcdef.zip", "ZipArchive + Utf8JsonReader", WriteXArchive, path => BareParsers.ZippedJson(path, "data/tweets.js", "full_text")),
        new("Facebook archive", "facebook-siti.contoh-2024-11-18-AbCd1234.zip", "ZipArchive + Utf8JsonReader", WriteFacebookArchive,
            path => BareParsers.ZippedJson(path, "posts/your_posts__check_ins__photos_and_videos_1.json", "post")),
    ];

    /// <summary>Bytes that have to be gone through: for a zip of text what comes out of it, since that is what both sides parse.</summary>
    public long UnpackedLength(string path)
    {
        if (!FileName.EndsWith(".zip", StringComparison.Ordinal)) return new FileInfo(path).Length;

        using var zip = ZipFile.OpenRead(path);
        return zip.Entries.Sum(entry => entry.Length);
    }

    static string Text(Random random) =>
        string.Join(' ', Enumerable.Range(0, random.Next(6, 34)).Select(_ => Words[random.Next(Words.Length)])) + (random.Next(4) == 0 ? " 🙏🏽 #PemiluDamai" : "");

    static DateTimeOffset Time(int row) => new DateTimeOffset(2024, 9, 25, 1, 2, 3, TimeSpan.Zero).AddSeconds(row * 91L);

    static string Id(int row) => (1_838_000_000_000_000_000L + row * 381_681_664_077L).ToString(CultureInfo.InvariantCulture);

    static string XTime(int row) => Time(row).ToString("ddd MMM dd HH:mm:ss '+0000' yyyy", CultureInfo.InvariantCulture);

    static void WriteTweets(string path, int rows)
    {
        var random = new Random(1);
        using var csv = new StreamWriter(path, append: false) { NewLine = "\r\n" };
        csv.WriteLine(TweetHeader);
        for (var row = 0; row < rows; row++)
            csv.WriteLine(FormattableString.Invariant(
                $"\"{Id(row)}\",\"{XTime(row)}\",{row % 7},\"{Text(random)} &amp; \"\"lanjut\"\"\",\"{Id(row)}\",\"\",\"\",\"in\",\"Tenggarong\",0,{row % 3},{row % 5},\"https://x.com/akun{row % 900}/status/{Id(row)}\",\"{900_000 + row % 900}\",\"akun{row % 900}\""));
    }

    static void WriteLines(string path, int rows)
    {
        var random = new Random(2);
        using var lines = new StreamWriter(path, append: false);
        for (var row = 0; row < rows; row++)
            lines.WriteLine(JsonSerializer.Serialize(new
            {
                id = Id(row),
                platform = "facebook",
                created_at = Time(row).ToString("O", CultureInfo.InvariantCulture),
                username = $"akun{row % 900}",
                text = Text(random),
                url = $"https://www.facebook.com/akun{row % 900}/posts/{row}",
                likes = row % 50,
            }));
    }

    static void WriteXArchive(string path, int rows)
    {
        var random = new Random(3);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Member(zip, "data/account.js", "window.YTD.account.part0 = [ {\"account\":{\"username\":\"siti_contoh\",\"accountId\":\"1\",\"accountDisplayName\":\"Siti Contoh\"}} ]");
        Member(zip, "data/tweets.js", Enumerable.Range(0, rows)
            .Select(row => JsonSerializer.Serialize(new
            {
                tweet = new
                {
                    edit_info = new { initial = new { editTweetIds = new[] { Id(row) }, editableUntil = "2024-10-12T14:15:00.000Z", editsRemaining = "5", isEditEligible = true } },
                    retweeted = false,
                    source = "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
                    entities = new { hashtags = Array.Empty<object>(), symbols = Array.Empty<object>(), user_mentions = Array.Empty<object>(), urls = Array.Empty<object>() },
                    display_text_range = Range,
                    favorite_count = "0",
                    id_str = Id(row),
                    truncated = false,
                    retweet_count = "0",
                    id = Id(row),
                    created_at = XTime(row),
                    favorited = false,
                    full_text = Text(random),
                    lang = "in",
                },
            }))
            .Prepend("window.YTD.tweets.part0 = ["), ",\n", "]");
    }

    static void WriteFacebookArchive(string path, int rows)
    {
        var random = new Random(4);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Member(zip, "personal_information/profile_information/profile_information.json", "{\"profile_v2\":{\"name\":{\"full_name\":\"Siti Contoh\"},\"username\":\"siti.contoh\"}}");
        Member(zip, "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json", Enumerable.Range(0, rows)
            .Select(row => string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                {
                    "timestamp": {{Time(row).ToUnixTimeSeconds()}},
                    "attachments": [ { "data": [ { "external_context": { "url": "https://berita.contoh.example/{{row}}" } } ] } ],
                    "data": [ { "post": "{{Broken(Text(random))}}" }, { "update_timestamp": {{Time(row).ToUnixTimeSeconds()}} } ],
                    "title": "Siti Contoh memperbarui statusnya."
                  }
                """))
            .Prepend("["), ",\n", "]");
    }

    /// <summary>Text as Meta writes it: each UTF-8 byte a character of its own.</summary>
    static string Broken(string text) =>
        string.Concat(Encoding.UTF8.GetBytes(text).Select(value => value < 0x80 ? ((char)value).ToString() : FormattableString.Invariant($"\\u00{value:x2}")));

    static void WriteRecap(string path, int rows)
    {
        var random = new Random(5);
        using var document = SpreadsheetDocument.Create(path, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        var sheet = book.AddNewPart<WorksheetPart>();
        using (var writer = OpenXmlWriter.Create(sheet))
        {
            writer.WriteStartElement(new Worksheet());
            writer.WriteStartElement(new SheetData());
            WriteRow("No", "Nama", "Unit Kerja", "Akun", "Platform", "Tanggal", "Isi Postingan", "Tautan");
            for (var row = 0; row < rows; row++)
            {
                var account = FormattableString.Invariant($"akun{row % 900}");
                WriteRow(
                    FormattableString.Invariant($"{row + 1}"), $"Pegawai {account}", "Dinas Contoh", $"@{account}", "Facebook",
                    Time(row).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture), Text(random), FormattableString.Invariant($"https://www.facebook.com/{account}/posts/{row}"));
            }

            writer.WriteEndElement();
            writer.WriteEndElement();

            void WriteRow(params string[] cells) => writer.WriteElement(new Row(cells.Select(cell => new Cell
            {
                DataType = CellValues.InlineString,
                InlineString = new InlineString(new Text(cell)),
            })));
        }

        book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new Sheets(new Sheet { Name = "Rekap", SheetId = 1, Id = book.GetIdOfPart(sheet) }));
    }

    static void Member(ZipArchive zip, string name, string text) => Member(zip, name, [text], "", "");

    /// <summary>The first piece opens the list; the marks go between the others.</summary>
    static void Member(ZipArchive zip, string name, IEnumerable<string> pieces, string between, string end)
    {
        using var member = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
        var number = 0;
        foreach (var piece in pieces)
        {
            if (number++ > 1) member.Write(between);
            member.Write(piece);
        }

        member.Write(end);
    }
}
