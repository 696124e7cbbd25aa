using System.Runtime.CompilerServices;

namespace Monitor.Exports.Tables;

/// <summary>
/// Rows read from local disk as an asynchronous stream. The reading itself blocks: its buffers are large, its parsers synchronous, and
/// an await for each row would cost more than the row.
/// </summary>
static class AsyncRows
{
    public static async IAsyncEnumerable<ReadResult> Of(Func<IEnumerable<ReadResult>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var result in read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return result;
        }
    }
}
