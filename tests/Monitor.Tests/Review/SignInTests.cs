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
        await accounts.ActivateAsync("sementara", code ?? "", ReviewSite.Password, default);
        await accounts.ConfirmAsync(ReviewBench.Citra, "sementara", isTheirs: true, default);
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
        for (var attempt = 0; attempt < 5; attempt++) Assert.Null((await accounts.SignInAsync("ani", "salah-salah-salah", default)).Account);

        Assert.Null((await accounts.SignInAsync("ani", ReviewSite.Password, default)).Account);
        bench.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.NotNull((await accounts.SignInAsync("ani", ReviewSite.Password, default)).Account);
        var kinds = await bench.KindsAsync();
        Assert.Equal((6, 1), (kinds.Count(kind => kind is JournalKind.SignInRefused), kinds.Count(kind => kind is JournalKind.SignedIn)));
    }

    [Fact]
    public async Task ACodeIsGoodOnceAndForAWeek()
    {
        await using var bench = await ReviewBench.OpenAsync();
        var accounts = Accounts(bench);
        var code = await accounts.InviteAsync(ReviewBench.Citra, ReviewBench.Ani, default) ?? "";

        Assert.Equal(ActivationFault.WrongCode, await accounts.ActivateAsync("ani", "AAAAA-AAAAA-AAAAA-AAAAA", ReviewSite.Password, default));
        Assert.Null(await accounts.ActivateAsync("ani", code.ToLowerInvariant(), ReviewSite.Password, default));
        Assert.Equal(ActivationFault.WrongCode, await accounts.ActivateAsync("ani", code, ReviewSite.Password, default));
        var late = await accounts.InviteAsync(ReviewBench.Citra, ReviewBench.Budi, default) ?? "";
        bench.Time.Advance(TimeSpan.FromDays(8));
        Assert.Equal(ActivationFault.WrongCode, await accounts.ActivateAsync("budi", late, ReviewSite.Password, default));
    }

    [Fact]
    public async Task AnAccountThatAnAdministratorTookOverOpensNothingUntilALeadOrAnAuditorConfirmsIt()
    {
        await using var bench = await ReviewBench.OpenAsync();
        var accounts = await WithPasswordAsync(bench);
        Assert.NotNull((await accounts.SignInAsync("ani", ReviewSite.Password, default)).Account);

        await GiveCodeAsync(accounts, ReviewBench.Ani);
        var taken = await accounts.SignInAsync("ani", ReviewSite.Password, default);
        Assert.Equal((null, true), (taken.Account, taken.Awaits));
        Assert.False((await accounts.SignInAsync("ani", "salah-salah-salah", default)).Awaits); // says nothing without the password
        Assert.False(await accounts.ConfirmAsync(Eko, "ani", isTheirs: true, default));
        Assert.False(await accounts.ConfirmAsync(ReviewBench.Budi, "ani", isTheirs: true, default));

        Assert.True(await accounts.ConfirmAsync(ReviewBench.Dewi, "ani", isTheirs: true, default));
        Assert.NotNull((await accounts.SignInAsync("ani", ReviewSite.Password, default)).Account);
        Assert.Contains("\"confirmed\"", (await bench.Store.JournalAsync(new JournalQuery(JournalKind.AccountChanged, "dewi"), default)).Entries[0].Entry.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAccountThatIsNobodysIsClosedAndItsPasswordIsGone()
    {
        await using var bench = await ReviewBench.OpenAsync();
        var accounts = Accounts(bench);
        await GiveCodeAsync(accounts, new Reviewer("boneka", "Boneka", Role.Ketua));

        Assert.False(await accounts.ConfirmAsync(new Reviewer("boneka", "Boneka", Role.Ketua), "boneka", isTheirs: true, default)); // not its own
        Assert.True(await accounts.ConfirmAsync(ReviewBench.Citra, "boneka", isTheirs: false, default));
        await accounts.SetActiveAsync(Eko, "boneka", active: true, default);

        Assert.Null((await accounts.SignInAsync("boneka", ReviewSite.Password, default)).Account);
        Assert.NotNull((await bench.Store.AccountAsync("boneka", default))?.Awaits); // reopening asks anew
    }

    [Fact]
    public async Task AnAccountKeepsItsRole()
    {
        await using var bench = await ReviewBench.OpenAsync();

        Assert.Null(await Accounts(bench).InviteAsync(Eko, ReviewBench.Dewi with { Role = Role.Peninjau }, default));

        Assert.Equal(Role.Auditor, (await bench.Store.AccountAsync("dewi", default))?.Reviewer.Role);
    }

    [Fact]
    public async Task TheFirstLeadHasNobodyToConfirmThemAndAnAdministratorReadsNothing()
    {
        using var folder = new TemporaryFolder();
        await using var store = new Monitor.Flags.Sqlite.SqliteFlagStore(folder.File("monitor.db"), TimeProvider.System);
        await store.OpenAsync(default);
        var reviews = new Monitor.Review.Sqlite.SqliteReviewStore(store, new FlagTransitions(ReviewBench.Limits), TimeProvider.System, ReviewBench.Wita, 0);
        var accounts = new Accounts(reviews, Options.Create(new ReviewOptions()), TimeProvider.System);
        await GiveCodeAsync(accounts, ReviewBench.Citra);
        await GiveCodeAsync(accounts, new Reviewer("admin.dua", "Admin Dua", Role.Admin));
        await GiveCodeAsync(accounts, ReviewBench.Dewi);

        Assert.NotNull((await accounts.SignInAsync("citra", ReviewSite.Password, default)).Account);
        Assert.NotNull((await accounts.SignInAsync("admin.dua", ReviewSite.Password, default)).Account);
        Assert.True((await accounts.SignInAsync("dewi", ReviewSite.Password, default)).Awaits);
    }

    [Fact]
    public async Task WhereNobodyIsLeftToConfirmAnAccountOpensAfterAWeekAndTheJournalSaysSo()
    {
        await using var bench = await ReviewBench.OpenAsync();
        var accounts = Accounts(bench);
        await GiveCodeAsync(accounts, ReviewBench.Citra); // the other one, an auditor, never set a password
        bench.Time.Advance(TimeSpan.FromDays(6.9));
        Assert.True((await accounts.SignInAsync("citra", ReviewSite.Password, default)).Awaits);

        bench.Time.Advance(TimeSpan.FromDays(0.2));

        Assert.NotNull((await accounts.SignInAsync("citra", ReviewSite.Password, default)).Account);
        Assert.Contains((await bench.Store.JournalAsync(new JournalQuery(JournalKind.AccountChanged), default)).Entries, entry => entry.Entry.Detail.Contains("opened-unconfirmed", StringComparison.Ordinal));
        await GiveCodeAsync(accounts, ReviewBench.Ani);
        bench.Time.Advance(TimeSpan.FromDays(30));
        Assert.True((await accounts.SignInAsync("ani", ReviewSite.Password, default)).Awaits); // now there is somebody
    }

    [Fact]
    public async Task APersonChangesThePasswordByTheOldOneAndOtherSessionsEnd()
    {
        var accounts = site.App.Services.GetRequiredService<Accounts>();
        Assert.Null(await accounts.ActivateAsync("pengganti", await accounts.InviteAsync(Eko, new Reviewer("pengganti", "Pengganti", Role.Peninjau), default) ?? "", ReviewSite.Password, default));
        await accounts.ConfirmAsync(ReviewBench.Citra, "pengganti", isTheirs: true, default);
        using var here = await site.EnterAsync("pengganti");
        using var elsewhere = await site.EnterAsync("pengganti");
        (string, string)[] fresh = [("sandi", "sungai-lebar-42-perahu"), ("ulang", "sungai-lebar-42-perahu")];

        using var wrong = await ReviewSite.PostAsync(here, "/sandi", "/sandi", [("lama", "bukan-yang-lama"), .. fresh]);
        using var right = await ReviewSite.PostAsync(here, "/sandi", "/sandi", [("lama", ReviewSite.Password), .. fresh]);
        using var inside = await here.GetAsync(new Uri("/antrean", UriKind.Relative));
        using var outside = await elsewhere.GetAsync(new Uri("/antrean", UriKind.Relative));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Redirect, HttpStatusCode.OK, HttpStatusCode.Redirect), (wrong.StatusCode, right.StatusCode, inside.StatusCode, outside.StatusCode));
        Assert.Null((await accounts.SignInAsync("pengganti", ReviewSite.Password, default)).Account);
    }

    [Fact]
    public async Task ANameThatWasMadeToLeadHereIsNotAnsweredOverPlainHttp()
    {
        using var client = site.Stranger();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/masuk", UriKind.Relative)) { Headers = { Host = "jahat.example" } };

        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
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
        await GiveCodeAsync(accounts, ReviewBench.Ani);
        await accounts.ConfirmAsync(ReviewBench.Citra, "ani", isTheirs: true, default);
        return accounts;
    }

    /// <summary>The administrator makes a code, and whoever has it sets a password.</summary>
    static async Task GiveCodeAsync(Accounts accounts, Reviewer who) =>
        Assert.Null(await accounts.ActivateAsync(who.Id, await accounts.InviteAsync(Eko, who, default) ?? "", ReviewSite.Password, default));

    static readonly Reviewer Eko = new("eko", "Eko", Role.Admin);

    static string ErrorIn(string page) => page[page.IndexOf("role=\"alert\"", StringComparison.Ordinal)..page.IndexOf("<h1>", StringComparison.Ordinal)];
}
