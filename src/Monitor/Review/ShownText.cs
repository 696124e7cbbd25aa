using System.Globalization;
using Monitor.Classification;
using Monitor.Digests;

namespace Monitor.Review;

/// <summary>
/// A post's words for a page: what spoke for or against is marked, and characters that do not show or that turn the direction of
/// writing are named instead of obeyed, so that a page reads as it was written and nothing can disguise itself.
/// </summary>
public static class ShownText
{
    /// <summary>Stretches in order, without empty ones.</summary>
    /// <param name="text">The words.</param>
    /// <param name="reasons">At UTF-16 positions of the text; those that lie outside are left out.</param>
    /// <param name="from">First character to show.</param>
    /// <param name="length">How many.</param>
    public static IReadOnlyList<TextPart> Parts(string text, IReadOnlyList<Reason> reasons, int from, int length)
    {
        var end = Whole(text, Math.Min(text.Length, from + length));
        from = Math.Min(Whole(text, from), end);
        var speaks = Speaks(text.Length, reasons);
        List<TextPart> parts = [];
        for (var at = from; at < end;)
        {
            var hidden = HiddenLetters.IsAt(text, at);
            var stop = at + 1;
            while (stop < end && HiddenLetters.IsAt(text, stop) == hidden && speaks[stop] == speaks[at] && (!hidden || text[stop] == text[at])) stop++;
            parts.Add(hidden ? new TextPart(NameOf(text[at], stop - at), 0, Hidden: true) : new TextPart(text[at..stop], speaks[at], Hidden: false));
            at = stop;
        }

        return parts;
    }

    /// <summary>One line for lists: the beginning, with spaces for breaks and nothing that does not show.</summary>
    public static string Line(string text, int length)
    {
        var shown = new System.Text.StringBuilder(length);
        var at = 0;
        for (; at < text.Length && shown.Length < length; at++)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                if (shown.Length > 0 && shown[^1] != ' ') shown.Append(' ');
            }
            else if (!HiddenLetters.IsAt(text, at))
            {
                shown.Append(text[at]);
            }
        }

        if (shown.Length > 0 && char.IsHighSurrogate(shown[^1])) shown.Length--;
        return shown.ToString().TrimEnd() + (at < text.Length ? "…" : "");
    }

    static sbyte[] Speaks(int length, IReadOnlyList<Reason> reasons)
    {
        var speaks = new sbyte[length];
        foreach (var reason in reasons.OrderBy(reason => Math.Abs(reason.Weight)))
        {
            for (var at = Math.Max(0, reason.Start); at < Math.Min((long)length, (long)reason.Start + reason.Length); at++)
                speaks[at] = (sbyte)Math.Sign(reason.Weight);
        }

        return speaks;
    }

    static string NameOf(char letter, int count)
    {
        var name = letter switch
        {
            '\u202E' or '\u202D' or '\u202A' or '\u202B' or '\u202C' or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C' => "arah",
            _ => "tak tampak",
        };
        var code = string.Create(CultureInfo.InvariantCulture, $"U+{(int)letter:X4}");
        return count == 1 ? $"{name} {code}" : string.Create(CultureInfo.InvariantCulture, $"{name} {code} ×{count}");
    }

    /// <summary>Never between the halves of a character.</summary>
    static int Whole(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;
}

/// <param name="Text">The stretch, or the name of what does not show.</param>
/// <param name="Speaks">1 for, -1 against, 0 neither.</param>
/// <param name="Hidden">Whether it stands for something that does not show.</param>
public readonly record struct TextPart(string Text, int Speaks, bool Hidden);
