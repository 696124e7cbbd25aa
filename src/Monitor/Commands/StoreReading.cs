using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Monitor.Flags;
using Monitor.Review;

namespace Monitor.Commands;

/// <summary>What the commands share that only look at a store: they make nothing, and work while another process writes.</summary>
static class StoreReading
{
    public static Option<DateTimeOffset?> SinceOption(string description) => new("--since")
    {
        Description = $"{description} A day such as 2024-11-20, in the agency's zone, or a time such as 2024-11-20T08:00:00+08:00.",
        CustomParser = ParseSince,
    };

    /// <exception cref="StoreException">There is no store, or it cannot be read.</exception>
    public static async Task<IFlagStore> OpenAsync(string? dataFolder, CancellationToken stopping)
    {
        var store = StoreEngines.Named(Settings.Of<StoreOptions>(StoreOptions.Section).Engine).Flags(Folder(dataFolder).Store, TimeProvider.System, StoreAccess.Read);
        await store.OpenAsync(stopping);
        return store;
    }

    public static DataFolder Folder(string? dataFolder) => new(dataFolder ?? Settings.Of<MonitorOptions>(MonitorOptions.Section).DataFolder);

    /// <summary>The agency's zone, in which people give days and read times.</summary>
    public static TimeZoneInfo Zone() => TimeZoneInfo.FindSystemTimeZoneById(Settings.Of<MonitorOptions>(MonitorOptions.Section).TimeZone);

    /// <summary>Whether a person sees the output, as opposed to a file or another program.</summary>
    public static bool IsWatched(TextWriter output) => ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;

    static DateTimeOffset? ParseSince(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            var midnight = day.ToDateTime(TimeOnly.MinValue);
            return new DateTimeOffset(midnight, Zone().GetUtcOffset(midnight));
        }

        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return time;

        result.AddError($"--since '{text}' is no day or time; give it as 2024-11-20 or 2024-11-20T08:00:00+08:00.");
        return null;
    }
}
