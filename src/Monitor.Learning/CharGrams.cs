namespace Monitor.Learning;

/// <summary>Pieces of three to five letters inside a word, its edges marked.</summary>
static class CharGrams
{
    const int Shortest = 3;
    const int Longest = 5;
    const ulong Prime = 0x00000100000001b3;

    /// <summary>Calls with the feature of each piece.</summary>
    public static void Visit<TState>(ReadOnlySpan<char> word, ref TState state, VisitFeature<TState> visit)
        where TState : allows ref struct
    {
        var padded = word.Length + 2;
        for (var start = 0; start + Shortest <= padded; start++)
        {
            var hash = 0xcbf29ce484222325UL;
            for (var length = 1; length <= Longest && start + length <= padded; length++)
            {
                var at = start + length - 2;
                hash = (hash ^ (at < 0 || at >= word.Length ? '_' : word[at])) * Prime;
                if (length >= Shortest) visit(ref state, FeatureSpace.Char(Hash64.Mix(hash)));
            }
        }
    }
}

delegate void VisitFeature<TState>(ref TState state, int feature)
    where TState : allows ref struct;
