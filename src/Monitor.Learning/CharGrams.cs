namespace Monitor.Learning;

/// <summary>Pieces of three to five letters inside a word, its edges marked.</summary>
static class CharGrams
{
    const int Shortest = 3;
    const int Longest = 5;

    /// <summary>Gives the feature of each piece to the sink.</summary>
    public static void Visit<TSink>(ReadOnlySpan<char> word, ref TSink sink)
        where TSink : struct, ILetterSink, allows ref struct
    {
        var padded = word.Length + 2;
        for (var start = 0; start + Shortest <= padded; start++)
        {
            var hash = Hash64.Start;
            for (var length = 1; length <= Longest && start + length <= padded; length++)
            {
                var at = start + length - 2;
                hash = Hash64.Grow(hash, at < 0 || at >= word.Length ? '_' : word[at]);
                if (length >= Shortest) sink.Piece(FeatureSpace.Char(Hash64.Mix(hash)));
            }
        }
    }
}

/// <summary>Receives the pieces of a word.</summary>
interface ILetterSink
{
    void Piece(int feature);
}
