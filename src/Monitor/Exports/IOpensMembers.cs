using Monitor.Posts;

namespace Monitor.Exports;

/// <summary>A reader of archives that can tell beforehand what it would open of one.</summary>
interface IOpensMembers : IExportReader
{
    /// <summary>Whether it would open a member of a zip, judged by the member's name alone.</summary>
    bool Opens(string member);

    /// <summary>Whose archive it is; null when nobody can be named, or when the format has no owner.</summary>
    /// <exception cref="UnreadableExportException">The file as a whole is not what it claimed to be.</exception>
    Task<PostAuthor?> FindOwnerAsync(ExportFile export, CancellationToken cancellationToken) => Task.FromResult<PostAuthor?>(null);
}
