namespace Monitor.Learning;

/// <summary>All aliases of the language and of the contests, ready to be looked up by the hash of a word's normal form.</summary>
sealed class AliasTable
{
    readonly HashIndex<ChainEntry> _chains = new(4096);
    readonly HashIndex<int> _compact = new(4096);
    readonly HashIndex<int> _tags = new(1024);
    readonly HashIndex<int> _accounts = new(256);
    readonly HashIndex<int> _signs = new(64);
    readonly Dictionary<(MaskRole, string), int> _ids = [];
    readonly List<AliasEntry> _aliases = [];
    readonly int[] _numbers = new int[100];

    /// <param name="contests">The contests' aliases; where one of the language's is spelled the same, the contest's word on ambiguity holds.</param>
    /// <param name="language">Nationally known contestants.</param>
    public AliasTable(IEnumerable<MaskAlias> contests, Language language)
    {
        for (var number = 0; number < _numbers.Length; number++) _numbers[number] = AddEntry(MaskRole.Number, false, -1);
        foreach (var alias in contests.Concat(language.Figures)) Add(alias);
    }

    public IEnumerable<ulong> FirstWords { get; private set; } = new HashSet<ulong>();

    public AliasEntry this[int alias] => _aliases[alias];

    public bool TryChain(ulong hash, out ChainEntry entry) => _chains.TryGet(hash, out entry);

    /// <summary>Alias of a person or party written without spaces, as inside hashtags and accounts.</summary>
    public bool TryCompact(ulong hash, out int alias)
    {
        var found = _compact.TryGet(hash, out alias);
        alias--;
        return found;
    }

    /// <summary>How names and slogans written without spaces may begin.</summary>
    public WordStarts CompactStarts { get; } = new();

    public bool TryTag(ulong hash, out int alias) => _tags.TryGet(hash, out alias);

    public bool TryAccount(ulong hash, out int alias) => _accounts.TryGet(hash, out alias);

    public bool TrySign(ulong hash, out int alias) => _signs.TryGet(hash, out alias);

    public int OfNumber(int number) => _numbers[number];

    void Add(MaskAlias alias)
    {
        switch (alias.Role)
        {
            case MaskRole.Number:
                if (int.TryParse(alias.Text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
                    && number is > 0 and < 100) AddTarget(_numbers[number], alias.Target);
                break;
            case MaskRole.Hashtag or MaskRole.NeutralHashtag:
                AddByForm(_tags, alias, "#" + alias.Text.TrimStart('#'), TokenKind.Hashtag);
                break;
            case MaskRole.Account:
                AddByForm(_accounts, alias, "@" + alias.Text.TrimStart('@'), TokenKind.Account);
                break;
            case MaskRole.HandSign:
                AddByForm(_signs, alias, alias.Text, TokenKind.Emoji);
                break;
            default:
                AddWords(alias);
                break;
        }
    }

    void AddByForm(HashIndex<int> index, MaskAlias alias, string text, TokenKind kind)
    {
        var scratch = new PostScratch();
        Tokenizer.Read(text, scratch);
        if (scratch.TokenCount == 0 || scratch.Tokens[0].Kind != kind) return;

        var hash = scratch.Tokens[0].Hash;
        if (index.TryGet(hash, out var known)) AddTarget(known, alias.Target);
        else index.At(hash) = AddEntry(alias.Role, alias.Ambiguous, alias.Target);
    }

    void AddWords(MaskAlias alias)
    {
        var plain = TextNormalizer.Plain(alias.Text);
        if (plain.Length == 0) return;
        if (_ids.TryGetValue((alias.Role, plain), out var known))
        {
            AddTarget(known, alias.Target);
            return;
        }

        var words = plain.Split(' ');
        var id = _ids[(alias.Role, plain)] = AddEntry(alias.Role, alias.Ambiguous, alias.Target);
        ((HashSet<ulong>)FirstWords).Add(Hash64.Of(words[0]));
        var chain = 0UL;
        for (var i = 0; i < words.Length; i++)
        {
            chain = i == 0 ? Hash64.Of(words[0]) : Hash64.Combine(chain, Hash64.Of(words[i]));
            ref var slot = ref _chains.At(chain);
            if (i < words.Length - 1) slot.HasLonger = true;
            else if (slot.Alias == 0) slot.Alias = id + 1;
        }

        var compact = string.Concat(words);
        if (compact.Length < 3) return;
        CompactStarts.Add(compact);
        if (alias.Role is MaskRole.Slogan) return;
        ref var place = ref _compact.At(Hash64.Of(compact));
        if (place == 0) place = id + 1;
    }

    int AddEntry(MaskRole role, bool ambiguous, int target)
    {
        _aliases.Add(new AliasEntry(role, ambiguous, target < 0 ? [] : [target]));
        return _aliases.Count - 1;
    }

    void AddTarget(int alias, int target)
    {
        if (target >= 0 && !_aliases[alias].Targets.Contains(target)) _aliases[alias].Targets.Add(target);
    }
}

/// <param name="Role">Which token the alias reads as.</param>
/// <param name="Ambiguous">Needs context.</param>
/// <param name="Targets">The caller's numbers of the contestants that use it.</param>
sealed record AliasEntry(MaskRole Role, bool Ambiguous, List<int> Targets);

struct ChainEntry
{
    /// <summary>Alias that ends here, plus one; 0 for none.</summary>
    public int Alias;

    public bool HasLonger;
}
