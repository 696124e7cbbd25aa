using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Monitor.Review.SignIn;

namespace Monitor.Review.Pages;

/// <summary>What the endpoints share: the frame, forms that came from our own pages, and answers.</summary>
static class Web
{
    public const string LanguageCookie = "bahasa";

    /// <summary>Longest form; a decision with two long texts is a fifth of it.</summary>
    public const long LargestForm = 256 * 1024;

    public static PageFrame Frame(HttpContext context, string? notice = null, string? error = null)
    {
        var services = context.RequestServices;
        var query = context.Request.Query;
        return new PageFrame
        {
            Tongue = context.Request.Cookies[LanguageCookie] == "en" ? Tongue.English : Tongue.Indonesian,
            Viewer = Sessions.Viewer(context.User),
            Token = services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context).RequestToken ?? "",
            Path = context.Request.Path + context.Request.QueryString,
            Zone = services.GetRequiredService<TimeZoneInfo>(),
            Now = services.GetRequiredService<TimeProvider>().GetUtcNow(),
            Notice = notice ?? Notices.Of(query["pesan"]),
            Error = error ?? Notices.Fault(query["salah"]),
            Undo = query["urungkan"].ToString() is { Length: > 2 and < 60 } id && long.TryParse(query["versi"], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? (id, version)
                : null,
        };
    }

    public static RazorComponentResult Page<TPage>(PageFrame frame, object? model = null, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal) { ["Frame"] = frame };
        if (model is not null) parameters["Model"] = model;
        return new RazorComponentResult(typeof(TPage), parameters) { StatusCode = status, PreventStreamingRendering = true };
    }

    public static IResult NotFound(HttpContext context) =>
        Page<Message>(Frame(context, error: "Halaman atau tanda itu tidak ada."), status: StatusCodes.Status404NotFound);

    /// <summary>Signed in, but not for this: says who is, and where to go.</summary>
    public static IResult NotForRole(HttpContext context)
    {
        var policy = context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>()?.Policy;
        return Page<NotForRolePage>(Frame(context), policy is null ? Array.Empty<Role>() : Policies.Table[policy], StatusCodes.Status403Forbidden);
    }

    public static Reviewer Viewer(HttpContext context) =>
        Sessions.Viewer(context.User) ?? throw new InvalidOperationException("This endpoint needs a policy: nobody is signed in.");

    public static async Task<Form> FormAsync(HttpContext context) => new(await context.Request.ReadFormAsync(context.RequestAborted));

    /// <summary>Signed in and of the right role, asked from one of our own pages, and not too long.</summary>
    public static RouteHandlerBuilder MapForm(this IEndpointRouteBuilder routes, string pattern, Delegate handler, long largest = LargestForm) =>
        routes.MapPost(pattern, handler).DisableAntiforgery().WithMetadata(new FormLimit(largest)).AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            if (context.Request.ContentLength is null || context.Request.ContentLength > largest || !context.Request.HasFormContentType)
                return Page<Message>(Frame(context, error: "Formulir itu terlalu besar atau bukan formulir."), status: StatusCodes.Status413PayloadTooLarge);
            if (!await CameFromOursAsync(context))
                return Page<Message>(Frame(context, error: "Halaman ini sudah kedaluwarsa. Kembali, muat ulang, lalu coba lagi."), status: StatusCodes.Status400BadRequest);

            return await next(invocation);
        });

    /// <summary>A form that cannot even be read did not come from a page of ours.</summary>
    static async Task<bool> CameFromOursAsync(HttpContext context)
    {
        try
        {
            return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
        }
        catch (Exception broken) when (broken is InvalidDataException or BadHttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Only a path of ours, so that a link cannot lead elsewhere after signing in.</summary>
    public static string Local(string? path) =>
        path is { Length: > 1 and < 500 } && path[0] == '/' && path[1] is not ('/' or '\\') && !path.Any(char.IsControl) && !path.StartsWith("/masuk", StringComparison.Ordinal) ? path : "/";

    sealed record FormLimit(long Largest) : Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => Largest;
    }
}

/// <summary>A form's fields, trimmed, with line ends as the web sends them made one character.</summary>
sealed class Form(IFormCollection form)
{
    public IFormFileCollection Files => form.Files;

    public string Text(string field) => form[field].ToString().Trim().ReplaceLineEndings("\n");

    /// <summary>As typed, for passwords.</summary>
    public string Raw(string field) => form[field].ToString();

    /// <summary>Every field of a name, in the order of the form.</summary>
    public IReadOnlyList<string> All(string field) => [.. form[field].Select(value => value?.Trim() ?? "")];

    public bool Has(string field) => form.ContainsKey(field);

    public long Number(string field) => long.TryParse(form[field], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public DateOnly Day(string field) =>
        DateOnly.TryParseExact(form[field], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : DateOnly.MaxValue;

    public T? Choice<T>(string field) where T : struct, Enum => Choices.Of<T>(form[field]);
}

/// <summary>Choices of a list as their names in links and forms; a name that is none gives null.</summary>
static class Choices
{
    public static T? Of<T>(string? name) where T : struct, Enum =>
        name is { Length: > 0 } && !char.IsAsciiDigit(name[0]) && name[0] != '-' && Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}

/// <summary>What a page says after a step, by a code in its address: an address never carries a sentence of its own.</summary>
static class Notices
{
    static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["diputus"] = "Putusan disimpan.",
        ["diurungkan"] = "Putusan diurungkan.",
        ["dilepas"] = "Tanda dikembalikan ke antrean.",
        ["dijawab"] = "Jawaban dicatat.",
        ["dipastikan"] = "Kepemilikan akun dicatat.",
        ["dipandang"] = "Pandangan pertama dicatat.",
        ["diminta"] = "Permintaan tanggapan dicatat.",
        ["ditanggapi"] = "Tanggapan dicatat.",
        ["keluar"] = "Anda sudah keluar.",
        ["aktif"] = "Kata sandi disimpan. Silakan masuk.",
        ["aktif-menunggu"] = "Kata sandi disimpan. Akun Anda dapat dipakai setelah dibenarkan ketua atau auditor di halaman Pembenaran akun; beri tahu mereka.",
        ["sandi"] = "Kata sandi diganti. Sesi di tempat lain sudah berakhir.",
        ["dibenarkan"] = "Akun dibenarkan dan dapat dipakai.",
        ["tidak-dibenarkan"] = "Akun tidak dibenarkan dan ditutup. Hal ini tercatat di jurnal; tanyakan kepada admin.",
        ["akun"] = "Akun diperbarui.",
        ["dipulihkan"] = "Versi lama dipakai lagi.",
        ["dipetakan"] = "Pemetaan disimpan. Masukkan lagi berkasnya ke folder masuk.",
        ["diunggah"] = "Berkas data diperiksa dan dipakai.",
        ["masa-simpan"] = "Masa simpan disimpan dan berlaku mulai pembersihan berikutnya.",
        ["ditarik"] = "Tautan akun dikoreksi dan tandanya ditarik.",
        ["ditarik-diteruskan"] = "Tautan akun dikoreksi dan tandanya ditarik. Sebagian sudah keluar sebagai berkas: beri tahu penerimanya bahwa akun itu bukan milik orang ini.",
        ["tanpa-tanda"] = "Tidak ada tanda dari akun itu; koreksinya dicatat.",
    };

    public static string? Of(string? code) => code is not null && Known.TryGetValue(code, out var text) ? text : null;

    public static string? Fault(string? code) => Choices.Of<Refusal>(code) is { } refusal ? ReviewWords.Of(refusal) : null;
}
