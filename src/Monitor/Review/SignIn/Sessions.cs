using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace Monitor.Review.SignIn;

/// <summary>What a session's cookie holds, and when it ends.</summary>
static class Sessions
{
    const string StampClaim = "stamp";
    const string BeganClaim = "began";

    /// <summary>Each click moves the idle limit on; nothing moves the session's own.</summary>
    public static void Configure(CookieAuthenticationOptions cookie, ReviewOptions options, TimeProvider time)
    {
        var secure = options.Url.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        cookie.Cookie.Name = secure ? "__Host-monitor" : "monitor";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.Path = "/";
        cookie.ExpireTimeSpan = options.IdleTime;
        cookie.SlidingExpiration = true;
        cookie.TimeProvider = time;
        cookie.LoginPath = "/masuk";
        cookie.ReturnUrlParameter = "ke";
        cookie.Events.OnValidatePrincipal = ValidateAsync;
    }

    public static Task BeginAsync(HttpContext context, ReviewerAccount account, DateTimeOffset now)
    {
        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, account.Reviewer.Id), new(ClaimTypes.Name, account.Reviewer.Name), new(ClaimTypes.Role, account.Reviewer.Role.ToString()),
            new(StampClaim, account.Stamp), new(BeganClaim, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ];
        return context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme)));
    }

    public static Reviewer? Viewer(ClaimsPrincipal user) =>
        user.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && Enum.TryParse<Role>(user.FindFirstValue(ClaimTypes.Role), out var role)
            ? new Reviewer(id, user.FindFirstValue(ClaimTypes.Name) ?? id, role)
            : null;

    /// <summary>A password, role or state that changed meanwhile ends the session, as does its age.</summary>
    static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var options = services.GetRequiredService<IOptions<ReviewOptions>>().Value;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var viewer = context.Principal is { } user ? Viewer(user) : null;
        var account = viewer is null ? null : await services.GetRequiredService<IReviewStore>().AccountAsync(viewer.Id, context.HttpContext.RequestAborted);
        var began = long.TryParse(context.Principal?.FindFirstValue(BeganClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.MinValue;
        if (account is { Active: true, Awaits: null } && account.Stamp == context.Principal?.FindFirstValue(StampClaim) && account.Reviewer == viewer && now - began < options.SessionTime)
            return;

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync();
    }
}
