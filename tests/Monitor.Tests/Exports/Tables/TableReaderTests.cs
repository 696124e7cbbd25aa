using System.Globalization;
using System.IO.Compression;
using Monitor.Exports;
using Monitor.Posts;
using Monitor.Tests.Support;

namespace Monitor.Tests.Exports.Tables;

public class TableReaderTests
{
    const string Header = "Nama;Akun;Platform;Tanggal;Isi Postingan;Tautan\n";

    [Theory]
    [InlineData("Isi Postingan;Nama")]
    [InlineData("ISI  POSTINGAN *;nama asn")]
    [InlineData("Isi / Caption;Terlapor")]
    [InlineData("Isi Postingan (disalin utuh);Nama/NIP")]
    [InlineData("Tweet;Username")]
    [InlineData("full_text;username")]
    [InlineData("akun;text")]
    [InlineData("Komentar;Nama Akun Medsos")]
    [InlineData("user.screen_name;text")]
    [InlineData("author/userName;fullText")]
    public async Task HeadersAreKnownWhateverTheirSpelling(string header)
    {
        var reading = await TableReading.TextAsync($"{header}\nsatu;dua\ntiga;empat\n");

        Assert.Equal(2, reading.Posts.Count);
        Assert.All(reading.Posts, post => Assert.True(post.Text.Length > 0 && (post.Author.Handle ?? post.Author.DisplayName) is not null));
    }

    [Theory]
    [InlineData("<html><head><meta charset='utf-8'><style>td{color:red}</style></head><body><h1>Rekap</h1><table border=1><tr><th>Nama</th><th>Akun</th><th>Tanggal</th><th>Isi Postingan</th><th>Tautan</th></tr><tr><td>Siti</td><td>@siti</td><td>12/10/2024 20.15</td><td>Ayo &amp; semangat<br>baris dua</td><td><a href=\"https://x.com/siti/status/1845090793681846273\">lihat</a></td></tr></table><script>alert('<tr><td>JANGAN-DIBACA</td></tr>')</script></body></html>")]
    [InlineData("\uFEFF<TABLE><TR><TD colspan=5>REKAP<TR><TD>Nama<TD>Akun<TD>Tanggal<TD>Isi Postingan<TD>Tautan<!-- <tr><td>x --><TR><TD>Siti<TD>@siti<TD>12/10/2024 20.15<TD>Ayo &#38; semangat<br/>baris dua<TD>https://x.com/siti/status/1845090793681846273</TABLE>")] // nothing closed, as old programs wrote it
    public async Task AWebPageUnderTheNameOfASpreadsheetIsATable(string page)
    {
        var reading = await TableReading.TextAsync(page);

        Assert.Equal("table", reading.Format);
        Assert.Equal(("siti", "Ayo & semangat\nbaris dua", "1845090793681846273"), (reading.Post.Author.Handle, reading.Post.Text, reading.Post.PlatformId));
        Assert.DoesNotContain("JANGAN-DIBACA", reading.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html><body><table><tr><td>Budi</td><td>JANGAN-DIBACA</td></tr></table></body></html>")]
    [InlineData("<html><body><p>halo</p></body></html>")]
    public async Task AWebPageWithoutAKnownHeaderIsNobodys(string page) =>
        Assert.Equal(FileProblem.UnknownFormat, (await TableReading.TextAsync(page)).Unreadable?.Problem);

    [Fact]
    public async Task ATableWithoutKnownHeadersNeedsAMapping()
    {
        var reading = await TableReading.TextAsync("Satu;Dua;Tiga\nrahasia siti;b;c\n");

        Assert.Equal(FileProblem.NeedsMapping, reading.Unreadable?.Problem);
        Assert.Empty(reading.Results);
        Assert.DoesNotContain("rahasia", reading.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sender_name,timestamp_ms,content\nJANGAN-DIBACA,1728738900000,JANGAN-DIBACA\n")]
    [InlineData("From,Content\nJANGAN-DIBACA,JANGAN-DIBACA\n")]
    [InlineData("Pengirim;Tanggal;Isi Pesan\nJANGAN-DIBACA;12/10/2024;JANGAN-DIBACA\n")]
    [InlineData("Tanggal,Pengirim,Penerima,Teks\n1,JANGAN-DIBACA,2,JANGAN-DIBACA\n")]
    [InlineData("participants,text,created_at\nJANGAN-DIBACA,JANGAN-DIBACA,2024-10-12\n")]
    [InlineData("12/10/24 20.15 - JANGAN-DIBACA: halo\n12/10/24 20.16 - Budi: JANGAN-DIBACA\n12/10/24 20.17 - Budi: ya\n")] // WhatsApp, Android
    [InlineData("[12/10/24 20.15.01] JANGAN-DIBACA: halo\n[12/10/24 20.16.09] Budi: JANGAN-DIBACA\n")] // WhatsApp, iPhone
    public async Task MessagesBetweenPeopleAreRefusedUnread(string text)
    {
        var reading = await TableReading.TextAsync(text);

        Assert.Equal(FileProblem.PrivateMessages, reading.Unreadable?.Problem);
        Assert.Empty(reading.Results);
        Assert.DoesNotContain("JANGAN-DIBACA", reading.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Siti;Grup WA;WA;12 Okt 2024;JANGAN-DIBACA;")]
    [InlineData("Siti;siti;WhatsApp;12 Okt 2024;JANGAN-DIBACA;")]
    [InlineData("Siti;siti;;12 Okt 2024;JANGAN-DIBACA;https://chat.whatsapp.com/AbC")]
    [InlineData("Siti;WA: 081200000000;;12 Okt 2024;JANGAN-DIBACA;")]
    public async Task AMessageInARecapIsCountedAndNotRead(string row)
    {
        var reading = await TableReading.TextAsync($"{Header}{row}\nBudi;budi;IG;12 Okt 2024;halo;\n");

        Assert.Equal(RejectReason.PrivateMessage, Assert.Single(reading.Rejected).Reason);
        Assert.Equal("halo", reading.Post.Text);
        Assert.DoesNotContain("JANGAN-DIBACA", reading.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Siti;siti;FB;12 Okt 2024;;https://www.facebook.com/siti/posts/1", RejectReason.NoContent)]
    [InlineData(";;FB;12 Okt 2024;halo;", RejectReason.NoAuthor)]
    [InlineData(";-;FB;12 Okt 2024;halo;", RejectReason.NoAuthor)]
    internal async Task ARowWithoutAuthorOrWordsSaysSo(string row, RejectReason reason)
    {
        var reading = await TableReading.TextAsync(Header + row + "\nBudi;budi;IG;12 Okt 2024;halo;\n");

        Assert.Equal((reason, "2"), (Assert.Single(reading.Rejected).Reason, reading.Rejected[0].Place.Locator));
    }

    [Fact]
    public async Task AmbiguousDatesFollowTheOthersOfTheirColumn()
    {
        var dayFirst = await TableReading.TextAsync(Header + "a;a;FB;03/04/2024;x;\nb;b;FB;25/12/2024;x;\n");
        var monthFirst = await TableReading.TextAsync(Header + "a;a;FB;03/04/2024;x;\nb;b;FB;12/25/2024;x;\n");

        Assert.Equal((4, 3), (dayFirst.Posts[0].Time.At?.Month, dayFirst.Posts[0].Time.At?.Day));
        Assert.Equal((3, 4), (monthFirst.Posts[0].Time.At?.Month, monthFirst.Posts[0].Time.At?.Day));
    }

    [Theory]
    [InlineData("03/04/2024", "04/03/2024")] // nothing settles it
    [InlineData("25/12/2024", "12/25/2024")] // both kinds
    public async Task AnUnsettledDateIsSaidToBeUnreadable(string one, string other)
    {
        var reading = await TableReading.TextAsync($"{Header}a;a;FB;03/04/2024;x;\nb;b;FB;{one};x;\nc;c;FB;{other};x;\n");

        Assert.Equal((PostTime.Missing, PostWarnings.TimeUnreadable), (reading.Posts[0].Time, reading.Posts[0].Warnings));
    }

    [Fact]
    public async Task ATweetsIdSettlesItsDate()
    {
        var post = (await TableReading.TextAsync("username,tweet,date,url\nsiti_contoh,halo,12/10/2024,https://x.com/siti_contoh/status/1845090793681846273\n")).Post;

        Assert.Equal(new DateTime(2024, 10, 12), post.Time.At?.Date);
    }

    [Fact]
    public async Task ADateInTheFutureIsKeptAndMarked()
    {
        var post = (await TableReading.TextAsync(Header + "a;a;FB;2031-01-31;x;\n")).Post;

        Assert.Equal((2031, PostWarnings.TimeInFuture), (post.Time.At?.Year, post.Warnings));
    }

    [Theory]
    [InlineData("Like", Activity.Like, TextKind.SharedText)]
    [InlineData("menyukai postingan paslon", Activity.Like, TextKind.SharedText)]
    [InlineData("Like & Share", Activity.Share, TextKind.SharedText)]
    [InlineData("Komentar di postingan", Activity.Comment, TextKind.OwnText)]
    [InlineData("membagikan status", Activity.Share, TextKind.SharedText)]
    [InlineData("Mengikuti (follow)", Activity.Follow, TextKind.SharedText)]
    [InlineData("Upload video", Activity.Post, TextKind.OwnText)]
    [InlineData("Story", Activity.Story, TextKind.OwnText)]
    [InlineData("", Activity.Post, TextKind.OwnText)]
    internal async Task TheClerksWordForTheActDecidesWhoseWordsTheyAre(string word, Activity activity, TextKind kind)
    {
        var post = (await TableReading.TextAsync($"Nama Akun,Platform,Jenis Aktivitas,Isi,Link\nsiti,FB,{word},kata-kata,https://www.facebook.com/paslon/posts/1\n")).Post;

        Assert.Equal((activity, kind), (post.Activity, post.TextKind));
        Assert.Equal(activity is Activity.Like or Activity.Share or Activity.Comment or Activity.Follow, post.Target is not null);
    }

    [Fact]
    public async Task TwoPeopleBesideOneLinkStayTwoPosts()
    {
        var posts = (await TableReading.TextAsync(
            "Nama Akun;Jenis Aktivitas;Isi;Link\nsiti;Like;x;https://x.com/paslon/status/1845090793681846273\nbudi;Like;x;https://x.com/paslon/status/1845090793681846273\n")).Posts;

        Assert.All(posts, post => Assert.Null(post.PlatformId));
    }

    [Fact]
    public async Task AnOldRetweetIsSomebodyElsesWords()
    {
        var post = (await TableReading.TextAsync("username,tweet,date\nsiti,RT @paslon_a: pilih kami,2024-10-12\n")).Post;

        Assert.Equal((Activity.Repost, TextKind.SharedText, "paslon_a"), (post.Activity, post.TextKind, post.Target?.Handle));
    }

    [Theory]
    [InlineData("No;Nama;Akun;Isi\n1;Siti;siti;satu\n;Jumlah;1;\n;;;Mengetahui,\n;;;Kepala Badan\n")]
    [InlineData("No;Nama;Akun;Isi\n1;Siti;siti;satu\nTotal: 1 temuan;;;\nSiti;Siti;siti;dua\n")]
    [InlineData("No;Nama;Akun;Isi\n1;Siti;siti;satu\nCatatan: data sementara;;;\n")]
    public async Task TotalsAndSignaturesEndATable(string text)
    {
        var reading = await TableReading.TextAsync(text);

        Assert.Equal("satu", reading.Post.Text);
        Assert.Empty(reading.Rejected);
    }

    [Fact]
    public async Task APostThatBeginsWithTotalDoesNotEndATable()
    {
        var reading = await TableReading.TextAsync("akun;text\nsiti;Total dukungan untuk semua\nbudi;Jumlah\nani;dua\n");

        Assert.Equal(3, reading.Posts.Count);
    }

    [Fact]
    public async Task ANumberingRowBelowTheHeaderIsNoData()
    {
        var reading = await TableReading.TextAsync("REKAP\n\nNo;Nama;Akun;Isi\n(1);(2);(3);(4)\n1;Siti;siti;satu\n");

        Assert.Equal("satu", reading.Post.Text);
    }

    [Fact]
    public async Task OnlyTheFirstOfTwoTablesSideBySideIsRead()
    {
        var reading = await TableReading.TextAsync("username,full_text,created_at,,username,full_text,created_at\nsiti,satu,2024-10-12,,budi,JANGAN-DIBACA,2024-10-12\n");

        Assert.Equal(("siti", "satu"), (reading.Post.Author.Handle, reading.Post.Text));
        Assert.Equal([ExportWarning.SecondTableIgnored], reading.Warnings);
        Assert.DoesNotContain("JANGAN-DIBACA", reading.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnlyTheFirstOfTwoTablesBelowEachOtherIsRead()
    {
        var reading = await TableReading.TextAsync("Nama;Akun;Isi\nSiti;siti;satu\n\nTanggal;Nama;Unit Kerja;Isi\n12 Okt 2024;Budi;RSUD;dua\n");

        Assert.Equal("satu", reading.Post.Text);
        Assert.Equal([ExportWarning.SecondTableIgnored], reading.Warnings);
    }

    [Fact]
    public async Task ADataRowInsideTheHeaderIsSaid()
    {
        var reading = await TableReading.TextAsync(
            "created_at\tfull_text\tusername\t1,86824E+18\tSun Dec 15 10:00:00 +0000 2024\tUnnamed: 8\ttweet_url\n" +
            "Sat Oct 12 13:15:00 +0000 2024\thalo\tsiti\tx\ty\t\thttps://x.com/siti/status/1845090793681846273\n");

        Assert.Equal("1845090793681846273", reading.Post.PlatformId);
        Assert.Contains(ExportWarning.HeaderDamaged, reading.Warnings);
    }

    [Fact]
    public async Task ADelimiterInUnquotedTextIsPutBack()
    {
        // "Unicode Text" of Excel quotes nothing; the link in the wrong column gives it away.
        var post = (await TableReading.TextAsync("Nama\tAkun\tIsi\tTautan\tKeterangan\nSiti\tsiti\tsatu\tdua\thttps://www.facebook.com/siti/posts/1\tx\n")).Post;

        Assert.Equal(("satu dua", "https://www.facebook.com/siti/posts/1"), (post.Text, post.Url));
        Assert.True(post.Warnings.HasFlag(PostWarnings.GuessedField));
    }

    [Fact]
    public async Task ATruncatedLastRowIsRejectedAndSaid()
    {
        var reading = await TableReading.TextAsync("Nama;Akun;Isi\nSiti;siti;satu\nBudi;budi;\"tidak seles");

        Assert.Equal("satu", reading.Post.Text);
        Assert.Equal(RejectReason.Malformed, Assert.Single(reading.Rejected).Reason);
        Assert.Equal([ExportWarning.EndedEarly], reading.Warnings);
    }

    [Fact]
    public async Task AnUnclosedQuoteCostsOneRow()
    {
        var reading = await TableReading.TextAsync(
            "Nama;Akun;Isi;Tautan\n1;a;\"buka;u\n2;b;\"teks\";u\n3;c;teks;u\n4;d;\"dua\nbaris\";u\n");

        Assert.Equal(["b", "c", "d"], reading.Posts.Select(post => post.Author.Handle));
        Assert.Equal("2", Assert.Single(reading.Rejected).Place.Locator);
        Assert.Equal("dua\nbaris", reading.Posts[2].Text);
    }

    [Fact]
    public async Task OldTweetsThatEndInAQuoteDoNotSwallowTheNext()
    {
        // Seen in a real file: 4 of 841 rows, and nothing else in it looks escaped.
        const string header = "created_at;id_str;full_text;quote_count;reply_count;retweet_count;favorite_count;lang;user_id_str;conversation_id_str;username;tweet_url\n";
        var rows = Enumerable.Range(0, 9).Select(i =>
            $"Sat Oct 12 13:15:0{i} +0000 2024;184509079368184627{i};\"kata {(i % 3 == 1 ? "\"netral\"" : "netral")}\";0;0;0;0;in;1;1;siti;https://twitter.com/siti/status/184509079368184627{i}\n");

        var reading = await TableReading.TextAsync(header + string.Concat(rows));

        Assert.Empty(reading.Rejected);
        Assert.Equal(9, reading.Posts.Count);
        Assert.Equal("kata \"netral\"", reading.Posts[1].Text);
    }

    [Fact]
    public async Task ZerosFromALostDiskBlockAreRejected()
    {
        var reading = await TableReading.TextAsync("Nama;Akun;Isi\n" + string.Concat(Enumerable.Repeat("Siti;siti;satu\n", 100)) + "Budi;bu\0\0\0;dua\n" + new string('\0', 4000));

        Assert.Equal(100, reading.Posts.Count);
        Assert.All(reading.Rejected, row => Assert.Equal(RejectReason.Malformed, row.Reason));
        Assert.Equal(2, reading.Rejected.Count);
    }

    [Fact]
    public async Task SheetsAreReadEachByItsOwnHeader()
    {
        var workbook = new Workbook()
            .Sheet("Kosong")
            .Sheet("FB", ["Nama", "Akun", "Isi"], ["Siti", "siti", "satu"])
            .Sheet("Grafik", ["apa saja"], ["2"])
            .Sheet("IG", ["Isi Konten", "Username", "Tanggal"], ["dua", "budi", new DateOnly(2024, 10, 12)])
            .HiddenSheet("Rahasia", ["Nama", "Akun", "Isi"], ["JANGAN-DIBACA", "x", "JANGAN-DIBACA"]);

        var reading = await TableReading.BytesAsync(workbook.ToArray());

        Assert.Equal(["satu", "dua"], reading.Posts.Select(post => post.Text));
        Assert.Equal(["FB!A2", "IG!A2"], reading.Posts.Select(post => post.Place.Locator));
        Assert.Equal([ExportWarning.SheetSkipped, ExportWarning.SheetSkipped], reading.Warnings);
        Assert.DoesNotContain("JANGAN-DIBACA", reading.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACellMergedDownwardsHoldsForItsRowsAndNoOthers()
    {
        var reading = await TableReading.BytesAsync(Merged(
            new Workbook().Sheet("A", ["Nama", "Isi"], ["Siti", "satu"], [null, "dua"], [null, "tiga"]).ToArray(), "A2:A3"));

        Assert.Equal(["Siti", "Siti"], reading.Posts.Select(post => post.Author.DisplayName));
        Assert.Equal(RejectReason.NoAuthor, Assert.Single(reading.Rejected).Reason);
    }

    [Fact]
    public async Task AMacsWorkbookCountsItsDaysFrom1904()
    {
        var workbook = Patched(
            new Workbook().Sheet("A", ["Akun", "Tanggal", "Isi"], ["siti", 45577d - 1462, "satu"]).ToArray(),
            "xl/workbook.xml", "<x:sheets", "<x:workbookPr date1904=\"1\" /><x:sheets");

        Assert.Equal(new DateTime(2024, 10, 12), (await TableReading.BytesAsync(workbook)).Post.Time.At?.Date);
    }

    [Fact]
    public async Task SerialsInAGeneralColumnAreDates()
    {
        var reading = await TableReading.BytesAsync(new Workbook().Sheet("A", ["Akun", "Tanggal", "Isi"], ["siti", 45577.84375, "satu"]).ToArray());

        Assert.Equal(("2024-10-12 20:15", TimePrecision.Minute), (reading.Post.Time.At?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), reading.Post.Time.Precision));
    }

    [Fact]
    public async Task AWorkbookOfExcel97IsReadLikeANewOne()
    {
        var reading = await TableReading.BytesAsync(OldWorkbook.Of(["Nama", "NIP", "Akun", "Tanggal", "Isi"], ["Siti", 198505052010011002d, "siti", 45577.84375, "satu ✌️"]));

        Assert.Null(reading.Unreadable?.ToString());
        Assert.Equal(("satu ✌️", "siti", "Rekap!A2"), (reading.Post.Text, reading.Post.Author.Handle, reading.Post.Place.Locator));
        Assert.Equal(new DateTime(2024, 10, 12, 20, 15, 0), reading.Post.Time.At?.DateTime);
        Assert.Equal(PostWarnings.NipPrecisionLost | PostWarnings.TimeZoneAssumed, reading.Post.Warnings);
    }

    [Fact]
    public async Task AWorkbookInsideOneColumnIsJoinedAndCutAgain()
    {
        var reading = await TableReading.BytesAsync(new Workbook().Sheet(
            "vaksin",
            ["created_at;id_str;full_text;username;tweet_url"],
            ["2024-10-12T13:15:00.000Z;1845090793681846273;satu", " dua", " tiga;siti;https://x.com/siti/status/1845090793681846273"]).ToArray());

        Assert.Equal(("tweet-harvest", "satu, dua, tiga", "siti"), (reading.Format, reading.Post.Text, reading.Post.Author.Handle));
    }

    [Fact]
    public async Task WhatHasNoColumnsIsNoTable()
    {
        Assert.Equal(FileProblem.NeedsMapping, (await TableReading.TextAsync("Kepada Yth.\nBapak Camat\ndi tempat\n")).Unreadable?.Problem);
        Assert.Equal(FileProblem.UnknownFormat, (await TableReading.TextAsync("<html><table><tr><td>Nama</td></tr></table></html>")).Unreadable?.Problem);
        Assert.Equal(FileProblem.Empty, (await TableReading.BytesAsync(new Workbook().Sheet("A").ToArray())).Unreadable?.Problem);
    }

    static byte[] Merged(byte[] workbook, string range) =>
        Patched(workbook, "xl/worksheets/sheet1.xml", "</x:sheetData>", $"</x:sheetData><x:mergeCells count=\"1\"><x:mergeCell ref=\"{range}\" /></x:mergeCells>");

    /// <summary>The same workbook with a piece of one part replaced.</summary>
    static byte[] Patched(byte[] workbook, string part, string old, string replacement)
    {
        var stream = new MemoryStream();
        stream.Write(workbook);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            // Both parts are in every workbook that the tests write.
            var entry = zip.GetEntry(part)!;
            string text;
            using (var reader = new StreamReader(entry.Open())) text = reader.ReadToEnd();
            Assert.Contains(old, text, StringComparison.Ordinal);
            entry.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(part).Open());
            writer.Write(text.Replace(old, replacement, StringComparison.Ordinal));
        }

        return stream.ToArray();
    }
}
