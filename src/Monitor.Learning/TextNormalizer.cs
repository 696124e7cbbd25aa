using System.Text;

namespace Monitor.Learning;

/// <summary>The plain form in which posts are compared and scored.</summary>
public static class TextNormalizer
{
    [ThreadStatic]
    static PostScratch? _scratch;

    /// <summary>
    /// Lower case, plain letters, drawn-out letters and digit spelling undone, links as <c>https://url</c>, tokens one space apart.
    /// Normalising twice gives the same as once.
    /// </summary>
    public static string Normalize(string text)
    {
        var scratch = _scratch ??= new PostScratch();
        Tokenizer.Read(text, scratch);
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < scratch.TokenCount; i++)
        {
            if (i > 0) plain.Append(' ');
            AppendForm(plain, scratch, scratch.Tokens[i]);
        }

        return plain.ToString();
    }

    /// <summary>Only the words and numbers of <see cref="Normalize"/>, one space apart.</summary>
    public static string Plain(string text)
    {
        var scratch = _scratch ??= new PostScratch();
        Tokenizer.Read(text, scratch);
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < scratch.TokenCount; i++)
        {
            if (scratch.Tokens[i].Kind > TokenKind.Number) continue;
            if (plain.Length > 0) plain.Append(' ');
            plain.Append(scratch.FormOf(scratch.Tokens[i]));
        }

        return plain.ToString();
    }

    static void AppendForm(StringBuilder plain, PostScratch scratch, in Token token)
    {
        switch (token.Kind)
        {
            case TokenKind.Link:
                plain.Append("https://url");
                break;
            case TokenKind.Hashtag:
                plain.Append('#').Append(scratch.FormOf(token));
                break;
            case TokenKind.Account:
                plain.Append('@').Append(scratch.FormOf(token));
                break;
            case TokenKind.Emoji or TokenKind.Punctuation:
                AppendSymbol(plain, token.FormStart);
                break;
            default:
                plain.Append(scratch.FormOf(token));
                break;
        }
    }

    static void AppendSymbol(StringBuilder plain, int symbol)
    {
        if (symbol >= 0x20E3_0000) plain.Append((char)(symbol - 0x20E3_0000)).Append('\u20E3');
        else if (symbol == 0x1F1E6) plain.Append("\U0001F1E6\U0001F1E6");
        else plain.Append(new Rune(symbol));
    }
}
