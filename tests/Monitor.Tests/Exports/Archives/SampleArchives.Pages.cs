namespace Monitor.Tests.Exports.Archives;

/// <summary>TikTok, YouTube, and Facebook as web pages.</summary>
static partial class SampleArchives
{
    const string Channel = "UCcontohcontohcontohcon1";

    static (string Name, string Text)[] TikTok() =>
    [
        ("user_data_tiktok.json", """
            {
              "Ads and data": {"Off TikTok Activity": {"OffTikTokActivityDataList": [{"TimeStamp": "2024-11-01 01:00:00", "Source": "JANGAN-DIBACA toko", "Event": "ViewContent"}]}},
              "App Settings": {"Block List": {"App": 0, "BlockList": null}},
              "Comment": {"App": 0, "Comments": {"CommentsList": [
                {"date": "2024-11-14 12:05:31", "comment": "Mantap Pak Bupati, lanjutkan! Edi-Rendi harga mati ☝️", "photo": "N/A", "url": ""},
                {"date": "2024-11-15 04:40:02", "comment": "Resepnya dong bu, kelihatan enak", "photo": "N/A", "url": ""}]}},
              "Direct Message": {"Direct Messages": {"ChatHistory": {"Chat History with budi.contoh:": [{"Date": "2024-11-12 10:00:00", "From": "budi.contoh", "Content": "JANGAN-DIBACA pesan pribadi"}]}}},
              "Post": {"Posts": {"VideoList": [
                {"Date": "2024-11-17 09:12:00", "Link": "https://v16m.tiktokcdn.com/contoh1", "Likes": "210", "WhoCanView": "Public", "AllowComments": "Yes", "Title": "Senam pagi warga Contoh Ulu, sehat semua", "Sound": "suara asli", "Location": "", "AddYoursText": ""},
                {"Date": "2024-11-19 13:30:00", "Link": "https://v16m.tiktokcdn.com/contoh2", "Likes": "388", "WhoCanView": "Public", "AllowComments": "Yes", "Title": "Perangkat desa siap menangkan nomor 3, Dendi-Alif untuk Kukar 🤟 #dendialif", "Sound": "", "Location": "", "AddYoursText": ""},
                {"Date": "2024-11-20 13:30:00", "Link": "https://v16m.tiktokcdn.com/contoh3", "Likes": "3", "WhoCanView": "Friends", "AllowComments": "Yes", "Title": "JANGAN-DIBACA hanya untuk teman", "Sound": "", "Location": "", "AddYoursText": ""}]},
                "Recently Deleted Posts": {"PostList": [{"Date": "2024-10-01 08:00:00", "Title": "JANGAN-DIBACA sudah dihapus"}]}},
              "Profile": {"Profile Info": {"App": 0, "ProfileMap": {"PlatformInfo": [{"Name": "JANGAN-DIBACA"}], "bioDescription": "Melayani dengan hati", "emailAddress": "JANGAN-DIBACA@contoh.example", "userName": "slamet.andai", "displayName": "Slamet Andai"}}},
              "Tiktok Live": {"Watch Live History": {"WatchLiveMap": {"7437000000000000001": {"WatchTime": "2024-11-18 12:00:00", "Link": "x", "Comments": [{"CommentTime": "2024-11-18 12:03:00", "CommentContent": "hadir dari Contoh Ulu", "RawTime": 1731931380}], "Questions": null}}}},
              "Your Activity": {
                "Following": {"Following": [{"Date": "2024-09-30 02:00:00", "UserName": "paslon.a.contoh"}]},
                "Like List": {"ItemFavoriteList": [{"date": "2024-11-16 11:00:00", "link": "https://www.tiktokv.com/share/video/7437000000000000009/"}]},
                "Reposts": {"RepostList": []},
                "Share History": {"ShareHistoryList": [{"Date": "2024-11-16 11:01:00", "SharedContent": "video", "Link": "https://www.tiktokv.com/share/video/7437000000000000009/", "Method": "whatsapp"}]},
                "Watch History": {"VideoList": [{"Date": "2024-11-16 10:59:00", "Link": "JANGAN-DIBACA"}]}}
            }
            """),
    ];

    static (string Name, string Text)[] YouTube() =>
    [
        ("Takeout/YouTube dan YouTube Music/channel/channel.csv", $"ID Channel,Judul Channel (Asli),Visibilitas Channel\n{Channel},Siti Contoh,Publik\n"),
        ("Takeout/YouTube dan YouTube Music/komentar/komentar.csv", $$"""
            ID Komentar,ID Channel,Stempel Waktu Pembuatan Komentar,Harga,ID Komentar Induk,ID Postingan,ID Video,Teks Komentar,ID Komentar Tingkat Teratas
            UgzContohAAAAAAAAAA4AaABAg,{{Channel}},2024-11-05T12:10:11.482+00:00,0,,,dQw4w9WgXcQ,"{""text"":""Terima kasih pembahasannya, sangat membantu guru baru""}",
            UgzContohBAAAAAAAAA4AaABAg,{{Channel}},2024-11-06T13:20:00+00:00,0,,,dQw4w9WgXcQ,"{""text"":""Pokoknya tanggal 27 tetap Edi-Rendi ""},{""text"":""☝️""},{""text"":"" satu periode lagi""}",
            UgzContohCAAAAAAAAA4AaABAg.9contohBalas,{{Channel}},2024-11-06T14:00:00+00:00,0,UgzContohCAAAAAAAAA4AaABAg,,dQw4w9WgXcQ,"{""text"":""@warga betul, cek dulu DPT-nya""}",UgzContohCAAAAAAAAA4AaABAg

            """),
        ("Takeout/YouTube dan YouTube Music/chat langsung/chat langsung.csv", $$"""
            ID Chat Langsung,ID Channel,Stempel Waktu Pembuatan Chat Langsung,Harga,ID Video,Teks Chat Langsung
            EhwKGkNoContoh01,{{Channel}},2024-11-07T12:45:00+00:00,0,aBcDeFgHiJk,"{""text"":""hadir menyimak debat""}"

            """),
        ("Takeout/YouTube dan YouTube Music/langganan/langganan.csv", "ID Channel,URL Channel,Judul Channel\nUCjanganjanganjanganjang1,x,JANGAN-DIBACA\n"),
        ("Takeout/YouTube dan YouTube Music/histori/histori-tontonan.html", "JANGAN-DIBACA"),
        ("Takeout/Mail/Semua email.mbox", "From: JANGAN-DIBACA"),
    ];

    static (string Name, string Text)[] FacebookPages() =>
    [
        ("personal_information/profile_information/profile_information.html", Page(
            """<section class="_a6-g"><table><tr><td class="_a6_q">Nama</td><td class="_a6_r">Kartini Andai</td></tr><tr><td class="_a6_q">Email</td><td class="_a6_r">JANGAN-DIBACA@contoh.example</td></tr><tr><td class="_a6_q">Profil</td><td class="_a6_r"><a href="https://www.facebook.com/kartini.andai">https://www.facebook.com/kartini.andai</a></td></tr></table></section>""")),
        ("logged_information/location/timezone.html", Page("""<section class="_a6-g"><table><tr><td class="_a6_q">Zona waktu</td><td class="_a6_r">Asia/Makassar</td></tr></table></section>""")),
        ("your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.html", Page(
            Entry("Kartini Andai memperbarui statusnya.", "Musyawarah desa berjalan lancar &#128591;<br>Terima kasih warga Contoh Ulu", "12 Okt 2024 20.15"),
            Entry("Kartini Andai memperbarui statusnya.", "Sebagai kepala desa saya ajak semua warga: menangkan nomor 2, AYL-AZA untuk Kukar &#064;relawan", "9 Nov 2024 19.40"),
            Entry("Kartini Andai membagikan tautan.", """<a href="https://berita.contoh.example/jadwal-tps">https://berita.contoh.example/jadwal-tps</a>""", "24 Nov 2024 08.05"))),
        ("your_facebook_activity/comments_and_reactions/comments.html", Page(Entry("Kartini Andai mengomentari kiriman Budi Contoh.", "Siap, besok saya hadir di balai desa", "2 Nov 2024 07.30"))),
        ("your_facebook_activity/messages/inbox/budicontoh_1/message_1.html", Page(Entry("Budi Contoh", "JANGAN-DIBACA pesan pribadi", "3 Nov 2024 07.30"))),
    ];

    static string Page(params string[] entries) =>
        $"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><title>Kiriman</title></head><body class="_5vb_ _2yq _a7o5"><main class="_a706">{string.Concat(entries)}</main></body></html>""";

    static string Entry(string title, string text, string time) =>
        $"""<section class="_a6-g"><h2 class="_2ph_ _a6-h _a6-i">{title}</h2><div class="_2ph_ _a6-p"><div><div class="_2pin"><div>{text}</div></div></div></div><footer class="_3-94 _a6-o"><div class="_a72d">{time}</div></footer></section>""";
}
