using System.Text.RegularExpressions;
using Monitor.Learning;

namespace Monitor.Training;

/// <summary>
/// Fills the slots of a sample ({A}, {@A}, {PA}, {NA}, {#A}, {WIL}…) with names from a pool, drawn by the sample's id, so that each
/// sample always reads the same and no name stands on one side more than on another.
/// </summary>
sealed partial class SlotFiller
{
    static readonly string[] Regions =
        ["Jakarta", "Kutai", "Banten", "Jatim", "Kaltim", "Samarinda", "Tenggarong", "Bandung", "Sumut", "Kalsel", "Bulungan", "Jateng"];

    static readonly string[] Offices = ["gubernur", "bupati", "presiden", "walikota"];

    /// <summary>What campaign hashtags add to a name; empty for the bare name.</summary>
    static readonly string[] TagEndings = ["", "Menang", "2024", "Hebat", "UntukRakyat", "Juara", "Presiden", "Peduli", "Lagi", "2Periode"];

    /// <summary>The text with every slot filled.</summary>
    public static string Fill(string text, string id) => Fill(text, id, SlotNames.National);

    /// <summary>The text with every slot filled from other names.</summary>
    public static string Fill(string text, string id, SlotNames names) => new Draw(id, names).Fill(text);

    [GeneratedRegex(@"\{(?<kind>[#@PNWE])?(?<who>[ABC])(?<mate>2?)\}|\{(?<place>WIL|JAB)\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Slot();

    sealed class Draw
    {
        readonly SlotNames _names;
        readonly int _person;
        readonly int _party;
        readonly int _number;
        readonly int _ending;
        readonly string _region;
        readonly string _office;

        public Draw(string id, SlotNames names)
        {
            _names = names;
            var seed = 14695981039346656037UL;
            foreach (var unit in id) seed = (seed ^ unit) * 1099511628211;
            var random = new SplitMix(seed);
            _person = random.Next(names.People.Count);
            _party = random.Next(names.Parties.Count);
            _number = random.Next(names.Numbers.Count);
            _region = Regions[random.Next(Regions.Length)];
            _office = Offices[random.Next(Offices.Length)];
            _ending = random.Next(TagEndings.Length);
        }

        public string Fill(string text) => Slot().Replace(text, match => IsInTag(text, match.Index) ? Compact(Value(match)) : Value(match));

        string Value(Match match)
        {
            if (match.Groups["place"].Success) return match.Groups["place"].Value == "WIL" ? _region : _office;
            var who = "ABC".IndexOf(match.Groups["who"].Value, StringComparison.Ordinal);
            var mate = match.Groups["mate"].Length > 0 ? 2 : 0;
            var name = _names.People[(_person + who * 5 + mate) % _names.People.Count];
            return match.Groups["kind"].Value switch
            {
                "#" => $"#{Compact(name)}{TagEndings[(_ending + who) % TagEndings.Length]}",
                "@" => $"@{Compact(name).ToLowerInvariant()}",
                "P" => _names.Parties[(_party + who) % _names.Parties.Count],
                "N" => _names.Numbers[(_number + who) % _names.Numbers.Count],
                "W" => _names.NumberWords[(_number + who) % _names.NumberWords.Count],
                "E" => _names.Signs[(_number + who) % _names.Signs.Count],
                _ => name,
            };
        }

        /// <summary>Inside a hashtag or account, names are written as one word.</summary>
        static bool IsInTag(string text, int at)
        {
            for (var i = at - 1; i >= 0 && !char.IsWhiteSpace(text[i]); i--)
                if (text[i] is '#' or '@') return i == 0 || text[i - 1] != '{';

            return false;
        }

        /// <summary>As platforms allow it: a space, hyphen, dot or apostrophe would end the tag.</summary>
        static string Compact(string name) => string.Concat(name.Where(char.IsLetterOrDigit));
    }
}
