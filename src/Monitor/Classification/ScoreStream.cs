using System.Buffers;
using System.Threading.Channels;
using Monitor.Contests;

namespace Monitor.Classification;

/// <summary>Scores a stream of JSON lines on several threads and writes the scores in the order of the lines.</summary>
sealed class ScoreStream(PostClassifier classifier, ContestBook contests, bool reasons, int threads)
{
    const int PartSize = 1 << 20;

    /// <summary>Reads to the end; lines that cannot be read are reported with their number and left out.</summary>
    /// <param name="from">Lines {id, text, time?}.</param>
    /// <param name="to">Lines {id, probability, partisan, category, contestants, reasons?}.</param>
    /// <param name="fault">Gets a message for each unreadable line.</param>
    /// <param name="progress">Gets the number of lines scored, now and then; null when nobody watches.</param>
    /// <param name="stopping">Stops between parts.</param>
    public async Task<ScoreCounts> RunAsync(Stream from, Stream to, Action<string> fault, Action<long>? progress, CancellationToken stopping)
    {
        var work = Channel.CreateBounded<Part>(new BoundedChannelOptions(threads * 2) { SingleWriter = true });
        var order = Channel.CreateBounded<Part>(new BoundedChannelOptions(threads * 2 + 2) { SingleWriter = true, SingleReader = true });
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var stages = new List<Task> { ReadAsync(from, work.Writer, order.Writer, failed.Token) };
        for (var i = 0; i < threads; i++) stages.Add(Task.Run(() => ScoreAsync(work.Reader, failed.Token), failed.Token));
        var write = WriteAsync(to, order.Reader, fault, progress, failed.Token);
        stages.Add(write);
        while (stages.Count > 0)
        {
            var ended = await Task.WhenAny(stages);
            stages.Remove(ended);
            // One broken stage would leave the others waiting for it.
            if (!ended.IsCompletedSuccessfully) await failed.CancelAsync();
            if (!ended.IsCompletedSuccessfully && ended.Exception is { } exception) throw exception.GetBaseException();
        }

        return await write;
    }

    static async Task ReadAsync(Stream from, ChannelWriter<Part> work, ChannelWriter<Part> order, CancellationToken stopping)
    {
        var (rest, restLength, line) = (ArrayPool<byte>.Shared.Rent(PartSize), 0, 1L);
        while (true)
        {
            var read = await from.ReadAtLeastAsync(rest.AsMemory(restLength), rest.Length - restLength, throwOnEndOfStream: false, stopping);
            var length = restLength + read;
            var last = length < rest.Length;
            var cut = last ? length : rest.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
            if (cut == 0 && !last)
            {
                // A line longer than the part: make room and read on.
                var larger = ArrayPool<byte>.Shared.Rent(rest.Length * 2);
                rest.AsSpan(0, length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(rest);
                (rest, restLength) = (larger, length);
                continue;
            }

            var next = ArrayPool<byte>.Shared.Rent(Math.Max(PartSize, length - cut));
            rest.AsSpan(cut..length).CopyTo(next);
            var part = new Part(rest, cut, line);
            line += rest.AsSpan(0, cut).Count((byte)'\n');
            (rest, restLength) = (next, length - cut);
            await order.WriteAsync(part, stopping);
            await work.WriteAsync(part, stopping);
            if (!last) continue;

            ArrayPool<byte>.Shared.Return(rest);
            work.Complete();
            order.Complete();
            return;
        }
    }

    async Task ScoreAsync(ChannelReader<Part> work, CancellationToken stopping)
    {
        using var scorer = new LineScorer(classifier, contests, reasons);
        await foreach (var part in work.ReadAllAsync(stopping))
        {
            try
            {
                scorer.Score(part);
                part.Done.SetResult();
            }
            catch (Exception failure)
            {
                part.Done.SetException(failure);
                throw;
            }
        }
    }

    static async Task<ScoreCounts> WriteAsync(Stream to, ChannelReader<Part> order, Action<string> fault, Action<long>? progress, CancellationToken stopping)
    {
        var counts = new ScoreCounts(0, 0, 0);
        await foreach (var part in order.ReadAllAsync(stopping))
        {
            await part.Done.Task.WaitAsync(stopping);
            await to.WriteAsync(part.Output.WrittenMemory, stopping);
            foreach (var message in part.Faults) fault(message);
            counts = new ScoreCounts(counts.Scored + part.Scored, counts.Partisan + part.Partisan, counts.Bad + part.Faults.Count);
            progress?.Invoke(counts.Scored);
            ArrayPool<byte>.Shared.Return(part.Input);
        }

        return counts;
    }
}

/// <param name="Scored">Lines with a score.</param>
/// <param name="Partisan">Of those, at or above the threshold.</param>
/// <param name="Bad">Lines that could not be read.</param>
readonly record struct ScoreCounts(long Scored, long Partisan, long Bad);

/// <summary>Whole lines of the input, and the scores that came of them.</summary>
sealed class Part(byte[] input, int length, long firstLine)
{
    public byte[] Input { get; } = input;

    public int Length { get; } = length;

    public long FirstLine { get; } = firstLine;

    public ArrayBufferWriter<byte> Output { get; } = new(length + 256);

    public List<string> Faults { get; } = [];

    public long Scored { get; set; }

    public long Partisan { get; set; }

    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
