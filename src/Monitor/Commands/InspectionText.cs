using System.Globalization;
using System.Text;
using Monitor.Digests;
using Monitor.Exports;
using Monitor.Exports.Tables;
using Monitor.Posts;

namespace Monitor.Commands;

/// <summary>What was found in a file, in Indonesian, for staff and administrator.</summary>
static class InspectionText
{
    const int MaxMembers = 40;
    const int MaxColumns = 80;
    const int MaxCells = 12;
    const int MaxCell = 40;

    /// <param name="inspection">What was found.</param>
    /// <param name="saved">The name of the mapping that has just been saved, or null.</param>
    /// <param name="mappingFaults">Faults of the mapping files.</param>
    public static string Render(ExportInspection inspection, string? saved, IReadOnlyList<string> mappingFaults)
    {
        var text = new StringBuilder();
        text.AppendLine("PEMERIKSAAN BERKAS");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Berkas     : {Plain(inspection.FileName)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"Ukuran     : {Words.Number(inspection.Length)} bita");
        text.AppendLine(CultureInfo.InvariantCulture, $"Sidik jari : {inspection.Sha256} (SHA-256)");
        Format(text, inspection);
        if (inspection.Owner is { } owner) text.AppendLine(CultureInfo.InvariantCulture, $"Pemilik    : {Plain(Name(owner))}");
        if (saved is not null) text.AppendLine(CultureInfo.InvariantCulture, $"Pemetaan   : \"{saved}\" disimpan; berlaku untuk semua berkas dengan judul kolom yang sama.");
        Members(text, inspection);
        foreach (var table in inspection.Tables) Table(text, table);
        Count(text, inspection);
        Remarks(text, inspection, saved, mappingFaults);
        text.AppendLine();
        text.Append("Isi berkas tidak disimpan dan berkas tidak dipindahkan.");
        return text.ToString();
    }

    static void Format(StringBuilder text, ExportInspection inspection)
    {
        if (inspection.Formats is not [var surest, ..])
        {
            text.AppendLine("Jenis      : tidak dikenali");
            return;
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"Jenis      : {ReceiptText.Format(surest.Format)}, keyakinan {surest.Sureness} dari 100");
        foreach (var other in inspection.Formats.Skip(1)) text.AppendLine(CultureInfo.InvariantCulture, $"             mungkin juga {ReceiptText.Format(other.Format)}, keyakinan {other.Sureness}");
    }

    static string Name(PostAuthor owner) => (owner.Handle, owner.DisplayName) switch
    {
        ({ } handle, { } name) => $"@{handle} ({name})",
        ({ } handle, null) => $"@{handle}",
        (null, { } name) => name,
        _ => $"nomor akun {owner.PlatformId}",
    };

    static void Members(StringBuilder text, ExportInspection inspection)
    {
        if (inspection.Opened.Count + inspection.Closed.Count == 0) return;

        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"ISI ARSIP YANG DIBUKA ({inspection.Opened.Count})");
        foreach (var member in inspection.Opened.Take(MaxMembers)) text.AppendLine(CultureInfo.InvariantCulture, $"- {Plain(member)}");
        More(text, inspection.Opened.Count);

        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"ISI ARSIP YANG TIDAK DIBUKA ({inspection.Closed.Sum(closed => closed.Count)})");
        foreach (var closed in inspection.Closed.Take(MaxMembers)) text.AppendLine(CultureInfo.InvariantCulture, $"- {Plain(closed.Pattern)}: {closed.Count} berkas, {Reason(closed.Reason)}");
        More(text, inspection.Closed.Count);
    }

    static void More(StringBuilder text, int count)
    {
        if (count > MaxMembers) text.AppendLine(CultureInfo.InvariantCulture, $"- dan {count - MaxMembers} lagi");
    }

    static string Reason(ClosedReason reason) => reason switch
    {
        ClosedReason.Private => "tempat pesan pribadi, tidak pernah dibuka",
        ClosedReason.Media => "gambar, video atau suara",
        _ => "tidak termasuk daftar yang boleh dibuka",
    };

    static void Table(StringBuilder text, InspectedTable table)
    {
        text.AppendLine().Append("TABEL");
        if (table.Member.Length > 0) text.Append(CultureInfo.InvariantCulture, $" {Plain(table.Member)}");
        if (table.Sheet.Length > 0) text.Append(CultureInfo.InvariantCulture, $", lembar \"{Plain(table.Sheet)}\"");
        text.Append(table.HeaderRow > 0 ? string.Create(CultureInfo.InvariantCulture, $", judul kolom di baris {table.HeaderRow}") : ", judul kolom tidak dikenali");
        if (table.IsHidden) text.Append(", lembar tersembunyi tidak dibaca");
        if (table.Mapping is { } mapping) text.Append(CultureInfo.InvariantCulture, $", pemetaan \"{Plain(mapping)}\"");
        text.AppendLine();

        var used = table.Columns.Where(column => column.Field is not null).ToList();
        foreach (var column in used) text.AppendLine(CultureInfo.InvariantCulture, $"  {column.Number,4}  {Cut(Plain(column.Header)),-MaxCell}  {Field(column.Field)}");
        var unused = table.Columns.Where(column => column.Field is null).Select(column => Cut(Plain(column.Header))).ToList();
        if (unused.Count > 0)
            text.AppendLine(CultureInfo.InvariantCulture, $"  Kolom yang tidak dipakai: {string.Join(", ", unused.Take(MaxColumns))}{(unused.Count > MaxColumns ? $", dan {unused.Count - MaxColumns} lagi" : "")}");
        Rows(text, table);
    }

    static void Rows(StringBuilder text, InspectedTable table)
    {
        if (table.FirstRows.Count == 0) return;

        text.AppendLine("  Baris pertama (huruf dan angka disamarkan):");
        foreach (var row in table.FirstRows)
            text.AppendLine(CultureInfo.InvariantCulture, $"    {string.Join(" | ", row.Take(MaxCells).Select(cell => Cut(Plain(cell))))}{(row.Count > MaxCells ? " | …" : "")}");
    }

    static string Field(TableField? field)
    {
        var name = field is { } known ? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(known.ToString()) : "";
        return $"{name} ({Meaning(field)})";
    }

    static string Meaning(TableField? field) => field switch
    {
        TableField.Text => "isi postingan",
        TableField.CommentText => "isi komentar",
        TableField.SharedText => "kata-kata orang lain yang dibagikan",
        TableField.Url => "tautan",
        TableField.Date or TableField.DateOrTime => "tanggal",
        TableField.Time => "jam",
        TableField.Zone => "zona waktu",
        TableField.Handle => "nama akun",
        TableField.Name => "nama orang",
        TableField.AuthorId => "nomor akun",
        TableField.ProfileUrl => "tautan profil",
        TableField.Nip => "NIP",
        TableField.Unit => "unit kerja",
        TableField.Platform => "platform",
        TableField.Activity => "jenis aktivitas",
        TableField.Id => "nomor postingan",
        TableField.ReplyTo => "akun yang dibalas",
        TableField.Conversation => "nomor percakapan",
        TableField.IsRepost => "tanda unggah ulang",
        TableField.IsQuote => "tanda kutipan",
        TableField.IsReply => "tanda balasan",
        TableField.Target => "akun yang dituju",
        TableField.Error => "pesan galat alat",
        TableField.Sender or TableField.Chat => "tanda pesan pribadi",
        _ => "tidak dipakai",
    };

    static void Count(StringBuilder text, ExportInspection inspection)
    {
        text.AppendLine();
        if (inspection.Problem is { } problem)
        {
            var (wrong, remedy) = ReceiptText.Problem(problem);
            text.AppendLine("BILA DIMASUKKAN: DITOLAK");
            text.AppendLine(CultureInfo.InvariantCulture, $"Masalah    : {wrong}");
            text.AppendLine(CultureInfo.InvariantCulture, $"Yang perlu : {remedy}");
            if (inspection.ProblemDetail.Length > 0) text.AppendLine(CultureInfo.InvariantCulture, $"Untuk admin: {problem}, {inspection.ProblemDetail}");
            if (problem is FileProblem.NeedsMapping)
                text.AppendLine("Pemetaan   : monitor inspect BERKAS --map \"Judul Kolom=text\" \"Judul Lain=name\" --save NAMA");
        }
        else
        {
            text.AppendLine("BILA DIMASUKKAN: DIBACA");
        }

        var (read, rejected) = (inspection.Read.Values.Sum(), inspection.Rejected.Values.Sum());
        if (read + rejected == 0) return;

        Line("Baris dalam berkas", read + rejected);
        Line("  terbaca", read);
        foreach (var (activity, count) in inspection.Read) Line($"    - {Words.Activity(activity)}", count);
        Line("  ditolak", rejected);
        foreach (var (reason, count) in inspection.Rejected) Line($"    - {ReceiptText.Reason(reason)}", count);

        void Line(string label, long count) => text.AppendLine(CultureInfo.InvariantCulture, $"{label,-50}{Words.Number(count),12}");
    }

    static void Remarks(StringBuilder text, ExportInspection inspection, string? saved, IReadOnlyList<string> mappingFaults)
    {
        var remarks = inspection.Warnings.Select(ReceiptText.Warning).Concat(mappingFaults.Select(fault => $"mappings/{fault}")).ToList();
        if (saved is not null && !inspection.Tables.Any(table => table.Mapping == saved))
            remarks.Add($"Pemetaan \"{saved}\" tidak dipakai untuk berkas ini: pemetaan lain dengan judul kolom yang sama lebih dulu berlaku.");
        if (remarks.Count == 0) return;

        text.AppendLine().AppendLine("CATATAN");
        foreach (var remark in remarks) text.AppendLine(CultureInfo.InvariantCulture, $"- {remark}");
    }

    /// <summary>Names in a file come from strangers: control characters would play with the screen.</summary>
    static string Plain(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));

    static string Cut(string text) => text.Length <= MaxCell ? text : $"{text[..(MaxCell - 1)]}…";
}
