using System.Globalization;
using Monitor.Digests;
using Monitor.Posts;
using Monitor.Review.SignIn;

namespace Monitor.Review.Pages;

/// <summary>What every page needs beside its own content.</summary>
public sealed record PageFrame
{
    public required Tongue Tongue { get; init; }

    /// <summary>Whoever is signed in.</summary>
    public Reviewer? Viewer { get; init; }

    /// <summary>The antiforgery token of this page's forms.</summary>
    public required string Token { get; init; }

    /// <summary>This page's path with query, for the language switch.</summary>
    public required string Path { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>What just happened, in Indonesian.</summary>
    public string? Notice { get; init; }

    /// <summary>What was wrong, in Indonesian.</summary>
    public string? Error { get; init; }

    /// <summary>The flag whose decision can be taken back from here.</summary>
    public (string Id, long Version)? Undo { get; init; }

    /// <summary>The local day.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Zone).DateTime);

    /// <summary>The text in the viewer's language.</summary>
    public string T(string indonesian) => Texts.In(Tongue, indonesian);

    public string Time(DateTimeOffset at) => Tongue is Tongue.English
        ? TimeZoneInfo.ConvertTime(at, Zone).ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture)
        : Words.Time(at, Zone);

    /// <summary>When a post was written, and how sure that is.</summary>
    public string PostTime(PostTime time) => (Tongue, time) switch
    {
        (Tongue.English, { At: null }) => "time not known",
        (Tongue.English, { At: { } at, Precision: TimePrecision.Day }) => TimeZoneInfo.ConvertTime(at, Zone).ToString("d MMM yyyy", CultureInfo.InvariantCulture) + " (hour not known)",
        (Tongue.English, { At: { } at, Precision: TimePrecision.FromId }) => Time(at) + " (counted from the post's number)",
        (Tongue.English, { At: { } at }) => Time(at),
        _ => Words.PostTime(time, Zone),
    };

    public string Date(DateOnly day) => Tongue is Tongue.English ? day.ToString("d MMM yyyy", CultureInfo.InvariantCulture) : Words.Date(day);

    public string Number(long value) => Tongue is Tongue.English ? value.ToString("N0", CultureInfo.InvariantCulture) : Words.Number(value);

    public string Figure(double value) => value.ToString("0.00", Culture);

    /// <summary>A share as a percentage, in one piece.</summary>
    public string Share(double share) => (share * 100).ToString("0.0", Culture) + "\u00A0%";

    CultureInfo Culture => Tongue is Tongue.English ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo("id-ID");

    internal bool May(string policy) => Policies.May(Viewer, policy);
}

public enum Tongue
{
    Indonesian,
    English,
}
