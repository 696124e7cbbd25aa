using System.Text;

namespace Monitor.Training;

/// <summary>A text of which stretches are written as something else. What was covered first stays so; of a stretch that reaches into it, only the rest is covered.</summary>
sealed class CoveredText(string text)
{
    readonly int[] _cover = new int[text.Length];
    readonly List<string> _instead = [];

    public void Cover(int start, int length, string instead)
    {
        _instead.Add(instead);
        for (var i = start; i < start + length; i++)
            if (_cover[i] == 0) _cover[i] = _instead.Count;
    }

    /// <summary>The text with every covered stretch written as what stands for it.</summary>
    public string Write()
    {
        var written = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (_cover[i] == 0) written.Append(text[i]);
            else if (i == 0 || _cover[i] != _cover[i - 1]) written.Append(_instead[_cover[i] - 1]);
        }

        return written.ToString();
    }
}
