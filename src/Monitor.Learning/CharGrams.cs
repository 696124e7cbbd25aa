using System.Runtime.CompilerServices;

namespace Monitor.Learning;

/// <summary>Pieces of four and of five letters inside a word, its edges marked.</summary>
static class CharGrams
{
    const int Shortest = Hash64.BlockUnits;
    const char Edge = '_';

    /// <summary>Letters behind these say no more of a word, if it is one.</summary>
    const int MostLetters = 62;

    /// <summary>Gives the feature of each piece to the sink.</summary>
    [SkipLocalsInit]
    public static void Visit<TSink>(ReadOnlySpan<char> word, ref TSink sink)
        where TSink : struct, ILetterSink, allows ref struct
    {
        if (word.Length > MostLetters) word = word[..MostLetters];
        Span<char> room = stackalloc char[MostLetters + 2];
        var marked = room[..(word.Length + 2)];
        (marked[0], marked[^1]) = (Edge, Edge);
        word.CopyTo(marked[1..]);
        for (var start = 0; start + Shortest <= marked.Length; start++)
        {
            var four = Hash64.AddBlock(Hash64.Start, Hash64.FullBlock(marked[start..]));
            sink.Piece(FeatureSpace.Char(Hash64.Mix(four)));
            if (start + Shortest < marked.Length) sink.Piece(FeatureSpace.Char(Hash64.Mix(Hash64.AddBlock(four, marked[start + Shortest]))));
        }
    }
}

/// <summary>Receives the pieces of a word.</summary>
interface ILetterSink
{
    void Piece(int feature);
}
