namespace Monitor.Learning;

/// <summary>Buffers that one thread uses for one post after another, so that scoring allocates nothing.</summary>
sealed class PostScratch
{
    public char[] Form = new char[1024];
    public int FormCount;

    public Token[] Tokens = new Token[256];
    public int TokenCount;

    /// <summary>Words of one letter; only where there are several can a word have been spelled out.</summary>
    public int LoneLetters;

    public Item[] Items = new Item[256];
    public int ItemCount;

    public Item[] Draft = new Item[256];
    public int DraftCount;

    public MentionSpan[] Mentions = new MentionSpan[16];
    public int MentionCount;

    public void Clear() => (FormCount, TokenCount, LoneLetters, ItemCount, DraftCount, MentionCount) = (0, 0, 0, 0, 0, 0);

    public void Append(char unit)
    {
        if (FormCount == Form.Length) Array.Resize(ref Form, Form.Length * 2);
        Form[FormCount++] = unit;
    }

    public ref Token AddToken()
    {
        if (TokenCount == Tokens.Length) Array.Resize(ref Tokens, Tokens.Length * 2);
        ref var token = ref Tokens[TokenCount++];
        token = default;
        return ref token;
    }

    public ref Item AddDraft()
    {
        if (DraftCount == Draft.Length) Array.Resize(ref Draft, Draft.Length * 2);
        ref var item = ref Draft[DraftCount++];
        item = default;
        return ref item;
    }

    public void AddItem(in Item item)
    {
        if (ItemCount == Items.Length) Array.Resize(ref Items, Items.Length * 2);
        Items[ItemCount++] = item;
    }

    public void AddMention(int alias, int start, int length)
    {
        if (MentionCount == Mentions.Length) Array.Resize(ref Mentions, Mentions.Length * 2);
        Mentions[MentionCount++] = new MentionSpan(alias, start, length);
    }

    public ReadOnlySpan<char> FormOf(in Token token) => Form.AsSpan(token.FormStart, token.FormLength);

    public ReadOnlySpan<char> FormOf(in Item item) => Form.AsSpan(item.FormStart, item.FormLength);
}

/// <summary>A contestant's alias found in the post.</summary>
/// <param name="Alias">Index of the alias in the mask.</param>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="Length">UTF-16 units.</param>
readonly record struct MentionSpan(int Alias, int Start, int Length);
