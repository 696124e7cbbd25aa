using System.Text;

namespace Monitor.Learning;

/// <summary>
/// Reads posts with every contestant masked by role, so that what comes after sees ⟨calon⟩, ⟨partai⟩, ⟨nomor⟩, ⟨tagar⟩, ⟨akun⟩ and never a name.
/// Immutable; safe for use from several threads.
/// </summary>
public sealed class ContestantMask
{
    [ThreadStatic]
    static PostScratch? _scratch;

    readonly AliasTable _aliases;
    readonly DraftReader _drafts;
    readonly MentionRules _mentions;
    readonly ItemMarks _marks;

    /// <param name="language">Words, and the nationally known contestants.</param>
    /// <param name="contests">Aliases of the contests at hand.</param>
    public ContestantMask(Language language, IEnumerable<MaskAlias> contests)
    {
        Language = language;
        _aliases = new AliasTable(contests, language);
        var words = new WordTable(language, _aliases);
        _drafts = new DraftReader(_aliases, words, new TagReader(_aliases, language), language);
        _mentions = new MentionRules(_aliases);
        _marks = new ItemMarks(words, language);
    }

    /// <summary>The words it was built with.</summary>
    public Language Language { get; }

    /// <summary>The post as the model sees it, one token after another; for people and tests.</summary>
    public string Mask(string text)
    {
        var scratch = _scratch ??= new PostScratch();
        Read(text, scratch);
        var masked = new StringBuilder(text.Length);
        for (var i = 0; i < scratch.ItemCount; i++)
        {
            if (i > 0) masked.Append(' ');
            AppendItem(masked, scratch, scratch.Items[i]);
        }

        return masked.ToString();
    }

    /// <summary>Contestants named in the post, at UTF-16 positions, each with the caller's numbers for it; in order of place.</summary>
    public IReadOnlyList<FoundMention> Mentions(string text)
    {
        var scratch = _scratch ??= new PostScratch();
        Read(text, scratch);
        return [.. scratch.FoundMentions];
    }

    internal void Read(ReadOnlySpan<char> text, PostScratch scratch)
    {
        Tokenizer.Read(text, scratch);
        _drafts.Read(scratch);
        _mentions.Settle(scratch);
        _marks.Set(scratch);
    }

    static void AppendItem(StringBuilder masked, PostScratch scratch, in Item item)
    {
        switch (item.Kind)
        {
            case ItemKind.Mask:
                masked.Append(MaskToken.NameOf(item.Role, item.Flags.Has(ItemFlags.NameOnly)));
                break;
            case ItemKind.Link:
                masked.Append("⟨tautan⟩");
                break;
            case ItemKind.OtherAccount:
                masked.Append("⟨akunlain⟩");
                break;
            case ItemKind.OtherName:
                masked.Append("⟨namalain⟩");
                break;
            case ItemKind.OtherTag:
                masked.Append("⟨tagarlain⟩");
                break;
            case ItemKind.Punctuation or ItemKind.Emoji:
                masked.Append(item.FormStart is >= 0x20E3_0000 or '\n' ? "·" : new Rune(item.FormStart).ToString());
                break;
            default:
                masked.Append(scratch.FormOf(item));
                break;
        }
    }
}

/// <summary>A contestant named in a post.</summary>
/// <param name="Role">How it was named.</param>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="Length">UTF-16 units.</param>
/// <param name="Targets">The caller's numbers of the contestants that are named so; empty for nationally known ones outside the caller's contests.</param>
public readonly record struct FoundMention(MaskRole Role, int Start, int Length, IReadOnlyList<int> Targets);
