using System.Runtime.CompilerServices;

namespace Monitor.Learning;

/// <summary>Traits of the whole post, counted on the masked items so that no contestant's name changes them.</summary>
static class FrameReader
{
    static readonly ulong Retweet = Hash64.Of("rt");
    static readonly ulong Percent = Hash64.Of("persen");

    public static PostTraits Read(ReadOnlySpan<Item> items)
    {
        var traits = new PostTraits();
        var counts = new Counts();
        for (var i = 0; i < items.Length; i++) Count(items[i], ref traits, ref counts);

        ReadShape(items, ref traits, counts);
        ReadMentions(items, ref traits);
        return traits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Count(in Item item, ref PostTraits traits, ref Counts counts)
    {
        if (item.Flags.Has(ItemFlags.DigitSpelling)) traits.Add(Frame.DigitSpelling);
        switch (item.Kind)
        {
            case ItemKind.Word:
                if (item.Flags.Has(ItemFlags.InTag)) break;
                counts.Words++;
                if (item.Flags.Has(ItemFlags.Capitalised)) counts.Capitalised++;
                if (item.Flags.Has(ItemFlags.AllCaps) && item.FormLength > 2) counts.Capitals++;
                if (item.Flags.Has(ItemFlags.Stretched)) traits.Add(Frame.StretchedWords);
                if (item.Flags.Has(ItemFlags.Reported)) traits.Set(Frame.Reporting);
                if (item.Hash == Percent) traits.Set(Frame.Percent);
                break;
            case ItemKind.Number:
                counts.Words++;
                traits.Add(Frame.NumberShare);
                break;
            case ItemKind.OtherName:
                counts.Words++;
                counts.Capitalised++;
                traits.Add(Frame.OtherNames);
                break;
            case ItemKind.Mask:
                CountMask(item, ref traits);
                counts.Masks++;
                break;
            case ItemKind.OtherTag:
                traits.Add(Frame.OtherTags);
                break;
            case ItemKind.OtherAccount:
                traits.Add(Frame.OtherAccounts);
                break;
            case ItemKind.Link:
                traits.Set(Frame.HasLink);
                break;
            case ItemKind.Emoji:
                traits.Add(Frame.Emoji);
                break;
            case ItemKind.Punctuation:
                CountMark(item, ref traits, ref counts);
                break;
        }
    }

    static void CountMask(in Item item, ref PostTraits traits)
    {
        if (item.Role == MaskRole.NeutralHashtag)
        {
            traits.Add(Frame.NeutralTags);
            return;
        }

        traits.HasMention = true;
        var nameOnly = item.Flags.Has(ItemFlags.NameOnly);
        traits.Add(nameOnly ? Frame.NameTag : Frame.MentionPerson + (item.Role < MaskRole.NeutralHashtag ? (int)item.Role : 0));
        if (item.Role == MaskRole.Hashtag && !nameOnly) traits.HasCampaignTag = true;
    }

    static void CountMark(in Item item, ref PostTraits traits, ref Counts counts)
    {
        switch (item.FormStart)
        {
            case '!':
                traits.Add(Frame.Exclaims);
                if (item.Flags.Has(ItemFlags.Stretched)) traits.Set(Frame.Shouts);
                break;
            case '"':
                counts.Quotes++;
                break;
            case ':':
                traits.Set(Frame.Colon);
                break;
            case '…':
                traits.Set(Frame.Ellipsis);
                break;
            case '.' when item.Flags.Has(ItemFlags.Stretched):
                traits.Set(Frame.Ellipsis);
                break;
            case '\n':
                traits.Add(Frame.Newlines);
                break;
            case '|':
                traits.Set(Frame.Pipe);
                break;
        }
    }

    static void ReadShape(ReadOnlySpan<Item> items, ref PostTraits traits, in Counts counts)
    {
        var words = counts.Words + counts.Masks;
        traits.Set(Frame.Length0 + Math.Min(5, words / 8));
        if (counts.Words > 3 && counts.Capitalised * 10 > counts.Words * 6 && counts.Capitals * 2 < counts.Words) traits.Set(Frame.Headline);
        if (counts.Words > 0 && counts.Capitals * 2 > counts.Words) traits.Set(Frame.Capitals);
        if (counts.Quotes >= 2) traits.Set(Frame.Quotation);
        if (items.Length == 0) return;

        ref readonly var first = ref items[0];
        if (first.Kind == ItemKind.Punctuation && first.FormStart == '"') traits.Set(Frame.OpensWithQuotation);
        if (first.Kind == ItemKind.OtherAccount || first.Kind == ItemKind.Mask && first.Role == MaskRole.Account) traits.Set(Frame.Reply);
        if (first.Kind == ItemKind.Mask && first.Role == MaskRole.Account) traits.Set(Frame.ReplyToContestant);
        if (first.Kind == ItemKind.Word && first.Hash == Retweet) traits.Set(Frame.Retweet);
        var last = items.Length - 1;
        if (items[last].Kind == ItemKind.Link) traits.Set(Frame.EndsWithLink);
        while (last > 0 && items[last].Kind == ItemKind.Link) last--;
        if (items[last].Kind == ItemKind.Punctuation && items[last].FormStart == '?') traits.Set(Frame.EndsWithQuestion);
        if (items[last].Kind is ItemKind.OtherTag or ItemKind.Mask && items[last].Role == MaskRole.Hashtag) traits.Set(Frame.EndsWithTag);
    }

    static void ReadMentions(ReadOnlySpan<Item> items, ref PostTraits traits)
    {
        if (!traits.HasMention) traits.Set(Frame.NoMention);
        if (traits[Frame.MentionPerson] > 1) traits.Set(Frame.TwoPersons);
        if (traits[Frame.MentionPerson] + traits[Frame.MentionParty] > 2) traits.Set(Frame.ManyMentions);
        if (traits[Frame.OtherAccounts] > 2) traits.Set(Frame.ManyAccounts);
        if (traits.HasCampaignTag && traits[Frame.HasLink] > 0) traits.Set(Frame.TagAndLink);
        if (items.Length == 0) return;
        if (ItemMarks.IsMention(items[0])) traits.Set(Frame.StartsWithMention);
        if (ItemMarks.IsMention(items[^1])) traits.Set(Frame.EndsWithMention);
    }

    struct Counts
    {
        public int Words;
        public int Masks;
        public int Capitalised;
        public int Capitals;
        public int Quotes;
    }
}

/// <summary>Frames with their counts, on the stack.</summary>
struct PostTraits
{
    public FrameValues Values;
    public bool HasMention;
    public bool HasCampaignTag;

    public readonly int this[Frame frame] => Values[(int)frame];

    public void Set(Frame frame) => Values[(int)frame] = 1;

    public void Add(Frame frame)
    {
        if (Values[(int)frame] < 255) Values[(int)frame]++;
    }
}

[InlineArray(FeatureSpace.FrameCount)]
struct FrameValues
{
    byte _first;
}
