using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Monitor.Review.CaseFiles;
using Monitor.Review.DataFiles;
using Monitor.Review.Retention;
using Monitor.Review.SignIn;
using Monitor.Roster;

namespace Monitor.Review.Pages;

/// <summary>Puts the review side into the host: services, sign-in, pages.</summary>
static class ReviewPages
{
    /// <summary>No code and no style but our own files, no frame, no address but ours: markup in a post can do nothing.</summary>
    const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void AddReview(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<CurrentRoster>(provider => cancellationToken => RosterAsync(provider.GetRequiredService<WatchLists>(), cancellationToken));
        services.AddSingleton<Accounts>();
        services.AddSingleton<CasePackage>();
        services.AddSingleton<DataFileStore>();
        services.AddSingleton<StatisticsCache>();
        services.AddSingleton(provider => new SetupCode(provider.GetRequiredService<IReviewStore>(), Console.Out));
        services.AddHostedService(provider => provider.GetRequiredService<SetupCode>());
        services.AddHostedService<ReviewIntakeWorker>();
        services.AddHostedService<RetentionWorker>();
        AddWeb(builder);
    }

    /// <summary>The pages, which answer on this machine, or by https beyond it, and never otherwise.</summary>
    public static void MapReview(this WebApplication app)
    {
        app.Use(GuardAsync);
        app.UseExceptionHandler(failure => failure.Run(context =>
            Web.Page<Message>(Web.Frame(context, error: "Ada kesalahan pada Monitor; tidak ada yang berubah. Coba lagi, dan bila berulang beri tahu admin beserta jamnya."), status: StatusCodes.Status500InternalServerError)
                .ExecuteAsync(context)));
        app.UseStatusCodePages(status => status.HttpContext.Response.StatusCode is StatusCodes.Status404NotFound ? Web.NotFound(status.HttpContext).ExecuteAsync(status.HttpContext) : Task.CompletedTask);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        var pages = app.MapGroup("");
        OwnFiles.Map(pages);
        SignInEndpoints.Map(pages);
        QueueEndpoints.Map(pages);
        JudgeEndpoints.Map(pages);
        CaseEndpoints.Map(pages);
        JournalEndpoints.Map(pages);
        StatisticsEndpoints.Map(pages);
        DataEndpoints.Map(pages);
        RetentionEndpoints.Map(pages);
        MappingEndpoints.Map(pages);
        HelpEndpoints.Map(pages);
        SubjectEndpoints.Map(pages);
    }

    /// <summary>Where the pages listen, with the agency's certificate for https.</summary>
    public static void ListenForReview(this ConfigureWebHostBuilder web, ReviewOptions options)
    {
        if (!File.Exists(options.Certificate)) return; // The validator says so at the start.

        var password = options.CertificatePasswordFile.Length > 0 ? File.ReadAllText(options.CertificatePasswordFile).Trim() : null;
        web.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = X509CertificateLoader.LoadPkcs12FromFile(options.Certificate, password)));
    }

    static void AddWeb(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        var keys = new DataFolder(builder.Configuration["Monitor:DataFolder"] ?? "data").SessionKeys;
        services.AddDataProtection().SetApplicationName("monitor").PersistKeysToFileSystem(OwnFolder(keys));
        services.AddAntiforgery();
        services.AddSingleton<IConfigureOptions<AntiforgeryOptions>>(provider => new ConfigureOptions<AntiforgeryOptions>(antiforgery =>
        {
            var secure = IsSecure(Settings(provider));
            antiforgery.Cookie.Name = secure ? "__Host-monitor-formulir" : "monitor-formulir";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.HttpOnly = true;
            antiforgery.Cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        }));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<IOptions<ReviewOptions>, TimeProvider>((cookie, options, time) =>
            {
                Sessions.Configure(cookie, options.Value, time);
                cookie.Events.OnRedirectToAccessDenied = denied => Web.NotForRole(denied.HttpContext).ExecuteAsync(denied.HttpContext);
            });
        Policies.Add(services.AddAuthorizationBuilder());
        services.AddRateLimiter(limits =>
        {
            limits.AddConcurrencyLimiter(SignInEndpoints.PasswordChecks, limiter => (limiter.PermitLimit, limiter.QueueLimit) = (4, 100));
            limits.OnRejected = async (rejected, _) => await Web.Page<Message>(
                Web.Frame(rejected.HttpContext, error: "Terlalu banyak orang masuk pada saat yang sama. Tunggu sebentar, lalu coba lagi."), status: StatusCodes.Status429TooManyRequests).ExecuteAsync(rejected.HttpContext);
        });
    }

    /// <summary>Readable by the service's user only, where the system knows such rights.</summary>
    static DirectoryInfo OwnFolder(string path)
    {
        if (OperatingSystem.IsWindows()) return Directory.CreateDirectory(path);
        return Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        // Set as the answer begins: the page for a failure starts from an empty one.
        context.Response.OnStarting(() =>
        {
            Protect(context);
            return Task.CompletedTask;
        });
        if (!context.Request.IsHttps && context.Request.Path != "/health" && !(IsLoopback(context.Connection.LocalIpAddress) && IsLoopback(context.Request.Host)))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        await next(context);
    }

    static bool IsLoopback(IPAddress? local) => local is null || IPAddress.IsLoopback(local);

    /// <summary>A page elsewhere whose name is made to lead to this machine is not one of ours.</summary>
    static bool IsLoopback(HostString host) => host.Host is "localhost" || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    static void Protect(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        if (!OwnFiles.Has(context.Request.Path)) headers.CacheControl = "no-cache, no-store";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
    }

    /// <summary>Nobody, while the roster cannot be used: the pages say that the person is not known.</summary>
    static async Task<IReadOnlyList<RosterEntry>> RosterAsync(WatchLists lists, CancellationToken cancellationToken)
    {
        try
        {
            return (await lists.CurrentAsync(cancellationToken)).Roster.Entries;
        }
        catch (RosterNotUsableException)
        {
            return [];
        }
    }

    static ReviewOptions Settings(IServiceProvider provider) => provider.GetRequiredService<IOptions<ReviewOptions>>().Value;

    static bool IsSecure(ReviewOptions options) => options.Url.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
}
