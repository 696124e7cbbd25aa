using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Monitor.Journal;
using Monitor.Review;
using Monitor.Review.SignIn;
using Monitor.Tests.Support;

namespace Monitor.Tests.Review;

[Collection(nameof(ReviewSite))]
public class SignInTests(ReviewSite site)
{
    [Fact]
    public async Task SessionCookiesAreOutOfReachOfScriptAndOfOtherSites()
    {
        using var client = site.Stranger();
        using var answer = await ReviewSite.PostAsync(client, "/masuk", "/masuk", ("nama", "peninjau"), ("sandi", ReviewSite.Password), ("ke", "//jahat.example"));

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("monitor=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("/", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task AnAccountThatIsClosedIsOutWithTheNextClick()
    {
        var accounts = site.App.Services.GetRequiredService<Accounts>();
        var admin = new Reviewer("admin", "Admin", Role.Admin);
        var code = await accounts.InviteAsync(admin, new Reviewer("sementara", "Sementara", Role.Peninjau), default);
        await accounts.ActivateAsync("sementara", code, ReviewSite.Password, default);
        using var client = await site.EnterAsync("sementara");
        using (var inside = await client.GetAsync(new Uri("/antrean", UriKind.Relative))) Assert.Equal(HttpStatusCode.OK, inside.StatusCode);

        await accounts.SetActiveAsync(admin, "sementara", active: false, default);

        using var outside = await client.GetAsync(new Uri("/antrean", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, outside.StatusCode);
    }

    [Fact]
    public async Task AWrongPasswordAndAnUnknownNameGetTheSameAnswer()
    {
        using var client = site.Stranger();
        using var wrong = await ReviewSite.PostAsync(client, "/masuk", "/masuk", ("nama", "auditor"), ("sandi", "salah-sekali-ini"));
        using var unknown = await ReviewSite.PostAsync(client, "/masuk", "/masuk", ("nama", "tiada"), ("sandi", "salah-sekali-ini"));

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        Assert.Equal(ErrorIn(await wrong.Content.ReadAsStringAsync()), ErrorIn(await unknown.Content.ReadAsStringAsync()));
        await site.EnterAsync("auditor"); // the right one clears the count
    }

    [Fact]
    public async Task WrongPasswordsLockTheAccountForAWhile()
    {
        await using var bench = await ReviewBench.OpenAsync();
        var accounts = await WithPasswordAsync(bench);
        for (var attempt = 0; attempt < 5; attempt++) Assert.Null(await accounts.SignInAsync("ani", "salah-salah-salah", default));

        Assert.Null(await accounts.SignInAsync("ani", ReviewSite.Password, default));
        bench.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.NotNull(await accounts.SignInAsync("ani", ReviewSite.Password, default));
        var kinds = await bench.KindsAsync();
        Assert.Equal((6, 1), (kinds.Count(kind => kind is JournalKind.SignInRefused), kinds.Count(kind => kind is JournalKind.SignedIn)));
    }

    [Fact]
    public async Task ACodeIsGoodOnceAndForAWeek()
    {
        await using var bench = await ReviewBench.OpenAsync();
        var accounts = Accounts(bench);
        var code = await accounts.InviteAsync(ReviewBench.Citra, ReviewBench.Ani, default);

        Assert.Equal(ActivationFault.WrongCode, await accounts.ActivateAsync("ani", "AAAAA-AAAAA-AAAAA-AAAAA", ReviewSite.Password, default));
        Assert.Null(await accounts.ActivateAsync("ani", code.ToLowerInvariant(), ReviewSite.Password, default));
        Assert.Equal(ActivationFault.WrongCode, await accounts.ActivateAsync("ani", code, ReviewSite.Password, default));
        var late = await accounts.InviteAsync(ReviewBench.Citra, ReviewBench.Budi, default);
        bench.Time.Advance(TimeSpan.FromDays(8));
        Assert.Equal(ActivationFault.WrongCode, await accounts.ActivateAsync("budi", late, ReviewSite.Password, default));
    }

    [Theory]
    [InlineData("pendek", ActivationFault.PasswordTooShort)]
    [InlineData("aaaaaaaaaaaaaa", ActivationFault.PasswordEasy)] // too few different letters
    [InlineData("xx-siti.contoh-xx", ActivationFault.PasswordEasy)] // holds the account's own name
    [InlineData("Bismillah2024!!", ActivationFault.PasswordEasy)] // stands at the head of every list
    [InlineData("kopi-hutan-meja-17", null)]
    public void AnEasyPasswordIsRefused(string password, ActivationFault? fault) => Assert.Equal(fault, Monitor.Review.SignIn.Accounts.Unfit(password, "siti.contoh"));

    [Theory]
    [InlineData("http://127.0.0.1:5081", "", null)]
    [InlineData("http://[::1]:5081", "", null)]
    [InlineData("http://localhost:5081", "", null)]
    [InlineData("http://0.0.0.0:5081", "", "give an https address")]
    [InlineData("http://192.168.1.5:5081", "", "give an https address")]
    [InlineData("http://kantor:5081", "", "give an https address")] // a name may lead anywhere
    [InlineData("https://0.0.0.0:5443", "", "Review:Certificate is empty")]
    [InlineData("https://0.0.0.0:5443", "/tidak/ada.pfx", "no such file")]
    [InlineData("bukan alamat", "", "give an address")]
    public void BeyondThisMachineThePagesListenOnlyWithHttpsAndACertificate(string url, string certificate, string? fault)
    {
        var result = new ReviewOptionsValidator().Validate(null, new ReviewOptions { Url = url, Certificate = certificate });

        Assert.Equal(fault is null, result.Succeeded);
        if (fault is not null) Assert.Contains(fault, result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheProgramDoesNotStartWhenThePagesWouldCrossTheNetworkInTheClear()
    {
        using var folder = new TemporaryFolder();
        await using var app = MonitorHost.BuildService(folder.Path, new Dictionary<string, string?>(StringComparer.Ordinal) { ["Review:Url"] = "http://0.0.0.0:0", ["Health:Url"] = "http://127.0.0.1:0" });

        await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());
    }

    [Fact]
    public async Task TheSetUpCodeIsPrintedOnlyWhileThereIsNoAccount()
    {
        await using var bench = await ReviewBench.OpenAsync();
        await using var console = new StringWriter();
        var setup = new SetupCode(bench.Store, console);

        await setup.StartAsync(default);

        Assert.Equal("", console.ToString());
        Assert.False(setup.Fits(""));
    }

    static Accounts Accounts(ReviewBench bench) => new(bench.Store, Options.Create(new ReviewOptions()), bench.Time);

    static async Task<Accounts> WithPasswordAsync(ReviewBench bench)
    {
        var accounts = Accounts(bench);
        var code = await accounts.InviteAsync(ReviewBench.Citra, ReviewBench.Ani, default);
        await accounts.ActivateAsync("ani", code, ReviewSite.Password, default);
        return accounts;
    }

    static string ErrorIn(string page) => page[page.IndexOf("role=\"alert\"", StringComparison.Ordinal)..page.IndexOf("<h1>", StringComparison.Ordinal)];
}
