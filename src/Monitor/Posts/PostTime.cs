namespace Monitor.Posts;

/// <summary>When a post was published, and how well that is known. A missing time is said to be missing, never invented.</summary>
public readonly record struct PostTime(DateTimeOffset? At, TimePrecision Precision)
{
    public static PostTime Missing => new(null, TimePrecision.Missing);

    public static PostTime Exact(DateTimeOffset at) => new(at, TimePrecision.Exact);
}

public enum TimePrecision
{
    Missing,

    /// <summary>To the second or better.</summary>
    Exact,

    Minute,

    /// <summary>Only the day is known; the time of day is noon in the zone of the offset.</summary>
    Day,

    /// <summary>Decoded from the platform's id.</summary>
    FromId,
}
