using Monitor.Flags;
using Monitor.Flags.Sqlite;
using Monitor.Tests.Support;

namespace Monitor.Tests.Flags;

/// <summary>Makes stores of one kind for the contract tests. A store made twice by one name is the same store after a restart.</summary>
interface IStores : IDisposable
{
    IFlagStore At(string name);

    /// <summary>Where the store of that name is, or would be.</summary>
    string PathOf(string name);
}

sealed class SqliteStores : IStores
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monitor-store-");

    public IFlagStore At(string name) => new SqliteFlagStore(PathOf(name), new ManualTime(SampleIngest.Start));

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}

sealed class InMemoryStores : IStores
{
    readonly InMemoryDisk _disk = new();

    public IFlagStore At(string name) => new InMemoryFlagStore(new ManualTime(SampleIngest.Start), _disk, name);

    public string PathOf(string name) => name;

    public void Dispose()
    {
    }
}
