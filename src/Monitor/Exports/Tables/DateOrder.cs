namespace Monitor.Exports.Tables;

/// <summary>What the values of a column say about <c>03/04/2024</c>.</summary>
enum DateOrder
{
    /// <summary>Nothing: such a date stays unreadable.</summary>
    Unknown,

    DayFirst,

    MonthFirst,

    /// <summary>Both kinds stand in the column: such a date stays unreadable.</summary>
    Mixed,
}

/// <summary>Gathers the evidence of a column, value by value.</summary>
sealed class DateOrderSurvey
{
    const int EnoughFigures = 10_000;

    int _figures;
    bool _dayFirst;
    bool _monthFirst;
    bool _dayFirstInWords;
    bool _monthFirstInWords;

    /// <summary>Figures outweigh words, because words may have been typed by another hand.</summary>
    public DateOrder Order => (_dayFirst, _monthFirst, _dayFirstInWords, _monthFirstInWords) switch
    {
        (true, true, _, _) => DateOrder.Mixed,
        (true, _, _, _) => DateOrder.DayFirst,
        (_, true, _, _) => DateOrder.MonthFirst,
        (_, _, true, false) => DateOrder.DayFirst,
        (_, _, false, true) => DateOrder.MonthFirst,
        _ => DateOrder.Unknown,
    };

    /// <summary>Whether further values cannot change the outcome, or would be the first to speak against ten thousand.</summary>
    public bool Settled => (_dayFirst && _monthFirst) || _figures >= EnoughFigures;

    public void See(string date, string time)
    {
        var shape = TypedTime.ShapeOf(date, time);
        if (shape is DateShape.DayFirst or DateShape.MonthFirst) _figures++;
        switch (shape)
        {
            case DateShape.DayFirst: _dayFirst = true; break;
            case DateShape.MonthFirst: _monthFirst = true; break;
            case DateShape.DayFirstInWords: _dayFirstInWords = true; break;
            case DateShape.MonthFirstInWords: _monthFirstInWords = true; break;
        }
    }
}

/// <summary>What one written date gives away about the order of its parts.</summary>
enum DateShape
{
    /// <summary>Nothing: ISO, an epoch, or no date at all.</summary>
    None,

    /// <summary>Both parts could be a month.</summary>
    Ambiguous,

    /// <summary>13/02/2024.</summary>
    DayFirst,

    /// <summary>02/13/2024.</summary>
    MonthFirst,

    /// <summary>12 Okt 2024, or a clock that only Indonesians write: 20.15 WIB.</summary>
    DayFirstInWords,

    /// <summary>Oct 12, 2024.</summary>
    MonthFirstInWords,
}
