using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Tests.Exports.Archives;

/// <summary>
/// The made-up archives in samples/exports, written down as text. Their owners stand in samples/roster.xlsx; people, posts and pages are
/// invented, only the contestants are those of Pilkada 2024. What begins with JANGAN-DIBACA stands in private places.
/// </summary>
static partial class SampleArchives
{
    /// <summary>Path below samples/exports, and the members.</summary>
    public static IReadOnlyDictionary<string, (string Name, string Text)[]> All { get; } = new Dictionary<string, (string, string)[]>(StringComparer.Ordinal)
    {
        ["facebook-html/facebook-kartini.andai-2024-11-29-KuKaR024.zip"] = FacebookPages(),
        ["facebook/facebook-sari.andai-2024-11-29-KuKaR024.zip"] = Meta(Facebook()),
        ["instagram/instagram-nurul.misalan-2024-11-29-KuKaR024.zip"] = Meta(Instagram()),
        ["tiktok/TikTok_Data_1732867200.zip"] = TikTok(),
        ["x-archive/twitter-2024-11-29-5a3c0ffee0ddba11cafe5eed5a3c0ffee0ddba11cafe5eed5a3c0ffee0ddba11.zip"] = [.. X().Select(member => (member.Name, Dated(member.Text)))],
        ["youtube/takeout-20241129T001500Z-001.zip"] = YouTube(),
    };

    public static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../../samples/exports"));

    /// <summary>Writes the zips anew; their bytes do not depend on the day.</summary>
    public static void Write()
    {
        foreach (var (path, members) in All)
        {
            var file = Path.Combine(Folder(), path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var zip = new ZipArchive(File.Create(file), ZipArchiveMode.Create);
            foreach (var (name, text) in members)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
                entry.LastWriteTime = new DateTimeOffset(2024, 11, 29, 8, 0, 0, TimeSpan.Zero);
                using var member = entry.Open();
                member.Write(Encoding.UTF8.GetBytes(text));
            }
        }
    }

    static (string Name, string Text)[] Meta((string Name, string Text)[] members) => [.. members.Select(member => (member.Name, ReadArchive.Meta(Dated(member.Text))))];

    /// <summary>Times are written as people in Tenggarong read them (WITA): <c>@2024-10-05T19:30</c> as epoch, <c>%2024-10-05T19:30</c> as X writes it.</summary>
    static string Dated(string text) => LocalTime().Replace(text, match =>
    {
        var at = DateTimeOffset.ParseExact(match.Groups["time"].Value + "+08:00", "yyyy-MM-ddTHH:mmzzz", CultureInfo.InvariantCulture).ToUniversalTime();
        return match.Groups["form"].Value switch
        {
            "@" => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            "%" => at.ToString("ddd MMM dd HH:mm:ss '+0000' yyyy", CultureInfo.InvariantCulture),
            _ => at.ToString("yyyy-MM-ddTHH:mm:ss.000Z", CultureInfo.InvariantCulture),
        };
    });

    [GeneratedRegex(@"(?<form>[@%$])(?<time>\d{4}-\d{2}-\d{2}T\d{2}:\d{2})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LocalTime();

    static (string Name, string Text)[] Facebook() =>
    [
        ("personal_information/profile_information/profile_information.json", """
            {"profile_v2":{"name":{"full_name":"Sari Andai","first_name":"Sari","middle_name":"","last_name":"Andai"},"emails":{"emails":["JANGAN-DIBACA@contoh.example"]},"username":"sari.andai","profile_uri":"https://www.facebook.com/sari.andai"}}
            """),
        ("your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json", """
            [
              {"timestamp":@2024-09-28T20:10,"data":[{"post":"Alhamdulillah pameran UMKM di Tenggarong ramai sekali malam ini. Terima kasih panitia dan semua pelaku usaha 🙏"}],"title":"Sari Andai memperbarui statusnya."},
              {"timestamp":@2024-10-05T19:30,"data":[{"post":"Jangan lupa Rabu 27 November kita ke TPS. Siapa pun pilihannya, tetap rukun ya. #Pilkada2024 #PemiluDamai"}],"title":"Sari Andai memperbarui statusnya."},
              {"timestamp":@2024-10-08T12:05,"data":[{"post":"Yang tanya soal Kukar Idaman: itu nama program kabupaten di dokumen perencanaan, jadi di laporan dinas memang ditulis begitu."}],"title":"Sari Andai memperbarui statusnya."},
              {"timestamp":@2024-10-12T21:15,"data":[{"post":"Bismillah, keluarga besar kami sepakat pilih Edi-Rendi nomor 1. Satu periode lagi, ayo ajak tetangga ke TPS! ☝️"}],"title":"Sari Andai memperbarui statusnya."},
              {"timestamp":@2024-10-19T16:40,"attachments":[{"data":[{"media":{"uri":"your_facebook_activity/posts/media/Fotoseluler_1/1.jpg","creation_timestamp":@2024-10-19T16:38,"media_metadata":{"photo_metadata":{"exif_data":[{"upload_ip":"203.0.113.7","taken_timestamp":-62169958800}]}},"title":"Foto seluler","description":"Mendampingi Pak Dendi Suryadi kampanye di Loa Kulu, antusias sekali! Coblos nomor 3 🤟"}}]}],"data":[{"post":"Mendampingi Pak Dendi Suryadi kampanye di Loa Kulu, antusias sekali! Coblos nomor 3 🤟"},{"update_timestamp":@2024-10-19T16:45}],"title":"Sari Andai menambahkan foto baru."},
              {"timestamp":@2024-10-22T20:00,"attachments":[{"data":[{"external_context":{"name":"Jadwal debat publik calon bupati Kutai Kartanegara","url":"https://berita.contoh.example/debat-kukar"}}]}],"data":[{"update_timestamp":@2024-10-22T20:00}],"title":"Sari Andai membagikan tautan."},
              {"timestamp":@2024-10-25T07:20,"data":[{"post":"Nyaman banar nasi kuning langganan di tepi Mahakam. Sarapan dulu sebelum apel pagi."}],"title":"Sari Andai memperbarui statusnya."},
              {"timestamp":@2024-10-30T22:31,"data":[],"title":"Sari Andai membagikan sebuah postingan."},
              {"timestamp":@2024-11-03T09:00,"data":[{"post":"Selamat ulang tahun @[100000000000002:2048:Budi Contoh], sehat selalu!"}],"title":"Sari Andai menulis di kronologi Budi Contoh.","tags":[{"name":"Budi Contoh"}]},
              {"timestamp":@2024-11-09T18:45,"data":[{"post":"Ada yang tahu debat Pilgub Kaltim disiarkan di saluran apa? Mau nonton bareng anak-anak, belajar demokrasi."}],"title":"Sari Andai memperbarui statusnya."},
              {"timestamp":@2024-11-25T20:20,"data":[{"post":"Masih bingung pilih gubernur? Isran-Hadi sudah terbukti. Pahamlah ikam, coblos nomor satu 😁"}],"title":"Sari Andai memperbarui statusnya."},
              {"timestamp":@2024-11-27T10:05,"data":[{"post":"Sudah mencoblos bersama keluarga di TPS 03. Tinta ungu di jari kelingking, selamat berpesta demokrasi semua."}],"title":"Sari Andai memperbarui statusnya."}
            ]
            """),
        ("your_facebook_activity/comments_and_reactions/comments.json", """
            {"comments_v2":[
              {"timestamp":@2024-10-06T08:00,"data":[{"comment":{"timestamp":@2024-10-06T08:00,"comment":"Mohon info Bu, cek DPT online lewat situs apa ya?","author":"Sari Andai"}}],"title":"Sari Andai mengomentari kiriman KPU Kutai Kartanegara (contoh)."},
              {"timestamp":@2024-10-14T21:02,"data":[{"comment":{"timestamp":@2024-10-14T21:02,"comment":"Siap menangkan AYL-AZA, insyaallah nomor 2 juara ✌️","author":"Sari Andai"}}],"title":"Sari Andai mengomentari kiriman Relawan Contoh."},
              {"timestamp":@2024-11-04T13:30,"data":[{"comment":{"timestamp":@2024-11-04T13:30,"comment":"Deal, besok jam 8 kita berangkat dari kantor","author":"Sari Andai"}}],"title":"Sari Andai mengomentari kiriman Budi Contoh."},
              {"timestamp":@2024-11-10T19:12,"attachments":[{"data":[{"media":{"uri":"stickers_used/1.png"}}]}],"title":"Sari Andai mengomentari kiriman Budi Contoh."}
            ]}
            """),
        ("your_facebook_activity/comments_and_reactions/likes_and_reactions.json", """
            [
              {"timestamp":@2024-10-15T20:00,"media":[],"label_values":[{"label":"Reaction","value":"Like"},{"label":"URL","value":"https://www.facebook.com/permalink/contoh1","href":"https://www.facebook.com/permalink/contoh1"},{"dict":[{"dict":[{"label":"Name","value":"Dinas Pariwisata (contoh)"}],"title":""}],"title":"Author"}],"fbid":"1"},
              {"timestamp":@2024-10-16T20:00,"media":[],"label_values":[{"label":"Reaction","value":"Love"},{"label":"URL","value":"https://www.facebook.com/permalink/contoh2","href":"https://www.facebook.com/permalink/contoh2"},{"dict":[{"dict":[{"label":"Name","value":"Relawan Contoh"}],"title":""}],"title":"Author"}],"fbid":"2"}
            ]
            """),
        ("your_facebook_activity/groups/group_posts_and_comments.json", """
            {"group_posts_v2":[{"timestamp":@2024-10-20T09:00,"data":[{"post":"Info lowongan pemandu wisata, silakan hubungi dinas pada jam kerja."}],"title":"Sari Andai memposting di Warga Tenggarong (contoh)."}]}
            """),
        ("your_facebook_activity/groups/your_comments_in_groups.json", """
            {"group_comments_v2":[{"timestamp":@2024-11-12T21:40,"data":[{"comment":{"timestamp":@2024-11-12T21:40,"comment":"Jangan golput, dan jangan pilih nomor 2 kalau mau Kukar maju. Cuma modal baliho.","author":"Sari Andai","group":"Warga Tenggarong (contoh)"}}],"title":"Sari Andai mengomentari kiriman di Warga Tenggarong (contoh)."}]}
            """),
        ("your_facebook_activity/pages/pages_you've_liked.json", """
            {"page_likes_v2":[{"name":"Wisata Kutai (contoh)","timestamp":@2023-05-01T10:00}]}
            """),
        ("your_facebook_activity/messages/inbox/budicontoh_1/message_1.json", """
            {"participants":[{"name":"Sari Andai"},{"name":"Budi Contoh"}],"messages":[{"sender_name":"Budi Contoh","timestamp_ms":1728738900000,"content":"JANGAN-DIBACA pesan pribadi coblos nomor 1"}]}
            """),
        ("your_facebook_activity/groups/your_group_messages/123456.json", """{"messages":[{"content":"JANGAN-DIBACA obrolan grup"}]}"""),
        ("your_facebook_activity/posts/trash.json", """{"trash_v2":[{"timestamp":@2024-10-01T08:00,"data":[{"post":"JANGAN-DIBACA sudah dihapus"}]}]}"""),
        ("logged_information/search/your_search_history.json", """{"searches_v2":[{"data":[{"text":"JANGAN-DIBACA"}]}]}"""),
    ];

    static (string Name, string Text)[] Instagram() =>
    [
        ("personal_information/personal_information/personal_information.json", """
            {"profile_user":[{"title":"User Information","media_map_data":{},"string_map_data":{"Email":{"href":"","value":"JANGAN-DIBACA@contoh.example","timestamp":0},"Username":{"href":"","value":"nurul.misalan","timestamp":0},"Name":{"href":"","value":"Nurul Misalan","timestamp":0},"Private Account":{"href":"","value":"False","timestamp":0}}}]}
            """),
        ("your_instagram_activity/media/posts_1.json", """
            [
              {"media":[{"uri":"media/posts/202410/1.jpg","creation_timestamp":@2024-10-02T09:10,"title":"Posyandu balita bulan ini, 42 anak ditimbang. Terima kasih para kader 💕 #puskesmas","cross_post_source":{"source_app":"IG"}}]},
              {"media":[{"uri":"media/posts/202410/2.jpg","creation_timestamp":@2024-10-13T17:00,"title":""},{"uri":"media/posts/202410/3.jpg","creation_timestamp":@2024-10-13T17:00,"title":""}],"title":"Bersama Bang Rudy-Seno di Samarinda. Gratispol dan jos pol, Kaltim menang bersama nomor 2 ✌️🔥 #HarumkanKaltim","creation_timestamp":@2024-10-13T17:05},
              {"media":[{"uri":"media/posts/202411/4.jpg","creation_timestamp":@2024-11-06T19:00,"title":"Rapat persiapan pengamanan Pilkada bersama Bawaslu. ASN wajib netral, jaga jempol di media sosial."}]},
              {"media":[{"uri":"media/posts/202411/5.jpg","creation_timestamp":@2024-11-18T06:40,"title":""}]}
            ]
            """),
        ("your_instagram_activity/media/reels.json", """
            {"ig_reels_media":[{"media":[{"uri":"media/reels/202411/6.mp4","creation_timestamp":@2024-11-16T20:00,"title":"Joget gemoy dulu sebelum piket 😂"}]}]}
            """),
        ("your_instagram_activity/media/stories.json", """
            {"ig_stories":[{"uri":"media/stories/202411/7.jpg","creation_timestamp":@2024-11-20T07:00,"title":""}]}
            """),
        ("your_instagram_activity/comments/post_comments_1.json", """
            [
              {"media_list_data":[{"uri":""}],"string_map_data":{"Comment":{"value":"Gaspol Pak Dendi, 3 jari untuk perubahan 🤟"},"Media Owner":{"value":"relawan.contoh"},"Time":{"timestamp":@2024-10-21T21:00}}},
              {"media_list_data":[{"uri":""}],"string_map_data":{"Comment":{"value":"Selamat ya Bu, sehat selalu"},"Media Owner":{"value":"maya.misalan"},"Time":{"timestamp":@2024-10-23T12:00}}}
            ]
            """),
        ("your_instagram_activity/likes/liked_posts.json", """
            {"likes_media_likes":[{"title":"kpu.contoh","string_list_data":[{"href":"https://www.instagram.com/p/CONTOH00001/","value":"👍","timestamp":@2024-10-24T20:00}]},{"title":"relawan.contoh","string_list_data":[{"href":"https://www.instagram.com/p/CONTOH00002/","value":"👍","timestamp":@2024-10-26T20:00}]}]}
            """),
        ("your_instagram_activity/threads/threads_and_replies.json", """
            {"text_post_app_text_posts":[{"media":[{"uri":"","creation_timestamp":@2024-11-05T21:30,"title":"Debat tadi malam: nomor 1 soal jalan, nomor 2 soal kuliah gratis, nomor 3 soal sawit. Kalian paling ingat yang mana?"}]}]}
            """),
        ("connections/followers_and_following/following.json", """
            {"relationships_following":[{"title":"kpu.contoh","media_list_data":[],"string_list_data":[{"href":"https://www.instagram.com/_u/kpu.contoh","timestamp":@2023-01-10T08:00}]}]}
            """),
        ("your_instagram_activity/messages/inbox/maya_1/message_1.json", """{"messages":[{"sender_name":"Maya","timestamp_ms":1728738900000,"content":"JANGAN-DIBACA"}]}"""),
        ("your_instagram_activity/saved/saved_posts.json", """{"saved_saved_media":[{"title":"JANGAN-DIBACA"}]}"""),
    ];

    static (string Name, string Text)[] X() =>
    [
        ("data/manifest.js", """
            window.__THAR_CONFIG = {"userInfo":{"accountId":"1234567890123456789","userName":"siti_contoh","displayName":"Siti Contoh"},"archiveInfo":{"sizeBytes":"9000","generationDate":"$2024-11-29T08:00","isPartialArchive":false,"maxPartSizeBytes":"53687091200"},"dataTypes":{"tweets":{"files":[{"fileName":"data/tweets.js","globalName":"YTD.tweets.part0","count":"7"}]},"like":{"files":[{"fileName":"data/like.js","globalName":"YTD.like.part0","count":"2"}]},"following":{"files":[{"fileName":"data/following.js","globalName":"YTD.following.part0","count":"1"}]}}}
            """),
        ("data/account.js", """
            window.YTD.account.part0 = [ {"account":{"email":"JANGAN-DIBACA@contoh.example","createdVia":"web","username":"siti_contoh","accountId":"1234567890123456789","createdAt":"2012-01-02T03:04:05.000Z","accountDisplayName":"Siti Contoh"}} ]
            """),
        ("data/profile.js", """
            window.YTD.profile.part0 = [ {"profile":{"description":{"bio":"Guru, ibu dua anak. Cuitan pribadi.","website":"","location":"Kutai Kartanegara"},"avatarMediaUrl":""}} ]
            """),
        ("data/tweets.js", """
            window.YTD.tweets.part0 = [
              {"tweet":{"id_str":"1842500000000000001","created_at":"%2024-10-05T15:00","full_text":"Hari Guru sebentar lagi &amp; anak-anak sudah mulai latihan menari 😊","entities":{"hashtags":[],"user_mentions":[],"urls":[]},"lang":"in"}},
              {"tweet":{"id_str":"1845000000000000002","created_at":"%2024-10-12T20:15","full_text":"RT @relawan_contoh: Mari menangkan Edi-Rendi di seluruh kecamatan, ajak keluarga dan tetangga ke TPS dan coblos nomor satu, lanjutkan yang sudah terbu…","entities":{"hashtags":[],"user_mentions":[{"name":"Relawan Contoh","screen_name":"relawan_contoh","indices":["3","18"],"id_str":"999","id":"999"}],"urls":[]},"lang":"in"}},
              {"tweet":{"id_str":"1846100000000000003","created_at":"%2024-10-15T21:00","full_text":"@budi_c betul pak, #SATUIsranForKaltim. Kada usah ragu, coblos nomor 1","in_reply_to_status_id_str":"1846000000000000000","in_reply_to_screen_name":"budi_c","in_reply_to_user_id_str":"42","entities":{"hashtags":[],"user_mentions":[{"name":"Budi Contoh","screen_name":"budi_c","id_str":"42"}],"urls":[]},"lang":"in"}},
              {"tweet":{"id_str":"1848500000000000004","created_at":"%2024-10-22T12:00","full_text":"KPU Kukar tetapkan jadwal debat publik ketiga pasangan calon https://t.co/contoh1","entities":{"hashtags":[],"user_mentions":[],"urls":[{"url":"https://t.co/contoh1","expanded_url":"https://berita.contoh.example/debat-kukar","display_url":"berita.contoh.example/debat-kukar"}]},"lang":"in"}},
              {"tweet":{"id_str":"1851000000000000005","created_at":"%2024-10-29T19:00","full_text":"Setuju sekali dengan ini 👏 https://t.co/contoh2","entities":{"hashtags":[],"user_mentions":[],"urls":[{"url":"https://t.co/contoh2","expanded_url":"https://twitter.com/relawan_contoh/status/1850900000000000000","display_url":"twitter.com/relawan_cont…"}]},"lang":"in"}},
              {"tweet":{"id_str":"1855000000000000006","created_at":"%2024-11-09T20:00","full_text":"Sebagai guru saya sering ditanya murid siapa yang akan saya pilih. Jawaban saya selalu sama: pilihan itu rahasia, dan di sekolah kita belajar cara memilih, bukan siapa yang dipilih. Kita baca visi misi semua pasangan calon, kita bandingkan, kita berdiskusi dengan santun, lalu …","entities":{"hashtags":[],"user_mentions":[],"urls":[]},"lang":"in"}},
              {"tweet":{"id_str":"1861500000000000007","created_at":"%2024-11-27T17:00","full_text":"Hitung cepat masuk. Terima kasih petugas KPPS yang bekerja sejak subuh.","entities":{"hashtags":[],"user_mentions":[],"urls":[]},"lang":"in"}}
            ]
            """),
        ("data/note-tweet.js", """
            window.YTD.note_tweet.part0 = [ {"noteTweet":{"noteTweetId":"1855000000000000900","createdAt":"$2024-11-09T20:00","updatedAt":"$2024-11-09T20:00","lifecycle":{"value":"Published","name":"Published","originalName":"Published"},"core":{"styletags":[],"urls":[],"mentions":[],"cashtags":[],"hashtags":[],"text":"Sebagai guru saya sering ditanya murid siapa yang akan saya pilih. Jawaban saya selalu sama: pilihan itu rahasia, dan di sekolah kita belajar cara memilih, bukan siapa yang dipilih. Kita baca visi misi semua pasangan calon, kita bandingkan, kita berdiskusi dengan santun, lalu setiap orang memutuskan sendiri di bilik suara."}}} ]
            """),
        ("data/like.js", """
            window.YTD.like.part0 = [ {"like":{"tweetId":"1850900000000000000","fullText":"Kata orang lain tidak ikut dibaca","expandedUrl":"https://twitter.com/i/web/status/1850900000000000000"}}, {"like":{"tweetId":"1850900000000000001","expandedUrl":"https://twitter.com/i/web/status/1850900000000000001"}} ]
            """),
        ("data/following.js", """
            window.YTD.following.part0 = [ {"following":{"accountId":"999","userLink":"https://twitter.com/intent/user?user_id=999"}} ]
            """),
        ("data/community-tweet.js", "window.YTD.community_tweet.part0 = [ ]"),
        ("data/direct-messages.js", """
            window.YTD.direct_messages.part0 = [ {"dmConversation":{"conversationId":"1-2","messages":[{"messageCreate":{"text":"JANGAN-DIBACA coblos nomor 1","createdAt":"$2024-10-12T20:15"}}]}} ]
            """),
        ("data/deleted-tweets.js", """
            window.YTD.deleted_tweets.part0 = [ {"tweet":{"id_str":"1","full_text":"JANGAN-DIBACA sudah dihapus","created_at":"%2024-10-12T20:15"}} ]
            """),
        ("Your archive.html", "<html></html>"),
    ];
}
