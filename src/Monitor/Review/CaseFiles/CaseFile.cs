using Monitor.Flags;
using Monitor.Posts;

namespace Monitor.Review.CaseFiles;

/// <summary>An upheld flag as a file for those who decide further, with what is still missing. It claims no more than is known.</summary>
public sealed record CaseFile
{
    public required ReviewItem Item { get; init; }

    /// <summary>Whoever the roster says it is, or null when the code is no longer on it.</summary>
    public required CasePerson? Person { get; init; }

    public required IReadOnlyList<CaseRequirement> Requirements { get; init; }

    /// <summary>Reviewers' names by id.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    public bool MayLeave => Item.State is { Status: FlagStatus.Upheld or FlagStatus.Referred, ReplyAskedOn: not null };

    public static CaseFile Of(ReviewItem item, CasePerson? person, IReadOnlyDictionary<string, string> names, DateOnly today) =>
        new() { Item = item, Person = person, Names = names, Requirements = [.. CaseRequirements.Of(item, person, today)] };
}

public sealed record CasePerson(string Name, string? Nip, string Unit);

/// <param name="Group">Formal, material, or electronic evidence.</param>
/// <param name="What">What is asked for, in Indonesian.</param>
/// <param name="Met">True, false, or null where only people can say.</param>
/// <param name="How">How it is met, or what to do.</param>
/// <param name="Source">Where it is asked for, with how sure that is.</param>
public sealed record CaseRequirement(RequirementGroup Group, string What, bool? Met, string How, string Source);

public enum RequirementGroup
{
    Formal,
    Material,
    Electronic,
    Fairness,
}

/// <summary>What Bawaslu's rules and UU ITE article 6 ask for, as far as is known; a lawyer has yet to check the list.</summary>
static class CaseRequirements
{
    const string Bawaslu = "UU 7/2017 pasal 454; Perbawaslu 7/2022 (syarat formal dan material)";
    const string Ite = "UU ITE pasal 5–6";

    public static IEnumerable<CaseRequirement> Of(ReviewItem item, CasePerson? person, DateOnly today)
    {
        var post = item.Flag.Post;
        yield return Formal("Nama dan alamat pelapor", met: null, "diisi instansi pada formulir laporan");
        yield return Formal(
            "Identitas terlapor", person is not null,
            person is null ? "orangnya tidak ada lagi dalam roster; cari di data kepegawaian" : "nama dan NIP dari roster disertakan dalam paket");
        yield return Formal(
            "Belum lewat tenggat", item.DueOn is { } due ? due >= today : null,
            item.DueOn is null ? "tidak ada aturan tenggat untuk pemilihan ini; periksa sendiri" : "hitungan Monitor harus diperiksa ahli hukum instansi");
        yield return Material("Waktu kejadian", post.Time.At is not null, post.Time.At is null ? "cari tanggal pada unggahan asli" : "tersimpan dengan zona dan ketelitiannya");
        yield return Material("Tempat kejadian: tautan tetap unggahan", post.Url is { Length: > 0 }, post.Url is null ? "cari tautan unggahan dan catat" : "tersimpan");
        yield return Material("Uraian kejadian", met: true, "teks utuh, pemilihan, tahap, dan catatan kedua peninjau");
        yield return Material("Bukti gambar atau rekaman layar", met: null, "Monitor tidak menyimpan gambar: buka tautan, rekam layar beserta alamat, tanggal, dan perangkatnya, lalu lampirkan");
        yield return Material(
            "Kepemilikan akun", item.State.OwnershipSettled,
            item.State.OwnershipSettled ? "dipastikan; caranya ada dalam riwayat" : "belum dipastikan");
        yield return Electronic("Dapat diakses dan ditampilkan", post.Url is { Length: > 0 } ? null : false, "buka tautan dan catat apakah masih dapat dilihat umum");
        yield return Electronic("Dijamin keutuhannya", met: true, "tidak berubah sejak diterima Monitor: sidik SHA-256 ada di manifes dan jurnal; keadaan sebelum diterima tidak dapat dijamin");
        yield return Electronic("Dapat dipertanggungjawabkan", met: true, "siapa menilai apa dan kapan tercatat dalam jurnal berantai");
        yield return Electronic(
            "Terbuka untuk umum saat diambil", post.Audience switch { Audience.Public => true, Audience.Unknown => null, _ => false },
            post.Audience switch { Audience.Public => "ekspor menyebutnya umum", Audience.Unknown => "ekspor tidak menyebutnya; periksa", _ => "ekspor menyebutnya terbatas: jangan diteruskan" });
        yield return Fair("Dua peninjau berbeda", item.State.Status is FlagStatus.Upheld or FlagStatus.Referred, "masing-masing menilai tanpa melihat catatan yang lain");
        yield return Fair(
            "Orangnya diminta menanggapi", item.State.ReplyAskedOn is not null,
            item.State.ReplyAskedOn is null ? "minta tanggapan dahulu; tanpa itu paket tidak dapat dibuat" : "tanggal permintaan tercatat");
        yield return Fair("Tanggapan dicatat", item.State.ReplyOn is not null, item.State.ReplyOn is null ? "catat tanggapannya, atau bahwa tidak ada sampai hari yang ditetapkan" : "disertakan dalam paket");
    }

    static CaseRequirement Formal(string what, bool? met, string how) => new(RequirementGroup.Formal, what, met, how, Bawaslu);

    static CaseRequirement Material(string what, bool? met, string how) => new(RequirementGroup.Material, what, met, how, Bawaslu);

    static CaseRequirement Electronic(string what, bool? met, string how) => new(RequirementGroup.Electronic, what, met, how, Ite);

    static CaseRequirement Fair(string what, bool? met, string how) => new(RequirementGroup.Fairness, what, met, how, "aturan Monitor; PP 94/2021 (pemeriksaan mendengar yang bersangkutan)");
}
