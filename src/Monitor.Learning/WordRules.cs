namespace Monitor.Learning;

/// <summary>The closed lists of words by which a ballot number is told from other numbers, and an everyday word from a part of a name.</summary>
static class WordRules
{
    static readonly string[] NumberWords =
        ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh"];

    public static void Mark(WordTable words)
    {
        for (var i = 0; i < NumberWords.Length; i++) words.Known(NumberWords[i]).Value = (byte)(i + 1);
        words.Known("siji").Value = words.Known("hiji").Value = 1;
        words.Known("loro").Value = words.Known("dua").Value = 2;
        words.Known("telu").Value = words.Known("talu").Value = words.Known("tilu").Value = 3;
        Set(words, WordFlags.NumberLead, "nomor no nomer nmr nmor nomr number nomber nmer");
        Set(words, WordFlags.Order, "urut urutan");
        Set(words, WordFlags.Zero, "kosong nol");
        Set(words, WordFlags.Finger, "jari jariku jarinya");
        Set(words, WordFlags.Greeting, "salam");
        Set(words, WordFlags.BallotLead, """
            coblos nyoblos cobloslah mencoblos tusuk nusuk contreng pilih milih memilih pilihlah paslon paslonnya pasangan calon capres cawapres
            cagub cawagub cabup cawabup cawali cawalkot kandidat kubu pendukung dukung mendukung menangkan relawan timses kampret cebong simpatisan
            jagoan pilihan kolom surat
            """);
        Set(words, WordFlags.Honorific, """
            pak bapak bpk pk bapake bu ibu mas mbak mba bang abang bung kang akang cak gus ning neng teh teteh om tante pakde bude paklik koh cik
            mpok haji hajah h hj kh kyai kiai kiyai ustad ustadz ustaz ustadzah habib buya tuan abah abi ummi umi bunda ayah datuk datu daeng opung
            prof profesor dr dokter drs dra ir
            """);
        Set(words, WordFlags.PartyTitle, "partai parte");
        Set(words, WordFlags.GivenName, """
            agung anggrek anugerah anugrah arif asih ayu bagus bahari bakti basuki bayu bejo bintang budi budiman bumi bungsu cahaya cahya catur cempaka dahlia
            darma dewa dewi dharma dwi eka elang fajar gunawan guntur hidayat ikhlas imam iman indah intan jati jaya kartika kasih kelen kencana kurnia
            lestari made maria mawar mega melati mulia murni mustika mutiara nur panca pelita permata pertiwi perdana pratama putra putri rahayu rahmat
            raja ramadan ramadhan ratna ratu rejeki rizki rizky sabar sakti samudra sari satria segara sekar senja setia subur suci sulung surya
            taufik teguh tirta tri untung utama wahyu wira wulan
            """);
        Set(words, WordFlags.CountLead, """
            rt rw tps jalur kelas lantai tanggal tgl pukul jam juara peringkat ranking antrean antrian blok gang jalan jl km sdn sd smp sma smpn sman
            smk smkn seri pasal ayat putaran ke telepon telp hp wa rekening dapil debat episode bab halaman tahun bulan minggu sekitar sebanyak
            kab kecamatan wilayah gedung lapangan tingkat semester triwulan tahap golongan gol pagi siang sore malam
            """);
    }

    static void Set(WordTable table, WordFlags flag, string list)
    {
        foreach (var word in list.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)) table.Known(word).Flags |= flag;
    }
}
