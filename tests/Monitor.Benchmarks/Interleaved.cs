using System.Diagnostics;

namespace Monitor.Benchmarks;

/// <summary>
/// Measures two sides by turns in one run, so that whatever else the machine does falls on both. The first round warms up and does not
/// count.
/// </summary>
static class Interleaved
{
    public static async Task<(TimeSpan Ours, TimeSpan Theirs)> MedianAsync(Func<Task> ours, Func<Task> theirs, int rounds)
    {
        var (left, right) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var round = 0; round <= rounds; round++)
        {
            var (first, second) = (await TimeAsync(ours), await TimeAsync(theirs));
            if (round == 0) continue;

            left.Add(first);
            right.Add(second);
        }

        return (Median(left), Median(right));
    }

    static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        // What the other side left behind is not to be cleaned up on this side's time.
        GC.Collect();
        var begun = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(begun);
    }

    static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}
