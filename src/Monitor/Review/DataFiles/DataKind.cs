namespace Monitor.Review.DataFiles;

/// <summary>The kinds of files that posts are judged by.</summary>
public enum DataKind
{
    /// <summary>One contest a file.</summary>
    Pemilihan,

    /// <summary>The rule pack.</summary>
    Matriks,

    /// <summary>Days and holidays.</summary>
    Tenggat,

    /// <summary>What the columns of a table mean, one shape a file.</summary>
    Pemetaan,

    /// <summary>How long what is finished is kept; numbers that are set on a page of their own.</summary>
    MasaSimpan,

    /// <summary>The people. It can be replaced, and is never shown.</summary>
    Roster,
}
