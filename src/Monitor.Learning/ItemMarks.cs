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
        var (position, lastMention, sentence) = (-1, int.MinValue / 2, 0);
        var (negated, inQuotes, said) = (0, false, ItemFlags.None);
        for (var i = 0; i < items.Length; i++)
        {
            ref var item = ref items[i];
            if (item.Kind == ItemKind.Punctuation)
            {
                item.Position = position;
                if (item.Hash == Quote) inQuotes = !inQuotes;
                if (item.FormStart is not '-' and not ',') negated = 0;
                if (!EndsSentence(item)) continue;
                Mark(items[sentence..(i + 1)], said);
                (sentence, said) = (i + 1, ItemFlags.None);
                continue;
            }

            if (item.Kind < ItemKind.Emoji) position++;
            item.Position = position;
            if (item.Flags.Has(ItemFlags.PhraseStart) && item.Kind == ItemKind.Word) AddPhrases(items, i);
            if (IsMention(item))
            {
                lastMention = position;
                said |= ItemFlags.WithMention;
            }
            else if (position - lastMention <= Window) item.Flags |= ItemFlags.AfterMention;

            // The two words after a negation are negated, unless a mark other than a comma or hyphen comes between.
            if (negated-- > 0) item.Flags |= ItemFlags.Negated;
            if ((item.Classes & _negation) != 0) negated = 2;
            if (inQuotes) item.Flags |= ItemFlags.Quoted;
            if ((item.Classes & _reporting) != 0) said |= ItemFlags.Reported;
        }

        Mark(items[sentence..], said);
        if (lastMention >= 0) MarkBeforeMentions(items);
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
            if (length == 2 && !words.MayBeginPhrase(chain)) return;
            if (words.TryPhrase(chain, out var classes)) items[at].Classes |= classes;
        }
    }

    static void MarkBeforeMentions(Span<Item> items)
    {
        var next = int.MaxValue / 2;
        for (var i = items.Length - 1; i >= 0; i--)
        {
            if (IsMention(items[i])) next = items[i].Position;
            else if (next - items[i].Position <= Window) items[i].Flags |= ItemFlags.BeforeMention;
        }
    }

    static void Mark(Span<Item> sentence, ItemFlags flags)
    {
        if (flags == ItemFlags.None) return;
        foreach (ref var item in sentence) item.Flags |= flags;
    }

    static bool EndsSentence(in Item mark) => mark.FormStart is '.' or '!' or '?' or '\n' or ';';

    public static bool IsMention(in Item item) => item.Kind == ItemKind.Mask && item.Role != MaskRole.NeutralHashtag;
}
