using Monitor.Flags;
using Monitor.Flags.Sqlite;

namespace Monitor.Review.Sqlite;

/// <summary>SQLite: what Monitor keeps its work in unless the settings say otherwise.</summary>
sealed class SqliteEngine : IStoreEngine
{
    public const string EngineName = "Sqlite";

    public string Name => EngineName;

    public IFlagStore Flags(string path, TimeProvider time, StoreAccess access) => new SqliteFlagStore(path, time, access);

    public IReviewStore Reviews(IFlagStore flags, ReviewRules rules) =>
        new SqliteReviewStore((SqliteFlagStore)flags, rules.Transitions, rules.Time, rules.Zone, rules.RecheckShare);
}
