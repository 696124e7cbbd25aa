namespace Monitor.Roster;

/// <summary>One thing wrong in the roster's file, for the clerk who keeps it. Holds no name, employee number or handle, so that it may be shown and journalled.</summary>
/// <param name="Sheet">Sheet, or empty for a CSV file or the file as a whole.</param>
/// <param name="Row">Row as Excel counts it, or 0 for the sheet as a whole.</param>
/// <param name="Message">What is wrong and what to do, in Indonesian.</param>
/// <param name="Dropped">The person (or the account) is left out until it is mended; otherwise it is used all the same.</param>
readonly record struct RosterFault(string Sheet, int Row, string Message, bool Dropped)
{
    public override string ToString()
    {
        var place = (Sheet, Row) switch
        {
            ("", 0) => "",
            ("", _) => $"Baris {Row}: ",
            (_, 0) => $"Lembar '{Sheet}': ",
            _ => $"Lembar '{Sheet}' baris {Row}: ",
        };
        return place + Message;
    }
}
