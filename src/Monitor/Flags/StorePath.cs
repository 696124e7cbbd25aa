namespace Monitor.Flags;

/// <summary>Where the store of a data folder stands.</summary>
static class StorePath
{
    public const string FileName = "monitor.db";

    public static string In(string dataFolder) => Path.Combine(Path.GetFullPath(dataFolder), FileName);
}
