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

    /// <summary>
    /// First the drafts, one after another; then, from the front, the items that they settle into. Those are never more, so that a draft
    /// is not overwritten before it has been read.
    /// </summary>
    public Item[] Items = new Item[256];
    public int DraftCount;
    public int ItemCount;

    public FoundMention[] Mentions = new FoundMention[16];
    public int MentionCount;

    public ReadOnlySpan<FoundMention> FoundMentions => Mentions.AsSpan(0, MentionCount);

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
        if (DraftCount == Items.Length) Array.Resize(ref Items, Items.Length * 2);
        ref var item = ref Items[DraftCount++];
        item = default;
        return ref item;
    }

    /// <summary>The draft becomes an item as it is; most do, and most stay where they are.</summary>
    public void KeepDraft(int draft)
    {
        if (draft != ItemCount) Items[ItemCount] = Items[draft];
        ItemCount++;
    }

    public void AddMention(AliasEntry alias, int start, int length)
    {
        if (MentionCount == Mentions.Length) Array.Resize(ref Mentions, Mentions.Length * 2);
        Mentions[MentionCount++] = new FoundMention(alias.Role, start, length, alias.Targets);
    }

    public ReadOnlySpan<char> FormOf(in Token token) => Form.AsSpan(token.FormStart, token.FormLength);

    public ReadOnlySpan<char> FormOf(in Item item) => Form.AsSpan(item.FormStart, item.FormLength);

    /// <summary>Of a word; masks, tags and emoji have none that count.</summary>
    public ReadOnlySpan<char> LettersOf(in Item item) => item.Kind == ItemKind.Word ? FormOf(item) : default;
}
