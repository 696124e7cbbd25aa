using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Monitor.Learning;

/// <summary>Splits a post into words, numbers, tags, accounts, links, emoji and marks, each with a plain normal form.</summary>
/// <remarks>
/// One pass over the characters. Normal form of a word: lower case, no accents or look-alikes, runs of three and more of a letter
/// and a double letter at the end as one (but for abbreviations), single digits inside a word as the letters they stand for, the 2 of reduplication left out.
/// </remarks>
static class Tokenizer
{
    // PPPK, SPP and gg hold no vowel and are not drawn out.
    const int LongestAbbreviation = 4;

    // Indexed by digit; 2 inside a word is reduplication (mudah2an), not a letter.
    const string DigitLetters = "oi\0easgtbg";
    static readonly Vector256<ushort> CaseBit = Vector256.Create((ushort)0x20);
    static readonly Vector256<ushort> FirstLetter = Vector256.Create((ushort)'a');
    static readonly Vector256<ushort> LettersBehind = Vector256.Create((ushort)('z' - 'a'));

    public static void Read(ReadOnlySpan<char> text, PostScratch scratch)
    {
        scratch.Clear();
        if (scratch.Form.Length < text.Length * 2 + 64) scratch.Form = new char[text.Length * 2 + 256];
        var at = 0;
        var end = 0;
        while (at < text.Length)
        {
            if (text[at] == ' ')
            {
                at++;
                continue;
            }

            var tokens = scratch.TokenCount;
            var next = CharTable.ClassOf(text[at]) == CharClass.Letter ? ReadWord(text, at, scratch) : ReadOne(text, at, scratch);
            if (scratch.TokenCount > tokens)
            {
                ref var token = ref scratch.Tokens[tokens];
                if (token.Start == end && tokens > 0) token.Flags |= TokenFlags.Glued;
                end = next;
            }

            at = next;
        }

        JoinSpacedLetters(scratch);
    }

    static int ReadOne(ReadOnlySpan<char> text, int at, PostScratch scratch)
    {
        var unit = text[at];
        switch (CharTable.ClassOf(unit))
        {
            case CharClass.Digit:
                return IsKeycap(text, at, out var keycapEnd)
                    ? AddSymbol(scratch, TokenKind.Emoji, 0x20E3_0000 + CharTable.FoldOf(unit), at, keycapEnd)
                    : ReadWord(text, at, scratch);
            case CharClass.HighSurrogate:
                return at + 1 < text.Length && CharTable.FoldPair(unit, text[at + 1]) != '\0'
                    ? ReadWord(text, at, scratch)
                    : ReadEmoji(text, at, scratch);
            case CharClass.Symbol:
                return AddSymbol(scratch, TokenKind.Emoji, unit, at, at + 1);
            case CharClass.Punctuation:
                return ReadPunctuation(text, at, scratch);
            case CharClass.Space:
                return unit == '\n' ? AddSymbol(scratch, TokenKind.Punctuation, '\n', at, at + 1) : at + 1;
            default:
                return at + 1;
        }
    }

    static bool IsKeycap(ReadOnlySpan<char> text, int at, out int end)
    {
        end = at + 1;
        if (end < text.Length && text[end] == '\uFE0F') end++;
        return end < text.Length && text[end++] == '\u20E3';
    }

    static int ReadEmoji(ReadOnlySpan<char> text, int at, PostScratch scratch)
    {
        if (at + 1 >= text.Length || !char.IsLowSurrogate(text[at + 1])) return at + 1;
        var rune = char.ConvertToUtf32(text[at], text[at + 1]);
        // Skin tones say nothing; the second half of a flag belongs to the first.
        if (rune is >= 0x1F3FB and <= 0x1F3FF) return at + 2;
        if (rune is >= 0x1F1E6 and <= 0x1F1FF && at + 3 < text.Length && char.IsHighSurrogate(text[at + 2]))
            return AddSymbol(scratch, TokenKind.Emoji, 0x1F1E6, at, at + 4);

        return AddSymbol(scratch, TokenKind.Emoji, rune, at, at + 2);
    }

    static int ReadPunctuation(ReadOnlySpan<char> text, int at, PostScratch scratch)
    {
        var unit = text[at];
        if (unit == '#' && at + 1 < text.Length && IsWordUnit(text, at + 1)) return ReadName(text, at, scratch, TokenKind.Hashtag);
        if (unit == '@' && at + 1 < text.Length && IsWordUnit(text, at + 1)) return ReadName(text, at, scratch, TokenKind.Account);
        if (unit == '&' && text[at..].StartsWith("&amp;", StringComparison.Ordinal))
            return AddSymbol(scratch, TokenKind.Punctuation, '&', at, at + 5);

        var mark = unit switch
        {
            '“' or '”' or '«' or '»' or '„' or '〞' or '＂' => '"',
            '–' or '—' or '−' or '‐' or '‑' => '-',
            '！' => '!',
            '？' => '?',
            _ => unit,
        };
        return AddSymbol(scratch, TokenKind.Punctuation, mark, at, at + 1);
    }

    /// <summary>A mark or emoji that repeats is one, flagged as drawn out.</summary>
    static int AddSymbol(PostScratch scratch, TokenKind kind, int symbol, int start, int end)
    {
        var hash = Hash64.Mix((ulong)symbol);
        if (scratch.TokenCount > 0)
        {
            ref var last = ref scratch.Tokens[scratch.TokenCount - 1];
            if (last.Kind == kind && last.Hash == hash)
            {
                last.Length = end - last.Start;
                last.Flags |= TokenFlags.Stretched;
                return end;
            }
        }

        ref var token = ref scratch.AddToken();
        token.Kind = kind;
        token.Hash = hash;
        token.Start = start;
        token.Length = end - start;
        token.FormStart = symbol;
        return end;
    }

    static bool IsWordUnit(ReadOnlySpan<char> text, int at) => CharTable.ClassOf(text[at]) switch
    {
        CharClass.Letter or CharClass.Digit => true,
        CharClass.HighSurrogate => at + 1 < text.Length && CharTable.FoldPair(text[at], text[at + 1]) != '\0',
        _ => text[at] == '_',
    };

    /// <summary>A hashtag or account: everything up to the first character that cannot be part of it.</summary>
    static int ReadName(ReadOnlySpan<char> text, int start, PostScratch scratch, TokenKind kind)
    {
        var form = scratch.FormCount;
        var at = start + 1;
        while (at < text.Length)
        {
            var unit = text[at];
            var cls = CharTable.ClassOf(unit);
            if (cls is CharClass.Letter or CharClass.Digit)
            {
                scratch.Append(CharTable.FoldOf(unit));
                at++;
            }
            else if (cls == CharClass.HighSurrogate && at + 1 < text.Length && CharTable.FoldPair(unit, text[at + 1]) is var folded and not '\0')
            {
                scratch.Append(folded);
                at += 2;
            }
            else if (unit == '_' || unit == '.' && kind == TokenKind.Account && at + 1 < text.Length && IsWordUnit(text, at + 1))
            {
                scratch.Append('_');
                at++;
            }
            else if (cls == CharClass.Invisible) at++;
            else break;
        }

        ref var token = ref scratch.AddToken();
        token.Kind = kind;
        token.Start = start;
        token.Length = at - start;
        token.FormStart = form;
        token.FormLength = scratch.FormCount - form;
        token.Hash = Hash64.Of(scratch.FormOf(token));
        return at;
    }

    static int ReadWord(ReadOnlySpan<char> text, int start, PostScratch scratch)
    {
        if (TryReadPlainWord(text, start, scratch, out var end)) return end;
        var form = scratch.FormCount;
        var at = start;
        var (digits, capitals) = (0, 0);
        var buffer = scratch.Form;
        var count = form;
        while (at < text.Length)
        {
            var unit = text[at];
            var cls = CharTable.ClassOf(unit);
            if (cls == CharClass.Letter)
            {
                buffer[count++] = CharTable.FoldOf(unit);
                if (char.IsAsciiLetterUpper(unit)) capitals++;
                at++;
            }
            else if (cls == CharClass.Digit)
            {
                if (digits > 0 && IsKeycap(text, at, out _)) break;
                buffer[count++] = CharTable.FoldOf(unit);
                digits++;
                at++;
            }
            else if (!IsInside(text, ref at, ref count, buffer)) break;
        }

        scratch.FormCount = count;
        if (at + 1 < text.Length && text[at] is ':' or '.' && TryReadLink(text, start, ref at, scratch, form)) return at;
        if (digits == count - form) return AddNumber(text, start, at, scratch, form);

        var caps = CapitalsOf(text[start], all: capitals > 1 && capitals + digits == count - form);
        if (digits == 0)
        {
            AddLetters(scratch, form, start, at - start, caps);
            return at;
        }

        WordPieces.Add(scratch, form, start, at, caps);
        return ExtendNumber(text, at, scratch);
    }

    /// <summary>Most words are plain: fewer than sixteen Latin letters, no two alike side by side, and a space or mark behind. They are read at once.</summary>
    static bool TryReadPlainWord(ReadOnlySpan<char> text, int start, PostScratch scratch, out int end)
    {
        end = start;
        var (form, buffer) = (scratch.FormCount, scratch.Form);
        if (!Vector256.IsHardwareAccelerated || text.Length - start <= Vector256<ushort>.Count || buffer.Length - form < Vector256<ushort>.Count) return false;
        var units = LoadUnits(text, start);
        var lower = units | CaseBit;
        var count = BitOperations.TrailingZeroCount(~Vector256.LessThanOrEqual(lower - FirstLetter, LettersBehind).ExtractMostSignificantBits());
        if (count is 0 or >= 16 || !EndsWord(text[start + count])) return false;
        var alike = Vector256.Equals(lower, LoadUnits(text, start + 1) | CaseBit).ExtractMostSignificantBits();
        if ((alike & ((1u << (count - 1)) - 1)) != 0) return false;

        lower.StoreUnsafe(ref Unsafe.As<char, ushort>(ref buffer[form]));
        scratch.FormCount += count;
        end += count;
        var capitals = Vector256.Equals(units & CaseBit, Vector256<ushort>.Zero).ExtractMostSignificantBits() & ((1u << count) - 1);
        AddWord(scratch, form, start, count, CapitalsOf(text[start], all: count > 1 && capitals == (1u << count) - 1), HashOf(lower, count));
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<ushort> LoadUnits(ReadOnlySpan<char> text, int at) => Vector256.LoadUnsafe(ref Unsafe.As<char, ushort>(ref Unsafe.AsRef(in text[at])));

    /// <summary><see cref="Hash64.Of"/> of the first units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong HashOf(Vector256<ushort> units, int count)
    {
        var blocks = (units & Vector256.LessThan(Vector256<ushort>.Indices, Vector256.Create((ushort)count))).AsUInt64();
        var hash = Hash64.AddBlock(Hash64.Start, blocks[0]);
        for (var block = 1; block * Hash64.BlockUnits < count; block++) hash = Hash64.AddBlock(hash, blocks[block]);
        return Hash64.Mix(hash);
    }

    /// <summary>What certainly is no part of the word, nor makes a link of it.</summary>
    static bool EndsWord(char unit) => CharTable.ClassOf(unit) is CharClass.Space or CharClass.Symbol or CharClass.Other || CharTable.ClassOf(unit) == CharClass.Punctuation && unit is not ':' and not '.';

    static TokenFlags CapitalsOf(char first, bool all) =>
        (char.IsAsciiLetterUpper(first) ? TokenFlags.Capitalised : TokenFlags.None) | (all ? TokenFlags.AllCaps : TokenFlags.None);

    /// <summary>Apostrophes between letters, invisible marks and styled letters are part of the word; anything else ends it.</summary>
    static bool IsInside(ReadOnlySpan<char> text, ref int at, ref int count, char[] buffer)
    {
        switch (CharTable.ClassOf(text[at]))
        {
            case CharClass.Apostrophe when at + 1 < text.Length && CharTable.ClassOf(text[at + 1]) == CharClass.Letter:
            case CharClass.Invisible:
                at++;
                return true;
            case CharClass.HighSurrogate when at + 1 < text.Length && CharTable.FoldPair(text[at], text[at + 1]) is var folded and not '\0':
                buffer[count++] = folded;
                at += 2;
                return true;
            default:
                return false;
        }
    }

    /// <summary>16.000 and 19:30 are one number.</summary>
    static int AddNumber(ReadOnlySpan<char> text, int start, int at, PostScratch scratch, int form)
    {
        while (at + 1 < text.Length && text[at] is '.' or ',' or ':' && char.IsAsciiDigit(text[at + 1]))
        {
            scratch.Append(text[at++]);
            while (at < text.Length && char.IsAsciiDigit(text[at])) scratch.Append(text[at++]);
        }

        WordPieces.AddNumber(scratch, form, scratch.FormCount, start, at - start);
        return at;
    }

    /// <summary>The 16.000 of Rp16.000 is one number too.</summary>
    static int ExtendNumber(ReadOnlySpan<char> text, int at, PostScratch scratch)
    {
        var last = scratch.Tokens[scratch.TokenCount - 1];
        if (last.Kind != TokenKind.Number || !char.IsAsciiDigit(scratch.Form[last.FormStart + last.FormLength - 1])) return at;
        if (at + 1 >= text.Length || text[at] is not ('.' or ',' or ':') || !char.IsAsciiDigit(text[at + 1])) return at;

        scratch.TokenCount--;
        var form = scratch.FormCount;
        for (var i = 0; i < last.FormLength; i++) scratch.Append(scratch.Form[last.FormStart + i]);
        return AddNumber(text, last.Start, at, scratch, form);
    }

    /// <summary>Collapses drawn-out letters in place and adds the word.</summary>
    internal static void AddLetters(PostScratch scratch, int form, int start, int length, TokenFlags flags)
    {
        var buffer = scratch.Form;
        var count = scratch.FormCount;
        var write = form;
        var abbreviation = count - form <= LongestAbbreviation && buffer.AsSpan(form, count - form).IndexOfAny("aiueo") < 0;
        for (var read = form; read < count;)
        {
            var unit = buffer[read];
            var run = read + 1;
            while (run < count && buffer[run] == unit) run++;
            var keep = !abbreviation && (run - read >= 3 || run == count) ? 1 : run - read;
            if (keep == 1 && run - read >= 3) flags |= TokenFlags.Stretched;
            for (var i = 0; i < keep; i++) buffer[write++] = unit;
            read = run;
        }

        scratch.FormCount = write;
        AddWord(scratch, form, start, length, flags, Hash64.Of(buffer.AsSpan(form, write - form)));
    }

    /// <summary>Adds the word whose normal form ends the buffer.</summary>
    static void AddWord(PostScratch scratch, int form, int start, int length, TokenFlags flags, ulong hash)
    {
        ref var token = ref scratch.AddToken();
        token.Kind = TokenKind.Word;
        token.Flags = flags;
        token.Start = start;
        token.Length = length;
        token.FormStart = form;
        token.FormLength = scratch.FormCount - form;
        token.Hash = hash;
        if (token.FormLength == 1) scratch.LoneLetters++;
    }

    static bool TryReadLink(ReadOnlySpan<char> text, int start, ref int at, PostScratch scratch, int form)
    {
        var head = scratch.Form.AsSpan(form, scratch.FormCount - form);
        var isLink = text[at] switch
        {
            ':' => text[at..].StartsWith("://", StringComparison.Ordinal) && head.StartsWith("http"),
            '.' => IsWordUnit(text, at + 1) && LooksLikeHost(text[start..], head),
            _ => false,
        };
        if (!isLink) return false;

        while (at < text.Length && !char.IsWhiteSpace(text[at])) at++;
        scratch.FormCount = form;
        ref var token = ref scratch.AddToken();
        token.Kind = TokenKind.Link;
        token.Start = start;
        token.Length = at - start;
        token.FormStart = form;
        return true;
    }

    /// <summary>bit.ly/x, pic.twitter.com/x and detik.com, but not "mantap.terus" for want of a space.</summary>
    static bool LooksLikeHost(ReadOnlySpan<char> rest, ReadOnlySpan<char> head)
    {
        if (head is "www") return true;
        var end = 0;
        while (end < rest.Length && end < 64 && !char.IsWhiteSpace(rest[end]) && rest[end] != '/') end++;
        var host = rest[..end];
        foreach (var unit in host)
            if (!char.IsAsciiLetterOrDigit(unit) && unit is not '.' and not '-') return false;

        var last = host[(host.LastIndexOf('.') + 1)..];
        if (end < rest.Length && rest[end] == '/') return last.Length is >= 2 and <= 6;
        return last is "com" or "id" or "net" or "org" or "tv" or "info";
    }

    /// <summary>"m e n a n g" and "s.a.t.u" are words spelled out: four and more single letters in a row become one.</summary>
    static void JoinSpacedLetters(PostScratch scratch)
    {
        if (scratch.LoneLetters < 4) return;
        var tokens = scratch.Tokens;
        var run = 0;
        for (var i = 0; i < scratch.TokenCount; i++)
        {
            if (tokens[i] is { Kind: TokenKind.Word, FormLength: 1 })
            {
                run++;
                continue;
            }

            // A full stop between spelled letters does not end the run.
            var dot = run > 0 && tokens[i].Kind == TokenKind.Punctuation && tokens[i].FormStart is '.' or '-'
                && i + 1 < scratch.TokenCount && tokens[i + 1] is { Kind: TokenKind.Word, FormLength: 1 };
            if (dot) continue;
            if (run >= 4) i = Merge(scratch, run, i);
            run = 0;
        }

        if (run >= 4) Merge(scratch, run, scratch.TokenCount);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Merge(PostScratch scratch, int letters, int end)
    {
        var first = end - 1;
        for (var left = letters - 1; left > 0; first--)
            if (scratch.Tokens[first - 1].Kind == TokenKind.Word) left--;

        var form = scratch.FormCount;
        for (var i = first; i < end; i++)
            if (scratch.Tokens[i].Kind == TokenKind.Word) scratch.Append(scratch.Form[scratch.Tokens[i].FormStart]);

        ref var head = ref scratch.Tokens[first];
        var (start, flags) = (head.Start, head.Flags);
        var length = scratch.Tokens[end - 1].Start + scratch.Tokens[end - 1].Length - start;
        var tail = scratch.TokenCount - end;
        var count = scratch.TokenCount;
        scratch.TokenCount = count;
        AddLetters(scratch, form, start, length, flags);
        var merged = scratch.Tokens[count];
        scratch.Tokens.AsSpan(end, tail).CopyTo(scratch.Tokens.AsSpan(first + 1));
        scratch.Tokens[first] = merged;
        scratch.TokenCount = first + 1 + tail;
        return first;
    }

    /// <summary>Words that hold digits: split where a number is meant, spelled out where a digit stands for a letter.</summary>
    static class WordPieces
    {
        static readonly string[] Endings = ["an", "nya", "ku", "mu", "lah", "kan", "in", "kah", "ne", "e"];

        public static void Add(PostScratch scratch, int form, int start, int end, TokenFlags flags)
        {
            var buffer = scratch.Form;
            var count = scratch.FormCount;
            // The pieces keep their own places only where each character of the post gave one of the form.
            var exact = count - form == end - start;
            var at = form;
            while (at < count)
            {
                var stop = at;
                if (char.IsAsciiDigit(buffer[at]))
                {
                    while (stop < count && char.IsAsciiDigit(buffer[stop])) stop++;
                    var letters = stop;
                    while (letters < count && !char.IsAsciiDigit(buffer[letters])) letters++;
                    // 10rb, 2jt and 3x are numbers with a unit.
                    if (letters - stop < 3 && letters == count) stop = count;
                    AddPiece(scratch, at, stop, true);
                }
                else
                {
                    stop = EndOfWord(buffer, at, count);
                    AddPiece(scratch, at, stop, false);
                    if (stop == count - 1 && buffer[stop] == '2' && stop - at >= 2) stop = count;
                }

                at = stop;
            }

            return;

            void AddPiece(PostScratch target, int from, int to, bool number)
            {
                var place = exact ? start + from - form : start;
                var length = exact ? to - from : end - start;
                if (number) AddNumber(target, from, to, place, length);
                else AddSpelled(target, from, to, place, length, flags);
            }
        }

        public static void AddNumber(PostScratch scratch, int from, int to, int start, int length)
        {
            ref var token = ref scratch.AddToken();
            token.Kind = TokenKind.Number;
            token.Start = start;
            token.Length = length;
            token.FormStart = from;
            token.FormLength = to - from;
            token.Hash = Hash64.Of(scratch.Form.AsSpan(from, to - from));
        }

        /// <summary>A word runs on over single digits with letters on both sides; over a 2 only before an ending (mudah2an).</summary>
        static int EndOfWord(char[] buffer, int at, int count)
        {
            while (at < count)
            {
                var digit = char.IsAsciiDigit(buffer[at]);
                if (digit && (at + 1 == count || char.IsAsciiDigit(buffer[at + 1]))) return at;
                if (digit && buffer[at] == '2' && !IsEnding(buffer.AsSpan(at + 1, count - at - 1))) return at;
                at++;
            }

            return at;
        }

        static bool IsEnding(ReadOnlySpan<char> rest)
        {
            foreach (var ending in Endings)
                if (rest.SequenceEqual(ending)) return true;

            return false;
        }

        static void AddSpelled(PostScratch scratch, int from, int to, int start, int length, TokenFlags flags)
        {
            var form = scratch.FormCount;
            for (var i = from; i < to; i++)
            {
                var unit = scratch.Form[i];
                if (!char.IsAsciiDigit(unit))
                {
                    scratch.Append(unit);
                    continue;
                }

                if (DigitLetters[unit - '0'] is var letter and not '\0')
                {
                    scratch.Append(letter);
                    flags |= TokenFlags.DigitSpelling;
                }
            }

            AddLetters(scratch, form, start, length, flags);
        }
    }
}
