using Monitor.Roster;
using Monitor.Tests.Support;

namespace Monitor.Tests.Roster;

public sealed class SampleRosterTests
{
    static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void TheSamplesAreWhatTheGeneratorMakes()
    {
        Same("roster.xlsx", SampleRoster.Workbook());
        Same("roster-template.xlsx", SampleRoster.Template());

        // Set UPDATE_SAMPLES=1 to write them anew after a change of SampleRoster.
        static void Same(string name, Workbook made)
        {
            var path = Path.Combine(Samples.Folder(), name);
            if (Environment.GetEnvironmentVariable("UPDATE_SAMPLES") == "1") made.Save(path);
            Assert.Equal(Cells(made.ToArray()), Cells(File.ReadAllBytes(path)));
        }

        static IEnumerable<string> Cells(byte[] workbook) =>
            from table in RosterTable.ReadAll(workbook, RosterColumns.Score)
            from row in table.Rows
            select $"{table.Name}: {string.Join(" | ", row)}";
    }

    [Fact]
    public void TheSampleRosterHasNoFaultAndEveryKindOfPerson()
    {
        var reading = RosterFile.Load(Path.Combine(Samples.Folder(), "roster.xlsx"), Key);

        Assert.Empty(reading.Faults);
        var people = reading.Roster!.Entries;
        Assert.Equal(25, people.Count);
        Assert.Equal(25, people.Select(person => person.PersonCode).Distinct().Count());
        Assert.Equal(Enum.GetValues<EmploymentType>(), people.Select(person => person.Employment).Distinct().Order());
        Assert.Equal(Enum.GetValues<Ownership>(), people.SelectMany(person => person.Accounts).Select(account => account.Ownership).Distinct().Order());
        Assert.Contains(people, person => person.SpouseOf == "Paslon A");
        Assert.Contains(people, person => person.Duties.Contains(new OrganiserDuty("KPPS TPS 03 Contoh", new(2024, 11, 7), new(2024, 12, 8))));
        Assert.Contains(people, person => person.Accounts.Count == 0);
        Assert.Contains(people, person => person.ValidTo is not null);
    }

    [Fact]
    public void TheEmptyTemplateSaysThatNobodyIsListed()
    {
        var reading = RosterFile.Load(Path.Combine(Samples.Folder(), "roster-template.xlsx"), Key);

        // Its sheet of examples has the same columns and may stay in the file: it lists nobody.
        Assert.Null(reading.Roster);
        Assert.Equal("Tidak ada satu pun baris daftar pegawai yang dapat dipakai.", Assert.Single(reading.Faults).ToString());
    }
}
