using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Posts;

namespace Monitor.Flags;

/// <summary>The JSON that stores keep. Names are camel case, choices are words, and what can be worked out is left out.</summary>
/// <remarks>
/// By reflection, not generated code: the generated reader gives null to an <c>init</c> property that a document lacks, whatever its default,
/// and a store holds documents that are older than the newest property.
/// </remarks>
static class StoreJson
{
    static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(), new PostKeyConverter() },

        // Emoji and letters as they are; a store is no web page, and nothing of it reaches one unescaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">The text is no <typeparamref name="T"/>.</exception>
    public static T Read<T>(string document) where T : class =>
        JsonSerializer.Deserialize<T>(document, Options) ?? throw new JsonException($"null is no {typeof(T).Name}.");

    /// <summary>SHA-256 of a kept document, lower-case hexadecimal.</summary>
    public static string Sha256(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

    /// <summary>A key as its text: as a number it would not survive a reader that knows only doubles.</summary>
    sealed class PostKeyConverter : JsonConverter<PostKey>
    {
        public override PostKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var parts = reader.GetString()?.Split('-');
            if (parts is [var identity, var version]
                && UInt128.TryParse(identity, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
                && ulong.TryParse(version, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low))
                return new PostKey(high, low);

            throw new JsonException("A post key is 32 and 16 hexadecimal digits with a hyphen between.");
        }

        public override void Write(Utf8JsonWriter writer, PostKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
