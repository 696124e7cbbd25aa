using LiteDB;
using Monitor.Flags;

namespace Monitor.LiteDb;

/// <summary>The collections, as the steps that lead to them. A step that was released never changes; a change is a further step.</summary>
static class LiteDbSchema
{
    public const string Meta = "meta";
    public const string Journal = "journal";
    public const string Files = "file";
    public const string Receipts = "receipt";
    public const string Seen = "seen";
    public const string Flags = "flag";
    public const string FlagDocuments = "flag_document";
    public const string Samples = "sample";
    public const string SampleDocuments = "sample_document";
    public const string Strata = "stratum";
    public const string Mentions = "mention";
    public const string Reviewers = "reviewer";
    public const string Reviews = "review";

    /// <summary>Marks the file as a store of Monitor.</summary>
    const string Mark = "application";

    public static readonly IReadOnlyList<string> Collections =
        [Meta, Journal, Files, Receipts, Seen, Flags, FlagDocuments, Samples, SampleDocuments, Strata, Mentions, Reviewers, Reviews];

    /// <summary>Step n leads from version n to version n + 1.</summary>
    public static readonly IReadOnlyList<Action<ILiteDatabase>> Steps =
    [
        database =>
        {
            database.GetCollection(Meta).Upsert(new BsonDocument { ["_id"] = Mark, ["Value"] = "MNTR"u8.ToArray() });
            Index(database);
        },
    ];

    /// <summary>Brings the open transaction's store to the newest version.</summary>
    /// <returns>Whether anything was changed.</returns>
    /// <exception cref="StoreException">The store is newer than the steps, or no store of Monitor.</exception>
    public static bool Migrate(ILiteDatabase database, string path, IReadOnlyList<Action<ILiteDatabase>> steps)
    {
        var version = VersionOf(database, path, steps.Count);
        foreach (var step in steps.Skip(version)) step(database);
        return version < steps.Count;
    }

    /// <summary>Refuses a store that this program cannot read.</summary>
    /// <returns>Its version, 0 for an empty file.</returns>
    public static int VersionOf(ILiteDatabase database, string path, int newest)
    {
        var names = database.GetCollectionNames().ToList();
        if (names.Count == 0) return 0;
        if (!names.Contains(Meta, StringComparer.Ordinal) || database.GetCollection(Meta).FindById(Mark) is null)
            throw new StoreException($"'{path}' is a database of another program. Give Monitor a data folder of its own.");
        if (database.UserVersion > newest)
            throw new StoreException(
                $"The store '{path}' has version {database.UserVersion}; this program knows up to {newest}. Install the newer Monitor that wrote it, or put back the backup made before it was installed.");

        return database.UserVersion;
    }

    /// <summary>Also what a copy of the store needs.</summary>
    public static void Index(ILiteDatabase database)
    {
        database.GetCollection(Journal).EnsureIndex("About", "$.About");
        database.GetCollection(Files).EnsureIndex("IsMoved", "$.IsMoved");
        database.GetCollection(Receipts).EnsureIndex("FileSha256", "$.FileSha256");
        database.GetCollection(Receipts).EnsureIndex("FinishedAt", "$.FinishedAt");
    }
}
