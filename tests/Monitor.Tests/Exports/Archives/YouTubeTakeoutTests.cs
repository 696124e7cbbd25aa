using System.Text.Json;
using Monitor.Exports;
using Monitor.Exports.Archives;
using Monitor.Posts;

namespace Monitor.Tests.Exports.Archives;

public class YouTubeTakeoutTests
{
    const string Channel = "UCcontohcontohcontohcon1";
    const string Folder = "Takeout/YouTube and YouTube Music";

    [Theory]
    [InlineData("takeout-20241118T010203Z-001.zip", "YouTube Comment OwnText 2", "YouTube LiveChat OwnText 1", "warned MembersLeftUnopened 1")]
    [InlineData("takeout-id-ID-GUESS.zip", "YouTube Comment OwnText 1", "warned PartOfSet")]
    public async Task TheSyntheticFilesGiveTheseRows(string file, params string[] expected)
    {
        var read = await AllReaders.Read(ReadArchive.Data(Path.Combine("..", "youtube", file)));

        Assert.Equal("youtube-takeout", read.Format);
        Assert.Equal(expected, read.Counts);
        Assert.DoesNotContain("JANGAN-DIBACA", JsonSerializer.Serialize(read.Results.Select(result => result.ToString())), StringComparison.Ordinal);
        Assert.All(read.Opened, name => Assert.Contains("YouTube", name, StringComparison.Ordinal));
        Assert.All(read.Posts, post => Assert.Equal(Channel, post.Author.PlatformId));
    }

    [Fact]
    public async Task PiecesAreOneText()
    {
        var read = await AllReaders.Read(ReadArchive.Data("../youtube/takeout-20241118T010203Z-001.zip"));

        Assert.Equal("Dukung Paslon A\nbaris kedua 🙏", read.Posts[0].Text);
        Assert.Equal(("Siti Contoh", "https://www.youtube.com/watch?v=dQw4w9WgXcQ&lc=Ugx_contohAAAAAAAAAA4AaABAg"), (read.Posts[0].Author.DisplayName, read.Posts[0].Url));
        Assert.Equal(new DateTimeOffset(2024, 10, 12, 13, 15, 0, 123, 456, TimeSpan.Zero), read.Posts[0].Time.At);
    }

    [Theory]
    [InlineData("Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Video ID,Comment Text", "{id},{c},{t},0,{p},dQw4w9WgXcQ,{x}")]
    [InlineData("Channel ID,Comment create timestamp,Price,Comment ID,Parent Comment ID,Video ID,Comment text", "{c},{t},0,{id},{p},dQw4w9WgXcQ,{x}")]
    [InlineData("Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Post ID,Video ID,Comment Text,Top-Level Comment ID", "{id},{c},{t},0,{p},,dQw4w9WgXcQ,{x},{p}")]
    [InlineData("ID de comentario,ID de canal,Marca de tiempo de creación del comentario,Precio,ID de comentario principal,ID de vídeo,Texto del comentario,ID de comentario de nivel superior", "{id},{c},{t},0,{p},dQw4w9WgXcQ,{x},{p}")]
    [InlineData("評論編號,頻道編號,時間,價格,上層,影片編號,內容", "{id},{c},{t},0,{p},dQw4w9WgXcQ,{x}")]
    public async Task EveryEraAndLanguageIsReadByWhatStandsInIt(string header, string row)
    {
        static string Fill(string row, string id, string parent, string text) =>
            row.Replace("{id}", id, StringComparison.Ordinal).Replace("{c}", Channel, StringComparison.Ordinal).Replace("{t}", "2024-10-12T13:15:00+00:00", StringComparison.Ordinal)
                .Replace("{p}", parent, StringComparison.Ordinal).Replace("{x}", $$"""
                "{""text"":""{{text}}""}"
                """, StringComparison.Ordinal);

        var table = $"{header}\n{Fill(row, "UgxAAAAAAAAAAAAAAAAAAA4AaABAg", "", "satu")}\n\n{Fill(row, "UgxAAAAAAAAAAAAAAAAAAA4AaABAg.9iwJkUYNcXa", "UgxAAAAAAAAAAAAAAAAAAA4AaABAg", "dua")}\n\n\n";
        var read = await AllReaders.ReadText(table);

        Assert.Equal(["YouTube Comment OwnText 1", "YouTube Reply OwnText 1"], read.Counts);
        Assert.Equal(["satu", "dua"], read.Posts.Select(post => post.Text));
        Assert.Equal(["UgxAAAAAAAAAAAAAAAAAAA4AaABAg", "UgxAAAAAAAAAAAAAAAAAAA4AaABAg.9iwJkUYNcXa"], read.Posts.Select(post => post.PlatformId));
        Assert.All(read.Posts, post => Assert.Equal("https://www.youtube.com/watch?v=dQw4w9WgXcQ", post.Target?.Url));
    }

    [Theory]
    [InlineData("""{"text":"a"},{"text":"\n"},{"text":"b"}""", "a\nb")]
    [InlineData("{\"text\":\"a\"},{\"text\":\"\n\"},{\"text\":\"b\"}", "a\nb")] // raw line break inside the JSON
    [InlineData("""{"takeoutSegments":[{"text":"a "},{"text":"b","link":{"linkUrl":"https://contoh.example"}}]}""", "a b")]
    [InlineData("""{"takeoutSegments":[{"text":""think the right thing" jeez"}]}""", "\"think the right thing\" jeez")] // quotes nobody escaped
    [InlineData("""{"text":"a \u003e b"}""", "a > b")]
    [InlineData("tanpa JSON", "tanpa JSON")]
    [InlineData("""{"emoji":"x"}""", null)]
    public void WordsAreTakenOutOfTheirJson(string cell, string? expected) => Assert.Equal(expected, YouTubeText.Plain(cell));

    [Fact]
    public async Task ALiveChatWithoutAHeaderIsKnownByItsColumns()
    {
        var read = await AllReaders.ReadText($$"""
            UgwsSD8yrDW7_h6F5vZ4AaABDqgB5OC1kgI,{{Channel}},2018-09-02T05:16:35.510381+00:00,0,0vGCh85obuI,"{""takeoutSegments"":[{""text"":""Hadir""}]}"
            """);

        Assert.Equal(["YouTube LiveChat OwnText 1"], read.Counts);
    }

    [Theory]
    [InlineData(Folder + "/comments/comments(1).csv", nameof(YouTubeMember.Comments))]
    [InlineData("Takeout/YouTube dan YouTube Music/komentar/komentar.csv", nameof(YouTubeMember.Comments))]
    [InlineData("Takeout/YouTube y YouTube Music/mensajes del chat en directo/mensajes del chat en directo.csv", nameof(YouTubeMember.LiveChats))]
    [InlineData("Takeout/YouTube dan YouTube Music/chat langsung/chat langsung.csv", nameof(YouTubeMember.LiveChats))]
    [InlineData("Takeout/YouTube en YouTube Music/kanalen/kanaal.csv", nameof(YouTubeMember.Channel))]
    [InlineData(Folder + "/subscriptions/subscriptions.csv", nameof(YouTubeMember.Denied))]
    [InlineData(Folder + "/playlists/Watch later-videos.csv", nameof(YouTubeMember.Denied))]
    [InlineData(Folder + "/history/watch-history.json", nameof(YouTubeMember.Denied))]
    [InlineData("Takeout/Mail/Semua email.mbox", nameof(YouTubeMember.Denied))]
    [InlineData("Takeout/Mail/YouTube/comments/comments.csv", nameof(YouTubeMember.Denied))]
    [InlineData("Takeout/Google Chat/comments/comments.csv", nameof(YouTubeMember.Denied))]
    public void OnlyTheseTablesAreOpened(string member, string expected) => Assert.Equal(expected, YouTubeMembers.Of(member).ToString());

    [Fact]
    public async Task ATakeoutWithoutYouTubeIsRefused()
    {
        var mail = await Assert.ThrowsAsync<UnreadableExportException>(() => AllReaders.ReadBytes(ReadArchive.Zip(("Takeout/Mail/Semua email.mbox", "JANGAN-DIBACA"))));
        var photos = await Assert.ThrowsAsync<UnreadableExportException>(() => AllReaders.ReadBytes(ReadArchive.Zip(("Takeout/Google Photos/1.jpg", "x"), ("Takeout/Google Photos/1.json", "{}"))));

        Assert.Equal((FileProblem.PrivateMessages, FileProblem.NoUsableRows), (mail.Problem, photos.Problem));
    }

    [Fact]
    public async Task ATableOfAnotherShapeIsSaidToBeNew()
    {
        var read = await AllReaders.ReadBytes(ReadArchive.Zip((Folder + "/comments/comments.csv", $"Kolom A,Kolom B\n{Channel},halo\n{Channel},lagi\n")));

        Assert.Equal(["rejected NoContent 2", "warned FormatMayHaveChanged comments/comments.csv", "warned PartOfSet"], read.Counts);
    }

    [Theory]
    [InlineData("Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Video ID,Comment Text", "c1,saluran,2024-10-12T13:15:00+00:00,0,,film,halo")]
    [InlineData("ID de comentario,ID de canal,Marca de tiempo de creación del comentario,Precio,ID de comentario principal,ID de vídeo,Texto del comentario,ID de comentario de nivel superior", "c1,saluran,2024-10-12T13:15:00+00:00,0,,film,halo,")]
    [InlineData("Reactie-ID,Kanaal-ID,Tijdstempel van maken van reactie,Prijs,Video-ID,Reactietekst", "c1,saluran,2024-10-12T13:15:00+00:00,0,film,halo")]
    [InlineData("ID Komentar,ID Channel,Stempel Waktu Pembuatan Komentar,Harga,ID Komentar Induk,ID Video,Teks Komentar", "c1,saluran,2024-10-12T13:15:00+00:00,0,,film,halo")]
    public async Task WhereTheRowsAreUnlikeAnyTheHeaderTells(string header, string row)
    {
        var read = await AllReaders.ReadText($"{header}\n{row}\n");

        Assert.Equal("youtube-takeout", read.Format);
        Assert.Equal(("halo", "saluran", "https://www.youtube.com/watch?v=film"), (Assert.Single(read.Posts).Text, read.Posts[0].Author.PlatformId, read.Posts[0].Target?.Url));
    }

    [Fact]
    public async Task ACommentUnderACommunityPostAnswersNobody()
    {
        var read = await AllReaders.ReadText($$"""
            Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Post ID,Video ID,Comment Text,Top-Level Comment ID
            UgxAAAAAAAAAAAAAAAAAA4AaABAg,{{Channel}},2025-07-02T03:04:05+00:00,0,,UgkxContohContohContohContohContoh12,,"{""text"":""di kiriman""}",
            """);

        var post = Assert.Single(read.Posts);
        Assert.Equal((Activity.Comment, "UgxAAAAAAAAAAAAAAAAAA4AaABAg", "https://www.youtube.com/post/UgkxContohContohContohContohContoh12"), (post.Activity, post.PlatformId, post.Target?.Url));
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task ATableThatExcelSavedAnewIsReadAlike(char delimiter)
    {
        var header = "Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Video ID,Comment Text".Replace(',', delimiter);
        var row = string.Join(delimiter, "UgxAAAAAAAAAAAAAAAAAA4AaABAg", Channel, "2024-10-12T13:15:00+00:00", "0", "", "dQw4w9WgXcQ", "\"{\"\"text\"\":\"\"satu, dua; tiga\"\"}\"");

        var post = Assert.Single((await AllReaders.ReadText($"\uFEFF{header}\r\n{row}\r\n")).Posts);

        Assert.Equal(("satu, dua; tiga", new DateTimeOffset(2024, 10, 12, 13, 15, 0, TimeSpan.Zero)), (post.Text, post.Time.At));
    }

    [Fact]
    public async Task OfAnIndonesianTakeoutOnlyTablesOfCommentsAndChatsAreOpened()
    {
        const string id = "Takeout/YouTube dan YouTube Music";
        const string header = "ID,ID Saluran,Waktu,Harga,ID Video,Teks\n";
        var read = await AllReaders.ReadBytes(ReadArchive.Zip(
            ($"{id}/obrolan langsung/obrolan langsung.csv", $"{header}EhwKGkNoContoh,{Channel},2024-10-12T13:15:00+00:00,0,dQw4w9WgXcQ,\"{{\"\"text\"\":\"\"hadir\"\"}}\"\n"),
            ($"{id}/saluran/saluran.csv", $"ID Saluran,Judul Saluran\n{Channel},Siti Contoh\n"),
            ($"{id}/playlist/playlist.csv", "JANGAN-DIBACA"), ($"{id}/video/video.csv", "JANGAN-DIBACA"), ($"{id}/histori/histori.csv", "JANGAN-DIBACA"), ($"{id}/daftar putar/daftar putar.csv", "JANGAN-DIBACA")));

        Assert.Equal(["YouTube LiveChat OwnText 1", "warned MembersLeftUnopened 4"], read.Counts);
        Assert.Equal("Siti Contoh", read.Posts[0].Author.DisplayName);
        Assert.All(read.Opened, member => Assert.Matches("obrolan|saluran", member));
    }
}
