using System.Security.Cryptography;

namespace Monitor.Review.Pages;

/// <summary>The one style sheet, the one script and the pictures of the guide, inside the program; their addresses change with their content.</summary>
static class OwnFiles
{
    static readonly byte[] Css = Read("review/monitor.css");
    static readonly byte[] Script = Read("review/monitor.js");

    public static string CssPath { get; } = $"/aset/{Mark(Css)}.css";

    public static string ScriptPath { get; } = $"/aset/{Mark(Script)}.js";

    /// <summary>Addresses of the guide's pictures by name.</summary>
    public static IReadOnlyDictionary<string, string> Pictures { get; } = Names().ToDictionary(NameOf, name => $"/aset/{Mark(Read(name))}.png", StringComparer.Ordinal);

    /// <summary>Whether an address is that of one of them as it is now.</summary>
    public static bool Has(PathString path) => path == CssPath || path == ScriptPath || Pictures.Values.Any(picture => path == picture);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(CssPath, (HttpContext context) => File(context, Css, "text/css; charset=utf-8")).AllowAnonymous();
        routes.MapGet(ScriptPath, (HttpContext context) => File(context, Script, "text/javascript; charset=utf-8")).AllowAnonymous();
        foreach (var name in Names())
        {
            var bytes = Read(name);
            routes.MapGet(Pictures[NameOf(name)], (HttpContext context) => File(context, bytes, "image/png")).AllowAnonymous();
        }
    }

    static IEnumerable<string> Names() => typeof(OwnFiles).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("review/", StringComparison.Ordinal) && name.EndsWith(".png", StringComparison.Ordinal));

    static string NameOf(string resource) => Path.GetFileNameWithoutExtension(resource);

    static IResult File(HttpContext context, byte[] bytes, string type)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(bytes, type);
    }

    static string Mark(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];

    static byte[] Read(string name)
    {
        using var stream = typeof(OwnFiles).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The program lacks its part {name}; build it again.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
