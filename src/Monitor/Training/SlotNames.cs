namespace Monitor.Training;

/// <summary>What the slots of a sample are filled with. Numbers, their words and their signs go by place: the second word is that of the second number.</summary>
sealed record SlotNames
{
    /// <summary>For samples to learn from. Names are masked before learning; they only have to look like names: of one word, of two, with an apostrophe.</summary>
    public static SlotNames National { get; } = new()
    {
        People =
        [
            "Prabowo", "Anies Baswedan", "Ganjar", "Jokowi", "Ahok", "Khofifah", "Ridwan Kamil", "Airin", "Isran Noor", "Gibran", "Edi Damansyah", "Mahfud MD",
            "Muhaimin Iskandar", "Andika Perkasa", "Ahmad Luthfi", "Rudy Mas'ud", "Zainal Paliwang", "Sandiaga Uno",
        ],
        Parties = ["PDIP", "Gerindra", "Golkar", "PKS", "NasDem", "PKB", "Demokrat", "PSI", "Perindo"],
        Numbers = ["1", "2", "3"],
        NumberWords = ["satu", "dua", "tiga"],
        Signs = ["☝️", "✌️", "🤟"],
    };

    /// <summary>
    /// Nobody whom the contest data know: common names from many parts of the country, some of which are everyday words too, as real ones are;
    /// parties that do not exist; ballot numbers that no contest has.
    /// </summary>
    public static SlotNames Unknown { get; } = National with
    {
        People =
        [
            "Bambang Wijayanto", "Sri Wahyuni", "Dewi Lestari", "Slamet Riyanto", "Yohanes Tarigan", "Maria Simanjuntak", "Wayan Sudarma", "Ketut Suryani",
            "Asep Hidayat", "Euis Kurniasih", "Eko Prasetyo", "Rina Marlina", "Fitriani", "Abdul Gafur", "Nurhayati Lubis", "Markus Wanggai", "Yuliana Manurung",
            "Teguh Hartanto", "Lilis Suryaningsih", "Hendra Gunawan", "Baso Tenri", "Syamsul Bahri", "Rusdiansyah", "Norhidayah", "Aminuddin", "Irwan Siregar",
            "Petrus Lamaholot", "Theresia Kelen", "Made Artawan", "Deden Ruhiyat", "Suparman Effendi", "Hasnah Tahir", "Robert Sitorus", "Taufik Kurrahman",
            "Melati Anggraini", "Ayu Puspitasari", "Rizky Ramadhan", "Bagus Nugroho", "Imam Mustofa", "Sutarman",
        ],
        Parties =
        [
            "Partai Cahaya Desa", "PCDI", "Partai Bintang Samudra", "PBSR", "Partai Karya Bahari", "PTKN", "Partai Tunas Mandiri", "PLRN",
            "Partai Lentera Rakyat", "PGTS",
        ],
        Numbers = ["26", "31", "44", "57", "68", "73", "85", "92"],
    };

    public required IReadOnlyList<string> People { get; init; }

    public required IReadOnlyList<string> Parties { get; init; }

    public required IReadOnlyList<string> Numbers { get; init; }

    public required IReadOnlyList<string> NumberWords { get; init; }

    public required IReadOnlyList<string> Signs { get; init; }
}
