using Monitor.Flags;
using Monitor.LiteDb;

namespace Monitor.Review;

/// <summary>Makes LiteDB known where it is built in.</summary>
static partial class StoreEngines
{
    static partial void AddLiteDb(ICollection<IStoreEngine> engines) => engines.Add(new LiteDbEngine());
}

/// <summary>LiteDB in direct mode: one process, on a local disk.</summary>
sealed class LiteDbEngine : IStoreEngine
{
    public string Name => "LiteDb";

    public IFlagStore Flags(string path, TimeProvider time, StoreAccess access) => new LiteDbFlagStore(path, time, access);

    public IReviewStore Reviews(IFlagStore flags, ReviewRules rules) => new LiteDbReviewStore((LiteDbFlagStore)flags, rules);
}
