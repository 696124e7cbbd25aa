namespace Monitor.Learning;

/// <summary>
/// Second step: decides by context which everyday words and numbers are contestants, and joins neighbouring mentions, so that a pair
/// written out reads the same as one name. Nothing here depends on which contestant it is.
/// </summary>
sealed class MentionRules(AliasTable aliases)
{
    const int Reach = 6;
    const int MaxCues = 64;
    static readonly ulong Dash = Hash64.Mix('-');
    static readonly ulong Slash = Hash64.Mix('/');
    static readonly ulong And = Hash64.Mix('&');
    static readonly ulong Plus = Hash64.Mix('+');
    static readonly ulong Colon = Hash64.Mix(':');
    static readonly ulong Dot = Hash64.Mix('.');

    public void Settle(PostScratch scratch)
    {
        Span<int> cues = stackalloc int[MaxCues];
        var count = Locate(scratch, cues, out var sure);
        var context = new Context(cues[..count], sure);
        for (var i = 0; i < scratch.DraftCount;)
        {
            ref var draft = ref scratch.Items[i];
            if (draft.Flags.Has(ItemFlags.Ambiguous))
            {
                if (IsMeant(draft, context))
                {
                    i = AddOpen(scratch, i);
                    continue;
                }

                BeWord(ref draft);
            }

            if (draft.Rules.Has(WordFlags.GivenName) && IsPartOfName(scratch, i)) BeName(ref draft);
            if (draft.Value > 0 || draft.Rules.Has(WordFlags.NumberLead | WordFlags.Order | WordFlags.Zero | WordFlags.Greeting))
            {
                var next = ReadNumber(scratch, i, context);
                if (next > i)
                {
                    i = next;
                    continue;
                }
            }

            if (draft.Kind == ItemKind.Mask) AddMask(scratch, draft);
            else if (draft.Kind is not (ItemKind.OtherAccount or ItemKind.OtherName) || !TryJoin(scratch, draft)) scratch.KeepDraft(i);
            i++;
        }
    }

    static void BeWord(ref Item item)
    {
        item.Flags &= ~ItemFlags.Ambiguous;
        item.Alias = -1;
        item.Role = MaskRole.Person;
    }

    /// <summary>Bagus is a name in "Bagus Nugroho" and in "Rusdi Bagus": who is called so must not be read otherwise than who is called Slamet Riyanto.</summary>
    static bool IsPartOfName(PostScratch scratch, int at)
    {
        if (!IsWrittenAsName(scratch.Items[at])) return false;
        if (scratch.ItemCount > 0 && scratch.Items[scratch.ItemCount - 1].Kind == ItemKind.OtherName) return true;
        var next = at + 1;
        while (next < scratch.DraftCount && scratch.Items[next].Rules.Has(WordFlags.GivenName) && IsWrittenAsName(scratch.Items[next])) next++;
        return next < scratch.DraftCount && scratch.Items[next].Kind == ItemKind.OtherName;
    }

    static bool IsWrittenAsName(in Item item) =>
        item.Kind == ItemKind.Word && (item.Flags & (ItemFlags.Capitalised | ItemFlags.AllCaps | ItemFlags.InTag)) == ItemFlags.Capitalised;

    static void BeName(ref Item item)
    {
        item.Kind = ItemKind.OtherName;
        item.Hash = MaskToken.OtherName;
        item.Classes = 0;
        item.Rules = WordFlags.None;
        item.Flags &= ~(ItemFlags.PhraseStart | ItemFlags.Cue);
    }

    /// <summary>An everyday word that turned out to be a contestant; returns where reading goes on.</summary>
    int AddOpen(PostScratch scratch, int at)
    {
        var item = scratch.Items[at];
        item.Kind = ItemKind.Mask;
        item.Hash = MaskToken.Of(item.Role);
        item.Classes = 0;
        item.Rules = WordFlags.None;
        item.Flags = ItemFlags.Cue;
        item.Length = item.SpanEnd - item.Start;
        AddMask(scratch, item);
        var next = at + 1;
        while (next < scratch.DraftCount && scratch.Items[next].Start < item.SpanEnd) next++;
        return next;
    }

    /// <summary>Numbers the words and notes where the post speaks of a contest.</summary>
    static int Locate(PostScratch scratch, Span<int> cues, out int sure)
    {
        var (count, position) = (0, -1);
        sure = 0;
        for (var i = 0; i < scratch.DraftCount; i++)
        {
            ref var draft = ref scratch.Items[i];
            // A title is part of the name that follows it, whether or not the contest data list the name with it.
            var title = draft.Rules.Has(WordFlags.Honorific) || draft.Rules.Has(WordFlags.PartyTitle) && IsParty(scratch, i + 1);
            if (draft.Kind < ItemKind.Emoji && !title) position++;
            draft.Position = position;
            if (title || !draft.Flags.Has(ItemFlags.Cue)) continue;
            if (draft.Kind == ItemKind.Mask && draft.Role != MaskRole.HandSign) sure++;
            if (count < MaxCues) cues[count++] = position;
        }

        return count;
    }

    static bool IsParty(PostScratch scratch, int at) =>
        at < scratch.DraftCount && scratch.Items[at].Kind == ItemKind.Mask && scratch.Items[at].Role == MaskRole.Party;

    /// <summary>Written as a brand or beside a sure mention, and close to other words of a contest.</summary>
    static bool IsMeant(in Item item, in Context context) =>
        context.Near(item.Position, 3) && (context.Sure > 0 || item.Flags.Has(ItemFlags.AllCaps | ItemFlags.Capitalised));

    /// <summary>Tries the ways in which people write a ballot number; returns where reading goes on, or the same place for none.</summary>
    int ReadNumber(PostScratch scratch, int at, in Context context)
    {
        var drafts = scratch.Items.AsSpan(0, scratch.DraftCount);
        var finger = at + (drafts[at].Rules.Has(WordFlags.Greeting) ? 1 : 0);
        if (finger + 1 < drafts.Length && drafts[finger].Value is > 0 and <= 10 && drafts[finger + 1].Rules.Has(WordFlags.Finger))
            return AddJoined(scratch, at, finger + 2, MaskRole.HandSign, drafts[finger].Value);

        var i = at;
        var ordered = false;
        var led = false;
        while (i < drafts.Length && drafts[i].Rules.Has(WordFlags.NumberLead | WordFlags.Order) || led && i < drafts.Length && IsDot(drafts[i]))
        {
            ordered |= drafts[i].Rules.Has(WordFlags.Order);
            led = true;
            i++;
        }

        var zero = i < drafts.Length && drafts[i].Kind == ItemKind.Word && drafts[i].Rules.Has(WordFlags.Zero);
        if (zero) i++;
        if (i >= drafts.Length || drafts[i].Value is 0 or > 24) return at;
        zero |= drafts[i].Rules.Has(WordFlags.Zero);
        if (PartOfFigure(scratch, at, i)) return at;
        var before = scratch.ItemCount > 0 ? scratch.Items[scratch.ItemCount - 1].Rules : WordFlags.None;
        if (before.Has(WordFlags.CountLead) && !ordered) return at;
        return IsBallot(drafts[i], before, ordered, led, zero, context) ? AddJoined(scratch, at, i + 1, MaskRole.Number, drafts[i].Value) : at;
    }

    static bool IsBallot(in Item number, WordFlags before, bool ordered, bool led, bool zero, in Context context)
    {
        if (ordered) return true;
        var afterBallotWord = before.Has(WordFlags.BallotLead);
        if (afterBallotWord && (number.Kind == ItemKind.Number || led || zero)) return true;
        if (zero) return context.Near(number.Position, Reach) || context.Sure > 0;
        if (led) return context.Near(number.Position, Reach);
        return afterBallotWord && number.Kind == ItemKind.Word && context.Sure > 0;
    }

    static bool IsDot(in Item item) => item.Kind == ItemKind.Punctuation && item.Hash == Dot;

    /// <summary>A figure with a slash, hyphen or colon at its side is a date, a score or a time.</summary>
    static bool PartOfFigure(PostScratch scratch, int first, int at)
    {
        var drafts = scratch.Items.AsSpan(0, scratch.DraftCount);
        if (drafts[at].Kind != ItemKind.Number) return false;
        if (at + 1 < drafts.Length && IsJoiner(drafts[at + 1]) && at + 2 < drafts.Length && drafts[at + 2].Kind == ItemKind.Number) return true;
        // What stands before is settled already.
        var settled = scratch.Items.AsSpan(0, scratch.ItemCount);
        return at == first && settled.Length > 1 && IsJoiner(settled[^1]) && settled[^2].Kind == ItemKind.Number;
    }

    static bool IsJoiner(in Item item) =>
        item.Kind == ItemKind.Punctuation && (item.Hash == Dash || item.Hash == Slash || item.Hash == Colon);

    int AddJoined(PostScratch scratch, int at, int end, MaskRole role, int value)
    {
        var item = scratch.Items[at];
        ref var last = ref scratch.Items[end - 1];
        item.Length = last.Start + last.Length - item.Start;
        item.Kind = ItemKind.Mask;
        item.Role = role;
        item.Hash = MaskToken.Of(role);
        item.Classes = 0;
        item.Rules = WordFlags.None;
        item.Flags = ItemFlags.Cue;
        item.Alias = aliases.OfNumber(value);
        AddMask(scratch, item);
        return end;
    }

    void AddMask(PostScratch scratch, Item mask)
    {
        if (mask.Alias >= 0) scratch.AddMention(aliases[mask.Alias], mask.Start, mask.Length);
        if (mask.Role == MaskRole.Person) TakeTitles(scratch, ref mask, WordFlags.Honorific);
        if (mask.Role == MaskRole.Party) TakeTitles(scratch, ref mask, WordFlags.PartyTitle);
        if (!TryJoin(scratch, mask)) scratch.Items[scratch.ItemCount++] = mask;
    }

    /// <summary>
    /// "Pak Jokowi", "Prof. Mahfud" and "Partai Perindo" read as the bare names do: the contest data list some names with the title and some without.
    /// </summary>
    static void TakeTitles(PostScratch scratch, ref Item name, WordFlags title)
    {
        for (var last = scratch.ItemCount - 1; last >= 0; last--)
        {
            if (last > 0 && IsDot(scratch.Items[last]) && IsTitle(scratch.Items[last - 1], title)) last--;
            if (!IsTitle(scratch.Items[last], title)) return;
            name.Length += name.Start - scratch.Items[last].Start;
            name.Start = scratch.Items[last].Start;
            scratch.ItemCount = last;
        }
    }

    static bool IsTitle(in Item item, WordFlags title) =>
        item.Kind == ItemKind.Word && item.Rules.Has(title) && !item.Flags.Has(ItemFlags.InTag);

    /// <summary>Two mentions of one role side by side are one mention: "Edi-Rendi", "Edi Rendi" and "Edi" read alike.</summary>
    static bool TryJoin(PostScratch scratch, in Item item)
    {
        var last = scratch.ItemCount - 1;
        while (last >= 0 && item.Role == MaskRole.Person && scratch.Items[last].Kind == ItemKind.Punctuation && IsGlue(scratch.Items[last].Hash)) last--;
        if (last < 0) return false;

        ref var before = ref scratch.Items[last];
        if (before.Kind != item.Kind || before.Hash != item.Hash) return false;
        before.Length = item.Start + item.Length - before.Start;
        scratch.ItemCount = last + 1;
        return true;
    }

    static bool IsGlue(ulong hash) => hash == Dash || hash == Slash || hash == And || hash == Plus;

    readonly ref struct Context(ReadOnlySpan<int> cues, int sure)
    {
        public readonly ReadOnlySpan<int> Cues = cues;

        /// <summary>How many mentions need no context.</summary>
        public readonly int Sure = sure;

        /// <summary>True when another word that speaks of a contest stands within so many words.</summary>
        public bool Near(int position, int reach)
        {
            foreach (var cue in Cues)
                if (cue != position && Math.Abs(cue - position) <= reach) return true;

            return false;
        }
    }
}
