using FsCheck;
using FsCheck.Fluent;
using Monitor.Flags;
using Monitor.Posts;

namespace Monitor.Tests.Flags;

public class FlagIdTests
{
    [Theory]
    [InlineData(8, "BQXDT3JG")]
    [InlineData(51, "BQXDT3JGJ47NC5HPRHSKBV7R65H53JYRB5JENPTW0083A0QDY5V")]
    public void TheIdOfAKeyNeverChanges(int length, string id)
    {
        // Worked out apart from this program: the first bits of SHA-256 in Crockford's base 32. Ids stand on paper.
        Assert.Equal("F-" + id, FlagId.From(new PostKey(1, 2), length));
    }

    [Fact]
    public void ALongerIdBeginsWithTheShorter() => Prop.ForAll(
        ArbMap.Default.ArbFor<(ulong, ulong, ulong)>(),
        parts =>
        {
            var key = new PostKey(new UInt128(parts.Item1, parts.Item2), parts.Item3);
            var id = FlagId.From(key);
            return id.Length == 10 && FlagId.From(key, 12).StartsWith(id, StringComparison.Ordinal) && id[2..].All("0123456789ABCDEFGHJKMNPQRSTVWXYZ".Contains);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void AnotherVersionOfAPostHasAnotherId() =>
        Assert.NotEqual(FlagId.From(SampleIngest.Key(1, version: 0)), FlagId.From(SampleIngest.Key(1, version: 1)));

    [Fact]
    public void AnIdIsNoLongerThanItsHash() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FlagId.From(SampleIngest.Key(1), 52));
}
