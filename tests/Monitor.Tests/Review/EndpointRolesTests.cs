using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Monitor.Review;
using Monitor.Review.Pages;
using Monitor.Review.SignIn;

namespace Monitor.Tests.Review;

[Collection(nameof(ReviewSite))]
public class EndpointRolesTests(ReviewSite site)
{
    const string Everybody = "(siapa saja)";

    /// <summary>Every endpoint of the pages and who may use it. An endpoint that is not here fails the tests.</summary>
    static readonly Dictionary<string, string> Expected = new(StringComparer.Ordinal)
    {
        ["GET /"] = Policies.SignedIn,
        ["GET /masuk"] = Everybody,
        ["POST /masuk"] = Everybody,
        ["GET /aktifkan"] = Everybody,
        ["POST /aktifkan"] = Everybody,
        ["GET /siapkan"] = Everybody,
        ["POST /siapkan"] = Everybody,
        ["POST /keluar"] = Policies.SignedIn,
        ["POST /bahasa"] = Everybody,
        ["GET /pengguna"] = Policies.Accounts,
        ["POST /pengguna"] = Policies.Accounts,
        ["POST /pengguna/{id}/status"] = Policies.Accounts,
        ["GET /sandi"] = Policies.SignedIn,
        ["POST /sandi"] = Policies.SignedIn,
        ["GET /akun"] = Policies.Confirming,
        ["POST /akun/{id}"] = Policies.Confirming,
        ["GET /antrean"] = Policies.Judging,
        ["GET /tinjau/{id}"] = Policies.Judging,
        ["POST /tinjau/{id}/klaim"] = Policies.Judging,
        ["POST /tinjau/{id}/lepas"] = Policies.Judging,
        ["POST /tinjau/{id}/pandangan"] = Policies.Judging,
        ["POST /tinjau/{id}/kepemilikan"] = Policies.Judging,
        ["POST /tinjau/{id}/jawaban"] = Policies.Judging,
        ["POST /tinjau/{id}/urungkan"] = Policies.Judging,
        ["POST /tinjau/{id}/putusan"] = Policies.Judging,
        ["POST /tinjau/{id}/nama"] = Policies.Judging,
        ["GET /berkas"] = Policies.Judging,
        ["GET /berkas/{id}"] = Policies.Judging,
        ["POST /berkas/{id}/minta-tanggapan"] = Policies.Leading,
        ["POST /berkas/{id}/tanggapan"] = Policies.Leading,
        ["POST /berkas/{id}/paket"] = Policies.Leading,
        ["GET /statistik"] = Policies.Statistics,
        ["GET /uji-petik"] = Policies.Sampling,
        ["GET /data"] = Policies.Data,
        ["POST /data/unggah"] = Policies.ChangingData,
        ["GET /data/berkas/{jenis}/{nama}"] = Policies.Data,
        ["POST /data/berkas/{jenis}/{nama}"] = Policies.ChangingData,
        ["POST /data/berkas/{jenis}/{nama}/pulihkan"] = Policies.ChangingData,
        ["GET /data/pemetaan"] = Policies.ChangingData,
        ["POST /data/pemetaan"] = Policies.ChangingData,
        ["GET /data/masa-simpan"] = Policies.Retention,
        ["POST /data/masa-simpan"] = Policies.Retention,
        ["GET /bantuan"] = Policies.SignedIn,
        ["GET /hak-subjek"] = Policies.Leading,
        ["POST /hak-subjek"] = Policies.Leading,
        ["POST /hak-subjek/salinan"] = Policies.Leading,
        ["POST /hak-subjek/koreksi"] = Policies.Leading,
        ["POST /hak-subjek/hapus"] = Policies.Leading,
        ["GET /jurnal"] = Policies.Journal,
        ["POST /jurnal/periksa"] = Policies.Journal,
        ["POST /jurnal/unduh"] = Policies.Journal,
    };

    [Fact]
    public void EveryEndpointNamesWhoMayUseItAsTheTableSays() => Assert.Equal(Expected.OrderBy(pair => pair.Key), Endpoints().OrderBy(pair => pair.Key));

    [Theory]
    [InlineData(null)]
    [InlineData(Role.Peninjau)]
    [InlineData(Role.Ketua)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Admin)]
    public async Task EachRoleReachesWhatTheTableSaysAndNothingElse(Role? role)
    {
        List<string> wrong = [];
        foreach (var (endpoint, policy) in Expected)
        {
            using var stranger = site.Stranger();
            var client = role is { } known ? await site.AsAsync(known) : stranger;
            var may = policy == Everybody || (role is { } signedIn && Policies.Table[policy].Contains(signedIn));

            var answer = await AskAsync(client, endpoint);

            var reached = answer is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized) && !(role is null && policy != Everybody && answer is HttpStatusCode.Redirect);
            if (reached != may) wrong.Add($"{role?.ToString() ?? "nobody"} at {endpoint}: {answer}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task NoFormWorksWithoutTheTokenOfItsPage()
    {
        List<string> wrong = [];
        foreach (var endpoint in Expected.Keys.Where(endpoint => endpoint.StartsWith("POST", StringComparison.Ordinal)))
        {
            var role = Expected[endpoint] == Everybody ? Role.Ketua : Policies.Table[Expected[endpoint]][0];
            if (await AskAsync(await site.AsAsync(role), endpoint) is not HttpStatusCode.BadRequest) wrong.Add(endpoint);
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void OnlyAFewPasswordsAreCheckedAtATime()
    {
        var limited =
            from endpoint in ((IEndpointRouteBuilder)site.App).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            where endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>() is { PolicyName: SignInEndpoints.PasswordChecks }
            select endpoint.RoutePattern.RawText;

        Assert.Equal(["/aktifkan", "/masuk", "/sandi", "/siapkan"], limited.Order(StringComparer.Ordinal));
    }

    /// <summary>A form is sent without its token: whoever may use it is told so, whoever may not is refused before.</summary>
    static async Task<HttpStatusCode> AskAsync(HttpClient client, string endpoint)
    {
        var (method, path) = (endpoint.Split(' ')[0], endpoint.Split(' ')[1].Replace("{id}", "F-TIDAKADA", StringComparison.Ordinal).Replace("{jenis}", "tenggat", StringComparison.Ordinal).Replace("{nama}", "tenggat.json", StringComparison.Ordinal));
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (method == "POST") request.Content = new FormUrlEncodedContent([KeyValuePair.Create("x", "y")]);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    IEnumerable<KeyValuePair<string, string>> Endpoints() =>
        from endpoint in ((IEndpointRouteBuilder)site.App).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        let path = "/" + endpoint.RoutePattern.RawText?.TrimStart('/')
        where path is not "/health" && !path.StartsWith("/aset/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
        let policy = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null ? endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy : Everybody
        select KeyValuePair.Create($"{method} {path}", policy ?? "(nobody said)");
}
