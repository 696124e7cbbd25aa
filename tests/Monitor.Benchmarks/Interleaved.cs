using System.Diagnostics;

namespace Monitor.Benchmarks;

/// <summary>
/// Measures two sides by turns in one run, so that whatever else the machine does falls on both. The first round warms up and does not
/// count.
/// </summary>
static class Interleaved
{
    public static async Task<(Spent Ours, Spent Theirs)> MedianAsync(Func<Task> ours, Func<Task> theirs, int rounds)
    {
        var (left, right) = (new List<Spent>(), new List<Spent>());
        for (var round = 0; round <= rounds; round++)
        {
            var (first, second) = (await TimeAsync(ours), await TimeAsync(theirs));
            if (round == 0) continue;

            left.Add(first);
            right.Add(second);
        }

        return (Median(left), Median(right));
    }

    static async Task<Spent> TimeAsync(Func<Task> work)
    {
        // What the other side left behind is not to be cleaned up on this side's time.
        GC.Collect();
        var (begun, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await work();
        return new Spent(Stopwatch.GetElapsedTime(begun), Environment.CpuUsage.TotalTime - used);
    }

    static Spent Median(List<Spent> spans) => new(Median(spans.Select(span => span.Wall)), Median(spans.Select(span => span.Processor)));

    static TimeSpan Median(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}

/// <param name="Wall">By the clock.</param>
/// <param name="Processor">On all cores together: what others do on a busy machine is not in it.</param>
readonly record struct Spent(TimeSpan Wall, TimeSpan Processor);
