using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Monitor.Exports;
using Monitor.Tests.Exports.Archives;
using Monitor.Tests.Support;

namespace Monitor.Tests.Exports;

/// <summary>
/// Files that were made to hurt, by name. With MONITOR_FUZZ set the large ones have the size that an attacker would give them; without,
/// one that shows the same.
/// </summary>
static class HostileFiles
{
    const string ProfileFile = "profile_information/profile_information.json";
    const string PostsFile = "posts/your_posts_1.json";
    const string Profile = """{"profile_v2":{"name":{"full_name":"Siti Contoh"},"username":"siti.contoh"}}""";
    const string Header = "created_at,id_str,full_text,user_id_str,username,tweet_url\n";
    const string Call = "Ayo coblos nomor 1 Edi-Rendi, satu periode lagi!";

    public const int LargeRows = 1_048_576;

    public const int SmallRows = 4_000;

    public static bool IsFullSize { get; } = Environment.GetEnvironmentVariable("MONITOR_FUZZ") is { Length: > 0 };

    static int Megabytes => IsFullSize ? 500 : 24;

    public static IReadOnlyDictionary<string, Action<string>> All { get; } = new Dictionary<string, Action<string>>(StringComparer.Ordinal)
    {
        ["zip bomb by ratio"] = ZipBomb,
        ["gz bomb"] = path => Gzipped(path),
        ["xz that asks for a window of 1.5 GB"] = path => Bytes(path, Xz(dictionary: 37)),
        ["xz of rubbish"] = path => Bytes(path, [.. Xz(dictionary: 22)[..40], .. Enumerable.Range(0, 4_000).Select(i => (byte)(i * 37 % 251))]),
        ["zip bomb by count"] = path => Bytes(path, Claims(entries: 600_000)),
        ["zip bomb by nesting"] = path => Bytes(path, Nested(depth: 5)),
        ["zip with an overlong path"] = path => Bytes(path, ReadArchive.Zip((string.Concat(Enumerable.Repeat("a/", 900)) + PostsFile, "[]"))),
        ["zip with a parent path"] = path => Bytes(path, ReadArchive.Zip((ProfileFile, Profile), ("posts/../../../your_posts_1.json", "[]"))),
        ["zip with an absolute path"] = path => Bytes(path, ReadArchive.Zip((ProfileFile, Profile), ("/etc/cron.d/posts.json", "[]"))),
        ["zip with a symbolic link"] = SymbolicLink,
        ["zip with a name twice"] = path => Bytes(path, ReadArchive.Zip((ProfileFile, Profile), (PostsFile, "[]"), (PostsFile, Posts("halo")))),
        ["zip with an encrypted member"] = path => Bytes(path, Encrypted()),
        ["zip64"] = path => Zip64(path, (ProfileFile, Profile), (PostsFile, Posts("zip enam puluh empat"))),
        ["workbook with external links"] = path => Bytes(path, ExternalLinks()),
        ["workbook with an entity bomb"] = path => Bytes(path, EntityBomb()),
        ["workbook of 17 million cells"] = path => Cells(path, IsFullSize ? LargeRows : SmallRows, 16),
        ["workbook with one cell in the last corner"] = LastCorner,
        ["json nested 10,000 deep"] = path => Text(path, $$"""{"created_at":"2024-10-12T13:15:00Z","username":"siti_contoh","full_text":"{{Call}}","x":{{new string('[', 10_000)}}{{new string(']', 10_000)}}}""" + "\n" + Record("Selamat pagi", 2)),
        ["json archive nested 10,000 deep"] = path => Bytes(path, ReadArchive.Zip((ProfileFile, Profile), (PostsFile, $$"""[{"timestamp":1728738900,"data":{{new string('[', 10_000)}}{{new string(']', 10_000)}}},{"timestamp":1728738900,"data":[{"post":"halo"}]}]"""))),
        ["json of one huge string"] = path => Long(path, """{"created_at":"2024-10-12T13:15:00Z","username":"siti_contoh","full_text":" """, $"\"}}\n{Record("Selamat siang", 3)}"),
        ["json with a key twice"] = path => Text(path, """{"created_at":"2024-10-12T13:15:00Z","username":"siti_contoh","username":"orang_lain","full_text":"Selamat sore","full_text":"Kata orang","id_str":"1845090793681846290"}""" + "\n"),
        ["json with bytes that are no UTF-8"] = path => Bytes(path, [.. Encoding.UTF8.GetBytes(Record("Ayo coblos nomor 1 Edi-Rendi ", 4)[..^3]), 0xFF, 0xC3, 0x28, (byte)'"', (byte)'}', (byte)'\n']),
        ["json with half a character"] = path => Text(path, """{"created_at":"2024-10-12T13:15:00Z","username":"siti_contoh","full_text":"Ayo coblos nomor 1 Edi-Rendi \ud83d satu periode lagi \udc00","id_str":"1845090793681846291"}""" + "\n"),
        ["csv whose quote is never closed"] = path => Long(path, $"{Header}Sat Oct 12 13:15:00 +0000 2024,1845090793681846292,{Call},1,siti_contoh,https://x.com/siti_contoh/status/1845090793681846292\nSat Oct 12 13:15:00 +0000 2024,1845090793681846293,\"", ""),
        ["csv of one line"] = path => Long(path, Header.TrimEnd(), ""),
        ["csv of nothing but quotes"] = path => Long(path, Header, "", (byte)'"'),
        ["csv of nothing but delimiters"] = path => Long(path, Header, "", (byte)','),
        ["csv with NUL bytes"] = path => Text(path, $"{Header}Sat Oct 12 13:15:00 +0000 2024,1845090793681846294,\"{Call}\0\0\",1,siti_contoh,https://x.com/siti_contoh/status/1845090793681846294\n"),
        ["html with scripts"] = path => Bytes(path, ReadArchive.Zip(
            ("facebook-siti.contoh-2024-11-18-AbCd1234/your_facebook_activity/posts/your_posts_1.html",
            $"""<html><head><script>alert('JANGAN-DIBACA')</script></head><body><section class="_a6-g"><h2 class="_a6-h">Siti Contoh memperbarui statusnya.</h2><div class="_a6-p"><div class="_2pin"><div>{Call}<script>alert('JANGAN-DIBACA')</script><img src="x" onerror="alert(1)"></div></div></div><footer><div class="_a72d">12 Okt 2024 20.15</div></footer></section></body></html>"""))),
        ["text with markup"] = path => Text(path, $"{Header}Sat Oct 12 13:15:00 +0000 2024,1845090793681846295,\"Mantap, {Call} <script>alert('markup-4711')</script>\",1,siti_contoh,https://x.com/siti_contoh/status/1845090793681846295\n"),
        ["table page that never ends"] = path => Long(path, "<html><table><tr><td>Akun<td>Isi<tr><td>siti_contoh<td>Selamat malam<tr><td>", ""),
        ["html nested 100,000 deep"] = path => Bytes(path, ReadArchive.Zip(("facebook-siti.contoh-2024-11-18-AbCd1234/your_facebook_activity/posts/your_posts_1.html", string.Concat(Enumerable.Repeat("<div>", 100_000))))),
    };

    public static string Record(string text, int number) =>
        $$"""{"created_at":"2024-10-12T13:15:00Z","username":"siti_contoh","full_text":"{{text}}","id_str":"{{1845090793681846273 + number}}"}""" + "\n";

    static void ZipBomb(string path)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        using (var profile = new StreamWriter(zip.CreateEntry(ProfileFile).Open())) profile.Write(Profile);
        using var from = new EndlessStream("[", (long)Megabytes << 20, "]", (byte)' ');
        using var posts = zip.CreateEntry(PostsFile).Open();
        from.CopyTo(posts);
    }

    static void Gzipped(string path)
    {
        using var from = new EndlessStream(Record("Selamat pagi", 5), (long)Megabytes << 20, "", (byte)' ');
        using var to = new GZipStream(File.Create(path), CompressionLevel.SmallestSize);
        from.CopyTo(to);
    }

    /// <summary>A packed post whose header asks the unpacker to keep so much of what came out.</summary>
    static byte[] Xz(byte dictionary)
    {
        var xz = File.ReadAllBytes(ReadArchive.Data(Path.Combine("..", "Collectors", "data", "2024-10-12_13-15-01_UTC.json.xz")));
        var header = xz.AsSpan(12, (xz[12] + 1) * 4);
        header[header.IndexOf((ReadOnlySpan<byte>)[0x21, 0x01]) + 2] = dictionary;
        BinaryPrimitives.WriteUInt32LittleEndian(header[^4..], Crc32.End(Crc32.Add(Crc32.Start, header[..^4])));
        return xz;
    }

    static string Posts(string text) => $$"""[{"timestamp":1728738900,"data":[{"post":"{{text}}"}],"title":"x"}]""";

    static void Bytes(string path, byte[] bytes) => File.WriteAllBytes(path, bytes);

    static void Text(string path, string text) => File.WriteAllText(path, text);

    static void Long(string path, string beginning, string end, byte letter = (byte)'x')
    {
        using var from = new EndlessStream(beginning, (long)Megabytes << 20, end, letter);
        using var to = File.Create(path);
        from.CopyTo(to);
    }

    /// <summary>The end of a zip that claims more entries than anybody would look at.</summary>
    static byte[] Claims(long entries)
    {
        var zip = new byte[4 + 56 + 20 + 22];
        BinaryPrimitives.WriteUInt32LittleEndian(zip, 0x04034b50);
        var end64 = zip.AsSpan(4);
        BinaryPrimitives.WriteUInt32LittleEndian(end64, 0x06064b50);
        BinaryPrimitives.WriteInt64LittleEndian(end64[4..], 44);
        BinaryPrimitives.WriteInt64LittleEndian(end64[24..], entries);
        BinaryPrimitives.WriteInt64LittleEndian(end64[32..], entries);
        BinaryPrimitives.WriteInt64LittleEndian(end64[48..], 4);
        var locator = zip.AsSpan(60);
        BinaryPrimitives.WriteUInt32LittleEndian(locator, 0x07064b50);
        BinaryPrimitives.WriteInt64LittleEndian(locator[8..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(locator[16..], 1);
        var end = zip.AsSpan(80);
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        end[8..20].Fill(0xFF);
        return zip;
    }

    static byte[] Nested(int depth)
    {
        var zip = ZipOf("data.csv", Encoding.UTF8.GetBytes($"{Header}\n"));
        for (var level = 0; level < depth; level++) zip = ZipOf($"{level}.zip", zip);
        return zip;
    }

    static byte[] ZipOf(string name, byte[] content)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var member = zip.CreateEntry(name).Open())
            member.Write(content);
        return stream.ToArray();
    }

    static void SymbolicLink(string path)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        zip.CreateEntry(PostsFile).ExternalAttributes = unchecked((int)0xA1FF0000);
    }

    static byte[] Encrypted()
    {
        var zip = ReadArchive.Zip((ProfileFile, Profile), (PostsFile, "[]"));
        var directory = zip.AsSpan().IndexOf("PK\u0001\u0002"u8);
        zip[directory + 8] |= 1;
        return zip;
    }

    /// <summary>A zip whose sizes stand in the larger fields, as .NET writes them for a stream that cannot be sought in.</summary>
    static void Zip64(string path, params (string Name, string Text)[] members)
    {
        using var file = File.Create(path);
        using var unseekable = new UnseekableStream(file);
        using var zip = new ZipArchive(unseekable, ZipArchiveMode.Create);
        foreach (var (name, text) in members)
        {
            using var member = zip.CreateEntry(name).Open();
            member.Write(Encoding.UTF8.GetBytes(text));
        }
    }

    static byte[] ExternalLinks() => ReadArchive.Zip(
        ("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"""),
        ("_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
        ("xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>"""),
        ("xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets><externalReferences><externalReference r:id="r2"/></externalReferences></workbook>"""),
        ("xl/externalLinks/externalLink1.xml", """<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook r:id="r1"/></externalLink>"""),
        ("xl/externalLinks/_rels/externalLink1.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="x" Target="file://server/rahasia.xlsx" TargetMode="External"/></Relationships>"""),
        ("xl/worksheets/sheet1.xml", $"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Akun</t></is></c><c r="B1" t="inlineStr"><is><t>Platform</t></is></c><c r="C1" t="inlineStr"><is><t>Tanggal</t></is></c><c r="D1" t="inlineStr"><is><t>Isi</t></is></c></row><row r="2"><c r="A2" t="str"><f>[1]Rahasia!A1</f><v>@siti_contoh</v></c><c r="B2" t="inlineStr"><is><t>X</t></is></c><c r="C2" t="inlineStr"><is><t>12/10/2024</t></is></c><c r="D2" t="str"><f>WEBSERVICE("http://contoh.example")</f><v>{Call}</v></c></row></sheetData></worksheet>"""));

    static byte[] EntityBomb()
    {
        var entities = new StringBuilder("""<!DOCTYPE x [<!ENTITY e0 "JANGAN-DIBACA">""");
        for (var level = 1; level < 30; level++) entities.Append(CultureInfo.InvariantCulture, $"<!ENTITY e{level} \"&e{level - 1};&e{level - 1};&e{level - 1};\">");
        return Replace(
            new Workbook().Sheet("A", ["Akun", "Isi"], ["siti_contoh", "halo"]).ToArray(), "xl/worksheets/",
            xml => entities.Append("]>").ToString() + xml[xml.IndexOf('<', xml.IndexOf("?>", StringComparison.Ordinal) + 1)..].Replace("halo", "&e29;", StringComparison.Ordinal));
    }

    static byte[] Replace(byte[] workbook, string part, Func<string, string> change)
    {
        using var stream = new MemoryStream();
        stream.Write(workbook);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.Entries.First(entry => entry.FullName.StartsWith(part, StringComparison.Ordinal) && entry.FullName.EndsWith(".xml", StringComparison.Ordinal));
            string text;
            using (var reader = new StreamReader(entry.Open())) text = reader.ReadToEnd();
            var name = entry.FullName;
            entry.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(change(text));
        }

        return stream.ToArray();
    }

    /// <summary>A workbook that is honest and large.</summary>
    static void Cells(string path, int rows, int columns)
    {
        var letters = Enumerable.Range(0, columns).Select(column => (char)('A' + column)).ToArray();
        Sheet(path, sheet =>
        {
            sheet.Write("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Akun</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Isi</t></is></c></row>");
            for (var row = 2; row <= rows; row++)
            {
                sheet.Write($"<row r=\"{row}\">");
                foreach (var letter in letters) sheet.Write($"<c r=\"{letter}{row}\"><v>{row}</v></c>");
                sheet.Write("</row>");
            }
        });
    }

    /// <summary>Two rows that claim seventeen thousand million cells between them.</summary>
    static void LastCorner(string path) => Sheet(path, sheet => sheet.Write(
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Akun</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Isi</t></is></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"));

    static void Sheet(string path, Action<TextWriter> rows)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Member("[Content_Types].xml", text => text.Write("""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"""));
        Member("_rels/.rels", text => text.Write("""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""));
        Member("xl/_rels/workbook.xml.rels", text => text.Write("""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""));
        Member("xl/workbook.xml", text => text.Write("""<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"""));
        Member("xl/worksheets/sheet1.xml", text =>
        {
            text.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
            rows(text);
            text.Write("</sheetData></worksheet>");
        });

        void Member(string name, Action<TextWriter> write)
        {
            using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
            write(writer);
        }
    }
}
