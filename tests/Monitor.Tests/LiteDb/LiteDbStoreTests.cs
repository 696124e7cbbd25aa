using Monitor.Flags;
using Monitor.LiteDb;
using Monitor.Tests.Flags;
using Monitor.Tests.Review;
using Monitor.Tests.Review.Retention;
using Monitor.Tests.Support;

namespace Monitor.Tests.LiteDb;

public sealed class LiteDbStoreContractTests() : FlagStoreContract(new LiteDbStores());

public sealed class LiteDbReviewStoreTests() : ReviewStoreContract(new Monitor.Review.LiteDbEngine());

public sealed class LiteDbRetentionTests() : RetentionContract(new Monitor.Review.LiteDbEngine());

public class LiteDbStoreProperties
{
    [Fact]
    public void LiteDbEndsTheSameHoweverTheWorkIsCut() => FlagStoreProperties.Check(() => new LiteDbStores(), runs: 40);
}

sealed class LiteDbStores : IStores
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monitor-store-");

    public IFlagStore At(string name) => new LiteDbFlagStore(PathOf(name), new ManualTime(SampleIngest.Start));

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
