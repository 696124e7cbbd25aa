namespace Monitor.Learning;

/// <summary>Third step: what stands near a contestant, under negation, in quotation marks, beside a reporting verb; and phrases of the word classes.</summary>
sealed class ItemMarks(WordTable words, Language language)
{
    const int Window = 4;
    static readonly ulong Quote = Hash64.Mix('"');
    readonly ulong _negation = language.ClassBit("negation");
    readonly ulong _reporting = language.ClassBit("reporting_verb");

    public void Set(PostScratch scratch)
    {
        var items = scratch.Items.AsSpan(0, scratch.ItemCount);
        var position = -1;
        for (var i = 0; i < items.Length; i++)
        {
            ref var item = ref items[i];
            if (item.Kind < ItemKind.Emoji) position++;
            item.Position = position;
            if (item.Flags.Has(ItemFlags.PhraseStart) && item.Kind == ItemKind.Word) AddPhrases(items, i);
        }

        MarkNegation(items);
        MarkMentions(items);
        MarkSentences(items);
        MarkQuotes(items);
    }

    void AddPhrases(Span<Item> items, int at)
    {
        var chain = items[at].Hash;
        var (i, length) = (at, 1);
        while (length < 3 && ++i < items.Length)
        {
            // Marks end a phrase, except the hyphen of "blak-blakan".
            if (items[i].Kind == ItemKind.Punctuation && items[i].FormStart == '-') continue;
            if (items[i].Kind > ItemKind.Number) return;
            chain = Hash64.Combine(chain, items[i].Hash);
            length++;
            if (words.TryPhrase(chain, out var classes)) items[at].Classes |= classes;
        }
    }

    void MarkNegation(Span<Item> items)
    {
        var left = 0;
        foreach (ref var item in items)
        {
            if (item.Kind == ItemKind.Punctuation)
            {
                if (item.FormStart is not '-' and not ',') left = 0;
                continue;
            }

            if (left-- > 0) item.Flags |= ItemFlags.Negated;
            if ((item.Classes & _negation) != 0) left = 2;
        }
    }

    static void MarkMentions(Span<Item> items)
    {
        var last = int.MinValue / 2;
        for (var i = 0; i < items.Length; i++)
        {
            if (IsMention(items[i])) last = items[i].Position;
            else if (items[i].Position - last <= Window) items[i].Flags |= ItemFlags.AfterMention;
        }

        last = int.MaxValue / 2;
        for (var i = items.Length - 1; i >= 0; i--)
        {
            if (IsMention(items[i])) last = items[i].Position;
            else if (last - items[i].Position <= Window) items[i].Flags |= ItemFlags.BeforeMention;
        }
    }

    void MarkSentences(Span<Item> items)
    {
        for (var start = 0; start < items.Length;)
        {
            var end = start;
            var flags = ItemFlags.None;
            while (end < items.Length && !EndsSentence(items[end]))
            {
                if (IsMention(items[end])) flags |= ItemFlags.WithMention;
                if ((items[end].Classes & _reporting) != 0) flags |= ItemFlags.Reported;
                end++;
            }

            end = Math.Min(items.Length, end + 1);
            if (flags != ItemFlags.None)
                for (var i = start; i < end; i++) items[i].Flags |= flags;

            start = end;
        }
    }

    static void MarkQuotes(Span<Item> items)
    {
        var inside = false;
        foreach (ref var item in items)
        {
            if (item.Kind == ItemKind.Punctuation && item.Hash == Quote) inside = !inside;
            else if (inside) item.Flags |= ItemFlags.Quoted;
        }
    }

    static bool EndsSentence(in Item item) => item.Kind == ItemKind.Punctuation && item.FormStart is '.' or '!' or '?' or '\n' or ';';

    public static bool IsMention(in Item item) => item.Kind == ItemKind.Mask && item.Role != MaskRole.NeutralHashtag;
}
