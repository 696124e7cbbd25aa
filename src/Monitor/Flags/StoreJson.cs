using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Exports;
using Monitor.Posts;

namespace Monitor.Flags;

/// <summary>The JSON that stores keep. Names are camel case, choices are words, and what can be worked out is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true,
    Converters = [typeof(PostKeyConverter)])]
[JsonSerializable(typeof(Flag))]
[JsonSerializable(typeof(ExportReceipt))]
[JsonSerializable(typeof(ExportCounts))]
[JsonSerializable(typeof(IReadOnlyList<ReadResult.Warned>))]
[JsonSerializable(typeof(IReadOnlyList<ReadResult.Rejected>))]
[JsonSerializable(typeof(StoreEntries.RaisedDetail))]
[JsonSerializable(typeof(StoreEntries.ReceiptDetail))]
sealed partial class StoreJson : JsonSerializerContext
{
    /// <summary>Writes emoji and letters as they are; a store is no web page, and nothing of it reaches one unescaped.</summary>
    public static StoreJson Documents => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>SHA-256 of a kept document, lower-case hexadecimal.</summary>
    public static string Sha256(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
}

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
