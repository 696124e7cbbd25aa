using System.Globalization;
using System.Text;

namespace Monitor.Training;

static class CardLines
{
    extension(StringBuilder page)
    {
        /// <summary>Adds lines with numbers as every reader of the page sees them, whatever the machine's language.</summary>
        public void AddLines(FormattableString lines) => page.Append(lines.ToString(CultureInfo.InvariantCulture).ReplaceLineEndings("\n")).Append('\n');
    }
}
