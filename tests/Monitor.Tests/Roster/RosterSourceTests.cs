using Monitor.Roster;

namespace Monitor.Tests.Roster;

public sealed class RosterSourceTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("source-").FullName;
    readonly RosterSource _source;

    public RosterSourceTests() => _source = new RosterSource(FilePath, new byte[32]);

    string FilePath => Path.Combine(_folder, "roster.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AnUnchangedFileIsReadOnce()
    {
        Write("Siti;Dinas;honorer;siti");

        var first = _source.Current();
        var second = _source.Current();

        Assert.True(first.WasRead);
        Assert.False(second.WasRead);
        Assert.Same(first.Roster, second.Roster);
    }

    [Fact]
    public void AChangedFileIsReadAnew()
    {
        Write("Siti;Dinas;honorer;siti");
        _source.Current();
        Write("Siti;Dinas;honorer;siti", "Ani;RSUD;honorer;ani");

        var state = _source.Current();

        Assert.True(state.WasRead);
        Assert.Equal(2, state.Roster!.Entries.Count);
    }

    [Fact]
    public void ASaveThatKeepsTheSizeIsSeenByItsTime()
    {
        Write("Siti;Dinas;honorer;siti");
        _source.Current();
        Write("Siti;Dinas;honorer;sita");
        File.SetLastWriteTimeUtc(FilePath, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal("sita", _source.Current().Roster!.Entries.Single().Accounts.Single().Handle);
    }

    [Fact]
    public void ABrokenFileLeavesTheLastGoodRosterAndReportsOnce()
    {
        Write("Siti;Dinas;honorer;siti");
        var good = _source.Current();
        File.WriteAllText(FilePath, "bukan daftar sama sekali\n");

        var broken = _source.Current();
        var again = _source.Current();

        Assert.Same(good.Roster, broken.Roster);
        Assert.True(broken is { WasRead: true, IsOlder: true });
        Assert.NotEmpty(broken.Faults);
        Assert.True(again is { WasRead: false, IsOlder: true });
        Assert.Equal(broken.Faults, again.Faults);
    }

    [Fact]
    public void AMendedFileTakesOverAgain()
    {
        Write("Siti;Dinas;honorer;siti");
        _source.Current();
        File.WriteAllText(FilePath, "bukan daftar sama sekali\n");
        _source.Current();
        Write("Ani;RSUD;honorer;ani.contoh");

        var state = _source.Current();

        Assert.True(state is { WasRead: true, IsOlder: false });
        Assert.Equal("Ani", state.Roster!.Entries.Single().Name);
    }

    [Fact]
    public void AFileThatIsAwayIsReportedOnceAndTakenUpWhenItComes()
    {
        var first = _source.Current();
        var second = _source.Current();
        Write("Siti;Dinas;honorer;siti");
        var third = _source.Current();

        Assert.True(first is { Roster: null, WasRead: true });
        Assert.False(second.WasRead);
        Assert.True(third is { WasRead: true, Roster: not null });
    }

    [Fact]
    public void AFileTakenAwayLeavesTheLastGoodRoster()
    {
        Write("Siti;Dinas;honorer;siti");
        _source.Current();
        File.Delete(FilePath);

        Assert.True(_source.Current() is { Roster: not null, IsOlder: true, WasRead: true });
    }

    void Write(params string[] rows) => File.WriteAllText(FilePath, "Nama;Unit Kerja;Jenis Pegawai;Instagram\n" + string.Join('\n', rows) + "\n");
}
