using Monitor.Flags;
using Monitor.Review;

namespace Monitor.Tests.Review;

public class StoreEnginesTests
{
    [Theory]
    [InlineData("Sqlite")]
    [InlineData("sqlite")]
    public void TheBuiltInEngineIsFoundByName(string name)
    {
        Assert.Null(StoreEngines.Fault(name));
        Assert.Equal("Sqlite", StoreEngines.Named(name).Name);
    }

    [Fact]
    public void AnUnknownEngineIsRefusedWithThoseThereAre() =>
        Assert.StartsWith("Store:Engine is 'Postgres'; give Sqlite", Assert.Throws<StoreException>(() => StoreEngines.Named("Postgres")).Message, StringComparison.Ordinal);

    /// <summary>The message where the engine is not built in; where it is, that it is there.</summary>
    [Fact]
    public void AnEngineThatIsNotBuiltInSaysHowToBuildIt()
    {
        var fault = new StoreOptionsValidator().Validate(null, new StoreOptions { Engine = "LiteDb" });

        if (typeof(StoreEngines).Assembly.GetType("Monitor.LiteDb.LiteDbFlagStore") is not null)
        {
            Assert.True(fault.Succeeded);
            Assert.Equal("LiteDb", StoreEngines.Named("LiteDb").Name);
            return;
        }

        Assert.Contains("built without it. Build it with -p:LiteDb=true", Assert.Single(fault.Failures!), StringComparison.Ordinal); // a failed result has failures
        Assert.Equal(fault.FailureMessage, Assert.Throws<StoreException>(() => StoreEngines.Named("LiteDb")).Message);
    }
}
