using System.Runtime.CompilerServices;

namespace Monitor.Learning;

/// <summary>First step from tokens to items: aliases are found, slang is replaced, hashtags and accounts are taken apart.</summary>
sealed class DraftReader
{
    const string SideWords =
        "ganti tetap lanjutkan periode coblos pilih menang menangkan salam jari presiden gubernur bupati walikota putaran capres lagi for relawan untuk kotak";
    const string NeutralStarts =
        "pemilu pilkada pilpres pileg pilgub pilbup pilwalkot pilwali debat kpu bawaslu pemilihan panwas tps ppk pps kpps netral netralitas quickcount mata tempo teman sahabat";
    const string TeamWords = "relawan timses sahabat kawan dpp dpd dpw dpc pengurus kader milenial pendukung";
    static readonly ItemFlags[] FlagMap = [.. Enumerable.Range(0, 64).Select(flags => Map((TokenFlags)flags))];
    static readonly string[] Endings = ["nya", "lah", "kah", "pun", "ers", "mu", "ku"];
    static readonly string[][] EndingsByLetter = [.. Enumerable.Range('a', 26).Select(letter => Endings.Where(ending => ending[^1] == letter).ToArray())];
    readonly AliasTable _aliases;
    readonly WordTable _words;
    readonly TagReader _tags;
    readonly HashIndex<byte> _sideWords = new(128);
    readonly HashIndex<byte> _neutralStarts = new(32);
    readonly HashIndex<byte> _teamWords = new(16);
    readonly ulong _cueClasses;
    readonly ulong _againstClasses;
    readonly ulong _cheerClass;

    public DraftReader(AliasTable aliases, WordTable words, TagReader tags, Language language)
    {
        (_aliases, _words, _tags) = (aliases, words, tags);
        foreach (var name in new[] { "vote_act", "contest_noun", "campaign_act", "supporter_label", "poll_survey" }) _cueClasses |= language.ClassBit(name);
        foreach (var name in new[] { "insult", "mock", "anger", "fear_warning", "reject_verb", "smear_topic", "negation" }) _againstClasses |= language.ClassBit(name);
        _cheerClass = language.ClassBit("support_verb");
        Fill(_sideWords, SideWords);
        Fill(_neutralStarts, NeutralStarts);
        Fill(_teamWords, TeamWords);
    }

    /// <summary>Words by which tags and accounts are judged; they must be known when a tag is taken apart.</summary>
    public static IEnumerable<string> TagWords => $"{SideWords} {NeutralStarts} {TeamWords}".Split(' ');

    public void Read(PostScratch scratch)
    {
        foreach (ref readonly var token in scratch.Tokens.AsSpan(0, scratch.TokenCount))
            if (token.Kind == TokenKind.Word) _words.Prefetch(token.Hash);

        for (var i = 0; i < scratch.TokenCount;)
        {
            if (scratch.Tokens[i].Kind == TokenKind.Word) i = ReadWord(scratch, i);
            else ReadOther(scratch, i++);
        }
    }

    static ItemFlags Map(TokenFlags flags)
    {
        var mapped = ItemFlags.None;
        if (flags.Has(TokenFlags.AllCaps)) mapped |= ItemFlags.AllCaps;
        if (flags.Has(TokenFlags.Capitalised)) mapped |= ItemFlags.Capitalised;
        if (flags.Has(TokenFlags.DigitSpelling)) mapped |= ItemFlags.DigitSpelling;
        if (flags.Has(TokenFlags.Stretched)) mapped |= ItemFlags.Stretched;
        if (flags.Has(TokenFlags.Glued)) mapped |= ItemFlags.Glued;
        return mapped;
    }

    static void Fill(HashIndex<byte> index, string words)
    {
        foreach (var word in words.Split(' ')) index.At(Hash64.Of(word)) = 1;
    }

    void ReadOther(PostScratch scratch, int at)
    {
        ref var token = ref scratch.Tokens[at];
        switch (token.Kind)
        {
            case TokenKind.Number:
                AddNumber(scratch, token);
                break;
            case TokenKind.Hashtag:
                ReadTag(scratch, at);
                break;
            case TokenKind.Account:
                ReadAccount(scratch, token);
                break;
            case TokenKind.Link:
                Place(ref scratch.AddDraft(), token, ItemKind.Link, MaskToken.Link);
                break;
            case TokenKind.Emoji when _aliases.TrySign(token.Hash, out var sign):
                AddMask(scratch, token, sign);
                break;
            case TokenKind.Emoji:
                Place(ref scratch.AddDraft(), token, ItemKind.Emoji, token.Hash);
                break;
            default:
                Place(ref scratch.AddDraft(), token, ItemKind.Punctuation, token.Hash);
                break;
        }
    }

    int ReadWord(PostScratch scratch, int at)
    {
        ref readonly var token = ref scratch.Tokens[at];
        var known = _words.TryGet(token.Hash, out var entry);
        if (!known || entry.Flags.Has(WordFlags.AliasStart) || !entry.SaysMoreThanName) return ReadRareWord(scratch, at, known, entry);
        ref var item = ref scratch.AddDraft();
        Place(ref item, token, ItemKind.Word, token.Hash);
        Describe(ref item, entry, scratch);
        return at + 1;
    }

    /// <summary>A word that may be a name, or begin one.</summary>
    int ReadRareWord(PostScratch scratch, int at, bool known, in WordEntry entry)
    {
        var token = scratch.Tokens[at];
        var (alias, end) = (-1, 0);
        if (known && entry.Flags.Has(WordFlags.AliasStart) && MatchAlias(scratch, at, out alias, out var next))
        {
            var last = scratch.Tokens[next - 1];
            end = last.Start + last.Length;
            // S1AP is written by people who mean the brand.
            if (!_aliases[alias].Ambiguous || token.Flags.Has(TokenFlags.DigitSpelling))
            {
                token.Length = end - token.Start;
                AddMask(scratch, token, alias);
                return next;
            }
        }

        // That some contestant's name begins with it says nothing of the word: it must read the same where that contest is not at hand.
        var isNew = alias < 0 && !(known && entry.SaysMoreThanName);
        if (isNew && token.FormLength >= 5 && MatchInflected(scratch, token, out var name))
        {
            AddMask(scratch, token, name);
            return at + 1;
        }

        ref var item = ref scratch.AddDraft();
        if (isNew && LooksLikeName(token))
        {
            Place(ref item, token, ItemKind.OtherName, MaskToken.OtherName);
            return at + 1;
        }

        Place(ref item, token, ItemKind.Word, token.Hash);
        if (!known) return at + 1;
        Describe(ref item, entry, scratch);
        if (alias >= 0 && ((entry.Classes & _cheerClass) == 0 || StandsOut(scratch, at))) LeaveOpen(ref item, alias, end);
        return at + 1;
    }

    /// <summary>
    /// In capitals among words that are not. Who cheers says "siap dukung" without meaning the pair whose brand is SIAP, and a contest is near.
    /// </summary>
    static bool StandsOut(PostScratch scratch, int at) => IsShouted(scratch, at) && !IsShouted(scratch, at - 1) && !IsShouted(scratch, at + 1);

    static bool IsShouted(PostScratch scratch, int at) =>
        at >= 0 && at < scratch.TokenCount && scratch.Tokens[at].Kind == TokenKind.Word && scratch.Tokens[at].Flags.Has(TokenFlags.AllCaps);

    /// <summary>
    /// Written with a capital and in no list and in hardly any sample: who it is must not count, whether contest data know the name or not.
    /// </summary>
    bool LooksLikeName(in Token token) =>
        (token.Flags & (TokenFlags.Capitalised | TokenFlags.AllCaps)) == TokenFlags.Capitalised && token.FormLength >= 3 && !_tags.Knows(token.Hash);

    void Describe(ref Item item, in WordEntry entry, PostScratch scratch)
    {
        item.Hash = entry.Plain;
        item.Classes = entry.Classes;
        item.Rules = entry.Flags;
        item.Value = entry.Value;
        if (entry.Flags.Has(WordFlags.PhraseStart)) item.Flags |= ItemFlags.PhraseStart;
        if ((entry.Classes & _cueClasses) != 0 || entry.Flags.Has(WordFlags.BallotLead)) item.Flags |= ItemFlags.Cue;
        if (entry.Slang == 0) return;

        item.FormStart = scratch.FormCount;
        foreach (var unit in _words.Plain(entry.Slang - 1)) scratch.Append(unit);
        item.FormLength = scratch.FormCount - item.FormStart;
    }

    /// <summary>The longest alias that begins at the token; hyphens, dots and ampersands between its words do not matter.</summary>
    bool MatchAlias(PostScratch scratch, int at, out int alias, out int next)
    {
        (alias, next) = (-1, at + 1);
        var chain = scratch.Tokens[at].Hash;
        var i = at;
        while (_aliases.TryChain(chain, out var entry))
        {
            if (entry.Alias != 0) (alias, next) = (entry.Alias - 1, i + 1);
            if (!entry.HasLonger) break;
            i = NextWord(scratch, i);
            if (i < 0) break;
            chain = Chain(chain, scratch, scratch.Tokens[i]);
        }

        // "Prof Mahfud" may be an alias and "Mahfud MD" another: what begins inside and ends later belongs to it. A slogan that begins with
        // the last word of a party's name does not.
        for (var inner = at + 1; inner < next; inner++)
            if (scratch.Tokens[inner].Kind == TokenKind.Word && MatchAlias(scratch, inner, out var other, out var later) && _aliases[other].Role == _aliases[alias].Role)
                next = Math.Max(next, later);

        return alias >= 0;
    }

    /// <summary>The chain with the next word, or with the word without its ending where only that leads on: "Edi Damansyahnya".</summary>
    ulong Chain(ulong chain, PostScratch scratch, in Token token)
    {
        var next = Hash64.Combine(chain, token.Hash);
        if (_aliases.TryChain(next, out _)) return next;
        var form = scratch.FormOf(token);
        foreach (var ending in Endings)
        {
            if (form.Length < ending.Length + 3 || !form.EndsWith(ending)) continue;
            var stem = Hash64.Combine(chain, Hash64.Of(form[..^ending.Length]));
            if (_aliases.TryChain(stem, out _)) return stem;
        }

        return next;
    }

    static int NextWord(PostScratch scratch, int at)
    {
        for (var i = at + 1; i < scratch.TokenCount && i <= at + 2; i++)
        {
            ref var token = ref scratch.Tokens[i];
            if (token.Kind <= TokenKind.Number) return i;
            if (token.Kind != TokenKind.Punctuation || token.FormStart is not ('-' or '.' or '&' or '/')) return -1;
        }

        return -1;
    }

    /// <summary>prabowonya, jokowers, ganjarmahfud: a name with an ending, or names written as one.</summary>
    bool MatchInflected(PostScratch scratch, in Token token, out int alias)
    {
        var form = scratch.FormOf(token);
        alias = -1;
        if (!_aliases.CompactStarts.MayBegin(form)) return false;
        foreach (var ending in EndingsOf(form))
        {
            if (form.Length < ending.Length + 3 || !form.EndsWith(ending)) continue;
            if (_aliases.TryChain(Hash64.Of(form[..^ending.Length]), out var entry) && entry.Alias != 0 && !_aliases[entry.Alias - 1].Ambiguous)
            {
                alias = entry.Alias - 1;
                return true;
            }
        }

        return form.Length >= 6 && _tags.IsNames(form, out alias);
    }

    /// <summary>The last letter tells most words without an ending at once.</summary>
    static string[] EndingsOf(ReadOnlySpan<char> form) => char.IsAsciiLetterLower(form[^1]) ? EndingsByLetter[form[^1] - 'a'] : [];

    static void AddNumber(PostScratch scratch, in Token token)
    {
        var form = scratch.FormOf(token);
        var hash = form.Length == 4 && (form.StartsWith("20") || form.StartsWith("19")) ? MaskToken.Year
            : form.Length > 3 ? MaskToken.LongNumber : MaskToken.Number;
        ref var item = ref scratch.AddDraft();
        Place(ref item, token, ItemKind.Number, hash);
        if (form.Length == 1) item.Value = (byte)(form[0] - '0');
        else if (form.Length == 2 && char.IsAsciiDigit(form[1])) item.Value = (byte)((form[0] - '0') * 10 + form[1] - '0');
        if (form.Length == 2 && form[0] == '0') item.Rules = WordFlags.Zero;
    }

    [SkipLocalsInit]
    void ReadAccount(PostScratch scratch, in Token token)
    {
        if (_aliases.TryAccount(token.Hash, out var alias))
        {
            AddMask(scratch, token, alias);
            return;
        }

        var body = scratch.FormOf(token);
        Span<TagPart> room = stackalloc TagPart[TagReader.MostParts];
        var parts = body is "user" ? [] : _tags.Cut(body, room);
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            var isName = part.Length >= 3 && _tags.IsNamed(parts, i) && !_aliases[part.Alias].Ambiguous;
            var isTeam = part.Kind == TagPartKind.Word && _teamWords.Contains(Hash64.Of(body.Slice(part.Start, part.Length)));
            if (!isName && !isTeam) continue;
            ref var item = ref scratch.AddDraft();
            Place(ref item, token, ItemKind.Mask, MaskToken.Of(MaskRole.Account));
            item.Role = MaskRole.Account;
            item.Alias = isName ? part.Alias : -1;
            item.Flags |= ItemFlags.Cue;
            return;
        }

        Place(ref scratch.AddDraft(), token, ItemKind.OtherAccount, MaskToken.OtherAccount);
    }

    /// <summary>A listed tag is its role and nothing else; any other is told by its parts, and its words are read as words.</summary>
    [SkipLocalsInit]
    void ReadTag(PostScratch scratch, int at)
    {
        var token = scratch.Tokens[at];
        if (_aliases.TryTag(token.Hash, out var alias))
        {
            AddMask(scratch, token, alias);
            return;
        }

        var body = scratch.FormOf(token);
        Span<TagPart> room = stackalloc TagPart[TagReader.MostParts];
        var parts = _tags.Cut(body, room);
        var kind = Judge(body, parts, out alias, out var nameOnly);
        ref var head = ref scratch.AddDraft();
        var isMask = kind != MaskRole.Slogan;
        Place(ref head, token, isMask ? ItemKind.Mask : ItemKind.OtherTag, isMask ? MaskToken.Of(kind, nameOnly) : MaskToken.OtherTag);
        if (isMask)
        {
            head.Role = kind;
            head.Alias = alias;
            if (nameOnly) head.Flags |= ItemFlags.NameOnly;
            if (kind == MaskRole.Hashtag) head.Flags |= ItemFlags.Cue;
        }

        if (kind == MaskRole.NeutralHashtag || nameOnly || alias >= 0 && !SpeaksAgainst(body, parts)) return;
        for (var i = 0; i < parts.Length; i++)
            if (!IsTitle(body, parts, i)) AddPart(scratch, token, parts[i]);
    }

    /// <summary>The pak of #PakJokowiLagi is part of the name.</summary>
    bool IsTitle(ReadOnlySpan<char> body, ReadOnlySpan<TagPart> parts, int at) =>
        at + 1 < parts.Length && parts[at].Kind == TagPartKind.Word && parts[at + 1].Kind == TagPartKind.Name
        && _words.TryGet(Hash64.Of(body.Slice(parts[at].Start, parts[at].Length)), out var entry) && entry.Flags.Has(WordFlags.Honorific);

    /// <summary>
    /// A name with other words reads as the campaign tags that are listed for a contestant, which must read alike for all; a tag against
    /// somebody is never listed, and its words say so.
    /// </summary>
    bool SpeaksAgainst(ReadOnlySpan<char> body, ReadOnlySpan<TagPart> parts)
    {
        foreach (var part in parts)
            if (part.Kind is TagPartKind.Word or TagPartKind.SpelledWord && _words.TryGet(Hash64.Of(body.Slice(part.Start, part.Length)), out var entry)
                && (entry.Classes & _againstClasses) != 0) return true;

        return false;
    }

    /// <returns><see cref="MaskRole.Slogan"/> stands for a tag of no known kind.</returns>
    MaskRole Judge(ReadOnlySpan<char> body, ReadOnlySpan<TagPart> parts, out int alias, out bool nameOnly)
    {
        (alias, nameOnly) = (-1, false);
        var (words, side, numbers, spelled, unknown) = (0, 0, 0, 0, 0);
        var neutral = false;
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            var text = body.Slice(part.Start, part.Length);
            if (_tags.IsNamed(parts, i) && !(_aliases[part.Alias].Ambiguous && parts.Length == 1)) alias = part.Alias;
            if (part.Kind == TagPartKind.Number && text.Length <= 2 && !(i > 0 && parts[i - 1].Kind == TagPartKind.Unknown)) numbers++;
            if (part.Kind == TagPartKind.SpelledWord) spelled++;
            if (part.Kind == TagPartKind.Unknown) unknown += part.Length;
            if (part.Kind is not (TagPartKind.Word or TagPartKind.SpelledWord) || IsTitle(body, parts, i)) continue;
            words++;
            if (_sideWords.Contains(Hash64.Of(text))) side++;
            neutral |= i == 0 && _neutralStarts.Contains(Hash64.Of(text));
        }

        if (alias >= 0)
        {
            nameOnly = words == 0 && numbers == 0 && spelled == 0 && unknown < 3;
            return MaskRole.Hashtag;
        }

        if (neutral) return MaskRole.NeutralHashtag;
        return numbers > 0 && side > 0 || side >= 2 || spelled > 0 && words > 0 ? MaskRole.Hashtag : MaskRole.Slogan;
    }

    void AddPart(PostScratch scratch, in Token tag, in TagPart part)
    {
        if (part.Kind is not (TagPartKind.Word or TagPartKind.SpelledWord) || part.Length < 2) return;
        var form = scratch.FormCount;
        for (var i = 0; i < part.Length; i++)
        {
            var unit = scratch.Form[tag.FormStart + part.Start + i];
            scratch.Append(char.IsAsciiDigit(unit) ? "oizeasgtbg"[unit - '0'] : unit);
        }

        ref var item = ref scratch.AddDraft();
        item = new Item
        {
            Hash = Hash64.Of(scratch.Form.AsSpan(form, part.Length)),
            Start = tag.Start,
            Length = tag.Length,
            FormStart = form,
            FormLength = part.Length,
            Alias = -1,
            Kind = ItemKind.Word,
            Flags = ItemFlags.InTag | (part.Kind == TagPartKind.SpelledWord ? ItemFlags.DigitSpelling : ItemFlags.None),
        };
        if (_words.TryGet(item.Hash, out var entry)) Describe(ref item, entry, scratch);
    }

    void AddMask(PostScratch scratch, in Token token, int alias)
    {
        var role = TokenRole(alias);
        ref var item = ref scratch.AddDraft();
        Place(ref item, token, ItemKind.Mask, MaskToken.Of(role));
        item.Alias = alias;
        item.Role = role;
        // How the name was spelled is the contestant's, not the author's.
        item.Flags = role == MaskRole.NeutralHashtag ? ItemFlags.None : ItemFlags.Cue;
    }

    /// <summary>Slogans read as names: what is one contestant's slogan ("perubahan") is another's brand.</summary>
    MaskRole TokenRole(int alias) => _aliases[alias].Role == MaskRole.Slogan ? MaskRole.Person : _aliases[alias].Role;

    /// <summary>The words stand as they are until the whole post has been read.</summary>
    void LeaveOpen(ref Item item, int alias, int end)
    {
        item.Flags |= ItemFlags.Ambiguous;
        item.Alias = alias;
        item.Role = TokenRole(alias);
        item.SpanEnd = end;
    }

    static void Place(ref Item item, in Token token, ItemKind kind, ulong hash)
    {
        item.Hash = hash;
        item.Start = token.Start;
        item.Length = token.Length;
        item.FormStart = token.FormStart;
        item.FormLength = token.FormLength;
        item.Alias = -1;
        item.Kind = kind;
        item.Flags = FlagMap[(int)token.Flags];
    }
}
