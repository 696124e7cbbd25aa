using Microsoft.AspNetCore.Authentication;
using Monitor.Review.SignIn;

namespace Monitor.Review.Pages;

/// <summary>Masuk: signing in and out, the first account, passwords by code, language, and the accounts that an administrator keeps.</summary>
static class SignInEndpoints
{
    /// <summary>Checking a password is slow on purpose; only a few are checked at a time, so that many at once do not stop the rest of the program.</summary>
    public const string PasswordChecks = "sandi";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (HttpContext context) => Results.Redirect(Home(Web.Viewer(context)))).RequireAuthorization(Policies.SignedIn);
        routes.MapGet("/masuk", EnterAsync).AllowAnonymous();
        routes.MapForm("/masuk", SignInAsync).AllowAnonymous().RequireRateLimiting(PasswordChecks);
        routes.MapGet("/aktifkan", (HttpContext context) => Web.Page<ActivatePage>(Web.Frame(context), false)).AllowAnonymous();
        routes.MapForm("/aktifkan", ActivateAsync).AllowAnonymous().RequireRateLimiting(PasswordChecks);
        routes.MapGet("/siapkan", async (HttpContext context, IReviewStore store) =>
            await HasAccountsAsync(context, store) ? Results.Redirect("/masuk") : Web.Page<ActivatePage>(Web.Frame(context), true)).AllowAnonymous();
        routes.MapForm("/siapkan", SetUpAsync).AllowAnonymous().RequireRateLimiting(PasswordChecks);
        routes.MapForm("/keluar", SignOutAsync).RequireAuthorization(Policies.SignedIn);
        routes.MapGet("/sandi", (HttpContext context) => Web.Page<PasswordPage>(Web.Frame(context))).RequireAuthorization(Policies.SignedIn);
        routes.MapForm("/sandi", ChangePasswordAsync).RequireAuthorization(Policies.SignedIn).RequireRateLimiting(PasswordChecks);
        routes.MapForm("/bahasa", SwitchAsync).AllowAnonymous();
        routes.MapGet("/pengguna", AccountsAsync).RequireAuthorization(Policies.Accounts);
        routes.MapForm("/pengguna", InviteAsync).RequireAuthorization(Policies.Accounts);
        routes.MapForm("/pengguna/{id}/status", SetActiveAsync).RequireAuthorization(Policies.Accounts);
        routes.MapGet("/akun", async (HttpContext context, IReviewStore store) =>
            Web.Page<ConfirmPage>(Web.Frame(context), await ListAsync(context, store, newCode: null))).RequireAuthorization(Policies.Confirming);
        routes.MapForm("/akun/{id}", ConfirmAsync).RequireAuthorization(Policies.Confirming);
    }

    const string AwaitsConfirmation = "Akun Anda belum dibenarkan. Minta ketua atau auditor membenarkannya di halaman Pembenaran akun, lalu masuk lagi.";

    static string Home(Reviewer viewer) => viewer.Role switch
    {
        Role.Auditor => "/jurnal",
        Role.Admin => "/pengguna",
        _ => "/antrean",
    };

    static async Task<IResult> EnterAsync(HttpContext context, IReviewStore store)
    {
        if (!await HasAccountsAsync(context, store)) return Results.Redirect("/siapkan");
        return Web.Page<EnterPage>(Web.Frame(context), Web.Local(context.Request.Query["ke"]));
    }

    static async Task<IResult> SignInAsync(HttpContext context, Accounts accounts, TimeProvider time)
    {
        var form = await Web.FormAsync(context);
        var result = await accounts.SignInAsync(form.Text("nama").ToLowerInvariant(), form.Raw("sandi"), context.RequestAborted);
        if (result.Account is not { } account)
        {
            var frame = Web.Frame(context, error: result.Awaits ? AwaitsConfirmation : "Nama akun atau kata sandi salah, atau akun terkunci sebentar karena terlalu banyak percobaan. Coba lagi nanti atau hubungi admin.");
            return Web.Page<EnterPage>(frame, Web.Local(form.Text("ke")), StatusCodes.Status401Unauthorized);
        }

        await Sessions.BeginAsync(context, account, time.GetUtcNow());
        return Results.Redirect(Web.Local(form.Text("ke")));
    }

    static async Task<IResult> ActivateAsync(HttpContext context, Accounts accounts, IReviewStore store)
    {
        var form = await Web.FormAsync(context);
        var id = form.Text("nama").ToLowerInvariant();
        var fault = form.Raw("sandi") != form.Raw("ulang")
            ? ActivationFault.PasswordsDiffer
            : await accounts.ActivateAsync(id, form.Text("kode"), form.Raw("sandi"), context.RequestAborted);
        return fault is { } wrong
            ? Web.Page<ActivatePage>(Web.Frame(context, error: ReviewWords.Of(wrong)), false, StatusCodes.Status400BadRequest)
            : Results.Redirect((await store.AccountAsync(id, context.RequestAborted))?.Awaits is null ? "/masuk?pesan=aktif" : "/masuk?pesan=aktif-menunggu");
    }

    /// <summary>The session goes on under the new password; those elsewhere end.</summary>
    static async Task<IResult> ChangePasswordAsync(HttpContext context, Accounts accounts, TimeProvider time)
    {
        var form = await Web.FormAsync(context);
        var (account, fault) = form.Raw("sandi") != form.Raw("ulang")
            ? (null, ActivationFault.PasswordsDiffer)
            : await accounts.ChangePasswordAsync(Web.Viewer(context).Id, form.Raw("lama"), form.Raw("sandi"), context.RequestAborted);
        if (account is null) return Web.Page<PasswordPage>(Web.Frame(context, error: fault is { } wrong ? ReviewWords.Of(wrong) : null), status: StatusCodes.Status400BadRequest);

        await Sessions.BeginAsync(context, account, time.GetUtcNow());
        return Results.Redirect("/sandi?pesan=sandi");
    }

    static async Task<IResult> SetUpAsync(HttpContext context, Accounts accounts, SetupCode setup)
    {
        var form = await Web.FormAsync(context);
        var (id, password) = (form.Text("nama").ToLowerInvariant(), form.Raw("sandi"));
        ActivationFault? fault = Unless(Accounts.IsId(id) && form.Text("lengkap").Length is > 0 and <= 80, ActivationFault.NameUnfit)
            ?? Unless(password == form.Raw("ulang"), ActivationFault.PasswordsDiffer)
            ?? Accounts.Unfit(password, id)
            ?? Unless(setup.Fits(form.Text("kode")), ActivationFault.WrongCode);
        if (fault is null && !await accounts.AddFirstAsync(id, form.Text("lengkap"), password, context.RequestAborted)) fault = ActivationFault.WrongCode;
        if (fault is { } wrong) return Web.Page<ActivatePage>(Web.Frame(context, error: ReviewWords.Of(wrong)), true, StatusCodes.Status400BadRequest);

        setup.Forget();
        return Results.Redirect("/masuk?pesan=aktif");

        static ActivationFault? Unless(bool right, ActivationFault otherwise) => right ? null : otherwise;
    }

    static async Task<IResult> SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync();
        return Results.Redirect("/masuk?pesan=keluar");
    }

    static async Task<IResult> SwitchAsync(HttpContext context)
    {
        var form = await Web.FormAsync(context);
        context.Response.Cookies.Append(Web.LanguageCookie, form.Text("bahasa") == "en" ? "en" : "id", new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            MaxAge = TimeSpan.FromDays(365),
        });
        var to = form.Text("ke");
        return Results.Redirect(to == "/masuk" ? to : Web.Local(to));
    }

    static async Task<IResult> AccountsAsync(HttpContext context, IReviewStore store) =>
        Web.Page<AccountsPage>(Web.Frame(context), await ListAsync(context, store, newCode: null));

    static async Task<IResult> InviteAsync(HttpContext context, IReviewStore store, Accounts accounts)
    {
        var form = await Web.FormAsync(context);
        var (id, name) = (form.Text("nama").ToLowerInvariant(), form.Text("lengkap"));
        if (!Accounts.IsId(id) || name.Length is 0 or > 80 || form.Choice<Role>("peran") is not { } role)
            return Web.Page<AccountsPage>(Web.Frame(context, error: ReviewWords.Of(ActivationFault.NameUnfit)), await ListAsync(context, store, newCode: null), StatusCodes.Status400BadRequest);
        if (await accounts.InviteAsync(Web.Viewer(context), new Reviewer(id, name, role), context.RequestAborted) is not { } code)
            return Web.Page<AccountsPage>(Web.Frame(context, error: "Peran sebuah akun tidak berubah. Tutup akun lama dan buat akun baru dengan nama lain."), await ListAsync(context, store, newCode: null), StatusCodes.Status400BadRequest);

        return Web.Page<AccountsPage>(Web.Frame(context), await ListAsync(context, store, (id, code)));
    }

    static async Task<IResult> SetActiveAsync(HttpContext context, string id, Accounts accounts)
    {
        var form = await Web.FormAsync(context);
        if (id != Web.Viewer(context).Id) await accounts.SetActiveAsync(Web.Viewer(context), id, form.Text("aktif") == "ya", context.RequestAborted);
        return Results.Redirect("/pengguna?pesan=akun");
    }

    static async Task<IResult> ConfirmAsync(HttpContext context, string id, Accounts accounts)
    {
        var isTheirs = (await Web.FormAsync(context)).Text("jawab") == "benar";
        var done = await accounts.ConfirmAsync(Web.Viewer(context), id, isTheirs, context.RequestAborted);
        return Results.Redirect(!done ? "/akun" : isTheirs ? "/akun?pesan=dibenarkan" : "/akun?pesan=tidak-dibenarkan");
    }

    static async Task<AccountList> ListAsync(HttpContext context, IReviewStore store, (string Id, string Code)? newCode)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var accounts = await store.AccountsAsync(context.RequestAborted);
        return new AccountList([.. accounts.Select(account => new AccountRow(account.Reviewer, account.Active, account.PasswordHash is not null, account.LockedUntil > now, account.Awaits))], newCode);
    }

    static async Task<bool> HasAccountsAsync(HttpContext context, IReviewStore store) => (await store.AccountsAsync(context.RequestAborted)).Count > 0;
}

/// <param name="Accounts">All, without what only the store should know.</param>
/// <param name="NewCode">The code that was just made; shown once.</param>
public sealed record AccountList(IReadOnlyList<AccountRow> Accounts, (string Id, string Code)? NewCode);

/// <summary>An account as the administrator sees it.</summary>
public sealed record AccountRow(Reviewer Reviewer, bool Active, bool HasPassword, bool Locked, AwaitedConfirmation? Awaits)
{
    /// <summary>Where it stands, in Indonesian.</summary>
    public string State => this switch
    {
        { Active: false } => "ditutup",
        { Awaits: not null } => "menunggu pembenaran",
        { Locked: true } => "terkunci sementara",
        { HasPassword: false } => "menunggu kata sandi",
        _ => "aktif",
    };
}
