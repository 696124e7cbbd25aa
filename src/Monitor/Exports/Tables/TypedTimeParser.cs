namespace Monitor.Exports.Tables;

/// <summary>The parts of a written date, gathered word by word.</summary>
struct DateTimeParts
{
    public int Year;
    public int Month;
    public int Day;
    public int Hour;
    public int Minute;
    public int Second;
    public long Ticks;
    public bool HasTime;
    public bool HasSeconds;
    public bool IndonesianClock;
    public TimeSpan? Offset;
    public TimeZoneInfo? Zone;
    public DateShape Shape;

    public readonly bool HasDate => Year > 0;

    public readonly bool IsDate =>
        Year is >= 1 and <= 9999 && Month is >= 1 and <= 12 && Day >= 1 && Day <= DateTime.DaysInMonth(Year, Month)
        && Hour is >= 0 and < 24 && Minute is >= 0 and < 60 && Second is >= 0 and < 60;

    /// <summary>Seconds that a spreadsheet shows as zero are no seconds.</summary>
    public void SetTime(int hour, int minute, int second)
    {
        (Hour, Minute, Second) = (hour, minute, second);
        HasTime = true;
        HasSeconds = second != 0;
    }
}

/// <summary>
/// One pass over a written date: groups of figures, words and marks, in whatever order people put them. Anything that is not
/// understood makes the whole unreadable.
/// </summary>
ref struct TypedTimeParser
{
    const int MaxLength = 64;

    readonly ReadOnlySpan<char> _text;
    readonly DateOrder _order;
    DateTimeParts _parts;
    int _at;
    int _dayFigure;
    int _yearFigure;
    bool _monthInWords;
    bool _clockNext;
    DayPart _dayPart;

    TypedTimeParser(ReadOnlySpan<char> text, DateOrder order)
    {
        _text = text;
        _order = order;
    }

    /// <summary>Reads a date with or without a time of day.</summary>
    public static bool Parse(ReadOnlySpan<char> text, DateOrder order, ref DateTimeParts parts)
    {
        var trimmed = text.Trim();
        if (trimmed.Length is < 6 or > MaxLength) return false;
        if (FixedForm.Read(trimmed, ref parts)) return true;

        var parser = new TypedTimeParser(trimmed, order);
        if (!parser.Walk() || !parser.Finish() || !parser._parts.HasDate) return false;

        parts = parser._parts;
        return true;
    }

    /// <summary>Reads a time of day from a column of its own into <paramref name="parts"/>; a date beside it is passed over.</summary>
    public static bool ParseClock(ReadOnlySpan<char> text, ref DateTimeParts parts)
    {
        var trimmed = text.Trim();
        if (trimmed.Length is 0 or > MaxLength) return false;

        var parser = new TypedTimeParser(trimmed, DateOrder.DayFirst) { _clockNext = true };
        if (!parser.Walk() || !parser.Finish() || !parser._parts.HasTime) return false;

        var clock = parser._parts;
        (parts.Hour, parts.Minute, parts.Second, parts.Ticks) = (clock.Hour, clock.Minute, clock.Second, clock.Ticks);
        (parts.HasTime, parts.HasSeconds, parts.IndonesianClock) = (true, clock.HasSeconds, clock.IndonesianClock);
        parts.Offset ??= clock.Offset;
        parts.Zone ??= clock.Zone;
        return true;
    }

    bool Walk()
    {
        while (_at < _text.Length)
        {
            var letter = _text[_at];
            if (char.IsAsciiDigit(letter))
            {
                if (!TakeFigures()) return false;
            }
            else if (char.IsLetter(letter))
            {
                if (!TakeWord()) return false;
            }
            else if (letter is '+' or '-' && IsOffset())
            {
                if (!TakeOffset()) return false;
            }
            else if (letter is ' ' or ',' or '-' or '/' or '.' or '(' or ')' or '|' or '\u00A0' or '\n' or '\r' or '\t' or '\u202F')
            {
                _at++;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    bool Finish()
    {
        if (_monthInWords && (_dayFigure == 0 || _yearFigure == 0)) return false;
        if (_monthInWords) (_parts.Day, _parts.Year) = (_dayFigure, _yearFigure);
        if (_parts.HasTime) _parts.Hour = TypedWords.OnTheClock(_parts.Hour, _dayPart);
        return true;
    }

    bool TakeFigures()
    {
        var first = FiguresAt(_at);
        if (first.Length > 8) return false;
        if (Joined(first) is not { } second) return TakeSingle(first.Value, first.Length);

        var mark = _text[first.End];
        var third = Joined(second) is { } next && _text[second.End] == mark ? next : (Figures?)null;
        if (third is { } last && mark != ':' && !_parts.HasDate && !_monthInWords && !(mark == '.' && _clockNext))
            return TakeNumericDate(first, second, last);

        return mark is ':' or '.' ? TakeClock(first.Value, second, third, mark) : TakeSingle(first.Value, first.Length);
    }

    /// <summary>The figures that follow others with one mark between them and no blank.</summary>
    readonly Figures? Joined(Figures before) =>
        before.End + 1 < _text.Length && _text[before.End] is '/' or '-' or '.' or ':' && char.IsAsciiDigit(_text[before.End + 1])
            ? FiguresAt(before.End + 1)
            : null;

    readonly Figures FiguresAt(int at)
    {
        var value = 0;
        var end = at;
        for (; end < _text.Length && char.IsAsciiDigit(_text[end]); end++)
        {
            if (end - at < 9) value = (value * 10) + (_text[end] - '0');
        }

        return new Figures(value, end - at, end);
    }

    bool TakeSingle(int value, int length)
    {
        _at += length;
        if (_clockNext && length <= 2)
        {
            _clockNext = false;
            _parts.SetTime(value, 0, 0);
            return true;
        }

        if (length == 8 && !_parts.HasDate && !_monthInWords) return SetDate(value / 10000, value / 100 % 100, value % 100, DateShape.None);
        if (length == 4)
        {
            if (_yearFigure != 0) return false;
            _yearFigure = value;
            return true;
        }

        if (length > 2) return false;
        if (_dayFigure == 0)
        {
            _dayFigure = value;
            return true;
        }

        // 6-May-18: the figure after day and month is the year; before the month it would be a second day.
        if (!_monthInWords || _yearFigure != 0) return false;
        _yearFigure = 2000 + value;
        return true;
    }

    bool TakeNumericDate(Figures first, Figures second, Figures third)
    {
        _at = third.End;
        if (first.Length == 4) return SetDate(first.Value, second.Value, third.Value, DateShape.None);
        if (third.Length is not (2 or 4) || first.Length > 2) return false;

        var year = third.Length == 2 ? 2000 + third.Value : third.Value;
        if (first.Value > 12) return SetDate(year, second.Value, first.Value, DateShape.DayFirst);
        if (second.Value > 12) return SetDate(year, first.Value, second.Value, DateShape.MonthFirst);
        if (first.Value == second.Value) return SetDate(year, first.Value, second.Value, DateShape.None);

        return _order switch
        {
            DateOrder.DayFirst => SetDate(year, second.Value, first.Value, DateShape.None),
            DateOrder.MonthFirst => SetDate(year, first.Value, second.Value, DateShape.None),
            _ => SetDate(year, second.Value, first.Value, DateShape.Ambiguous),
        };
    }

    bool SetDate(int year, int month, int day, DateShape shape)
    {
        if (_parts.HasDate) return false;
        (_parts.Year, _parts.Month, _parts.Day, _parts.Shape) = (year, month, day, shape);
        return true;
    }

    bool TakeClock(int hour, Figures minute, Figures? second, char mark)
    {
        if (_parts.HasTime) return false;

        _at = second?.End ?? minute.End;
        _clockNext = false;
        _parts.IndonesianClock |= mark == '.';
        (_parts.Hour, _parts.Minute, _parts.Second) = (hour, minute.Value, second?.Value ?? 0);
        _parts.HasTime = true;
        _parts.HasSeconds = second is not null;
        if (_parts.HasSeconds && _at + 1 < _text.Length && _text[_at] is '.' or ',' && char.IsAsciiDigit(_text[_at + 1])) TakeFraction();
        return true;
    }

    void TakeFraction()
    {
        var scale = TimeSpan.TicksPerSecond;
        for (_at++; _at < _text.Length && char.IsAsciiDigit(_text[_at]); _at++)
        {
            scale /= 10;
            _parts.Ticks += (_text[_at] - '0') * scale;
        }
    }

    /// <summary>A sign right before figures, after a time of day: +07:00, +0700, +07.</summary>
    readonly bool IsOffset()
    {
        if (!_parts.HasTime || _parts.Offset is not null) return false;

        var figures = FiguresAt(_at + 1);
        return figures.Length == 4 || (figures.Length == 2 && (_text[_at] == '+' || Joined(figures) is not null));
    }

    bool TakeOffset()
    {
        var negative = _text[_at] == '-';
        var figures = FiguresAt(_at + 1);
        _at = figures.End;
        var (hours, minutes) = figures.Length == 4 ? (figures.Value / 100, figures.Value % 100) : (figures.Value, 0);
        if (figures.Length == 2 && Joined(figures) is { } behind)
        {
            minutes = behind.Value;
            _at = behind.End;
        }

        if (hours > 14 || minutes > 59) return false;

        var offset = new TimeSpan(hours, minutes, 0);
        _parts.Offset = negative ? -offset : offset;
        return true;
    }

    bool TakeWord()
    {
        var start = _at;
        Span<char> word = stackalloc char[MaxLength];
        var length = 0;
        while (_at < _text.Length && (char.IsLetter(_text[_at]) || _text[_at] is '\'' or '’' or '`' or 'ʼ'))
        {
            if (char.IsLetter(_text[_at])) word[length++] = char.ToLowerInvariant(_text[_at]);
            _at++;
        }

        ReadOnlySpan<char> lower = word[..length];
        if (TypedWords.IsMonth(lower, out var month)) return TakeMonth(month);
        if (TypedWords.IsZone(lower, out var offset))
        {
            _parts.Offset ??= offset;
            _parts.IndonesianClock |= offset != TimeSpan.Zero;
            return true;
        }

        if (TypedWords.IsClockWord(lower))
        {
            _parts.IndonesianClock = _clockNext = true;
            return true;
        }

        if (TypedWords.IsDayPart(lower, out var part))
        {
            _dayPart = part;
            return true;
        }

        return TypedWords.IsDay(lower) || TypedWords.IsFiller(lower) || TakeZoneName(start);
    }

    bool TakeMonth(int month)
    {
        if (_monthInWords || _parts.HasDate) return false;

        _monthInWords = true;
        _parts.Month = month;
        _parts.Shape = _dayFigure > 0 ? DateShape.DayFirstInWords : DateShape.MonthFirstInWords;
        return true;
    }

    /// <summary>The rest as the name of a zone, such as <c>SE Asia Standard Time</c> (twint) or <c>EST</c> (CrowdTangle).</summary>
    bool TakeZoneName(int start)
    {
        if (!_parts.HasTime || !TimeZoneInfo.TryFindSystemTimeZoneById(_text[start..].Trim().ToString(), out var zone)) return false;

        _parts.Zone = zone;
        _at = _text.Length;
        return true;
    }

    readonly record struct Figures(int Value, int Length, int End);
}
