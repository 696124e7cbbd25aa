using Monitor.Classification;
using Monitor.Learning;

namespace Monitor.Training;

/// <summary>
/// How sure a difference between two models is (B. Efron, R. Tibshirani, An Introduction to the Bootstrap, 1993). Both are measured on the same draw
/// of the same items, so that what is hard for both does not blur the difference.
/// </summary>
static class PairedBootstrap
{
    const int Draws = 1000;

    /// <param name="items">How many items both were measured on.</param>
    /// <param name="change">The challenger's measure less the champion's, over the items with these numbers.</param>
    /// <returns>The change on all items, with its 95 % interval; the same items give the same interval.</returns>
    public static CardInterval Change(int items, Func<int[], double> change)
    {
        var random = new SplitMix(1);
        var (drawn, values) = (new int[items], new double[Draws]);
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var i = 0; i < items; i++) drawn[i] = random.Next(items);
            values[draw] = change(drawn);
        }

        Array.Sort(values);
        return new CardInterval(change([.. Enumerable.Range(0, items)]), values[(int)(Draws * 0.025)], values[(int)(Draws * 0.975)]);
    }
}
