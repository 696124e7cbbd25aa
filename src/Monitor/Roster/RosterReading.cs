namespace Monitor.Roster;

/// <summary>What a roster file came to.</summary>
/// <param name="Roster">The people of all good rows, or null when the file cannot be used at all.</param>
/// <param name="Faults">Everything wrong, in the file's order.</param>
/// <param name="CouldNotBeOpened">The file was away or locked; nothing is known of its content, and trying again may help.</param>
sealed record RosterReading(StaffRoster? Roster, IReadOnlyList<RosterFault> Faults, bool CouldNotBeOpened = false);
