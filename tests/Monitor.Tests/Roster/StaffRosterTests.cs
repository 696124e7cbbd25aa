using Monitor.Posts;
using Monitor.Roster;
using Monitor.Tests.Support;

namespace Monitor.Tests.Roster;

public sealed class StaffRosterTests
{
    static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    static readonly StaffRoster Roster = RosterFile.Load(Path.Combine(Samples.Folder(), "roster.xlsx"), Key).Roster!;

    [Theory]
    [InlineData("X", "siti_contoh", "Siti Contoh")]
    [InlineData("X", "@SITI_Contoh", "Siti Contoh")]
    [InlineData("X", "https://twitter.com/siti_contoh/status/1", "Siti Contoh")]
    [InlineData("Facebook", "siticontoh", "Siti Contoh")] // Facebook counts no dots.
    [InlineData("Facebook", "Siti.Contoh", "Siti Contoh")]
    [InlineData("Threads", "siti.contoh", "Siti Contoh")]
    [InlineData("YouTube", "@siti-contoh", "Siti Contoh")]
    [InlineData("TikTok", "ani", "Ani Contoh")]
    [InlineData("Instagram", "budi", "Budi Contoh")]
    [InlineData("Unknown", "siti.contoh", "Siti Contoh")] // A recap without a platform column: all platforms name one person.
    [InlineData("Instagram", "siticontoh", null)] // Instagram counts dots.
    [InlineData("X", "siti.contoh", null)] // Another platform's account.
    [InlineData("X", "akun_contoh3", null)] // On no list, on purpose.
    [InlineData("X", "", null)]
    [InlineData("TikTok", "budi", null)]
    public void AHandleFindsItsOwner(string platform, string handle, string? owner) =>
        Assert.Equal(owner, Attribute(platform, new PostAuthor { Handle = handle }, AttributionBasis.Handle));

    [Theory]
    [InlineData("X", "1234567890123456789", "Siti Contoh")]
    [InlineData("X", "1589898138193428480", "Dedi Rekaan")]
    [InlineData("X", "987654321", null)]
    [InlineData("Facebook", "100000000000002", "Budi Contoh")]
    [InlineData("YouTube", "UCcontohcontohcontohcon1", "Siti Contoh")]
    [InlineData("Instagram", "1234567890123456789", null)]
    public void AnAccountIdFindsItsOwner(string platform, string id, string? owner) =>
        Assert.Equal(owner, Attribute(platform, new PostAuthor { PlatformId = id }, AttributionBasis.AccountId));

    [Fact]
    public void TheIdDecidesWhereAHandleWasGivenUpAndTakenByAnother() =>
        Assert.Equal("Siti Contoh", Attribute("X", new PostAuthor { PlatformId = "1234567890123456789", Handle = "hendra_rekaan" }, AttributionBasis.AccountId));

    [Theory]
    [InlineData("Facebook", "https://www.facebook.com/siti.contoh", "Handle")]
    [InlineData("Facebook", "https://www.facebook.com/profile.php?id=100000000000001", "AccountId")]
    [InlineData("Instagram", "https://www.instagram.com/siti.contoh", "Handle")]
    public void AProfileLinkFindsItsOwner(string platform, string url, string basis) =>
        Assert.Equal("Siti Contoh", Attribute(platform, new PostAuthor { ProfileUrl = url }, Enum.Parse<AttributionBasis>(basis)));

    [Fact]
    public void WhatAClerkTypedFindsThePersonWhereTheAccountDoesNot()
    {
        Assert.Equal("Budi Contoh", Attribute("Facebook", new PostAuthor { Handle = "tak.dikenal", Nip = "198505052010011002" }, AttributionBasis.Nip));
        // Excel rounded the number: the name counts, but only with the unit.
        Assert.Equal("Budi Contoh", Attribute("Facebook", new PostAuthor { DisplayName = "BUDI CONTOH, S.Sos.", Unit = "Kec. Contoh" }, AttributionBasis.NameAndUnit));
        Assert.Null(Attribute("Facebook", new PostAuthor { DisplayName = "Budi Contoh", Unit = "Dinas Pendidikan" }, default));
        Assert.Null(Attribute("Facebook", new PostAuthor { DisplayName = "Budi Contoh", Unit = "-" }, default));
    }

    [Fact]
    public void AShownNameFindsOnlyAFacebookAccountListedByIt()
    {
        var siti = new PostAuthor { DisplayName = "Siti Contoh" };

        Assert.Equal("Siti Contoh", Attribute("Facebook", siti, AttributionBasis.Handle));
        Assert.Null(Attribute("Instagram", siti, default));
        // On the roster, with an account that is listed by its handle only.
        Assert.Null(Attribute("Facebook", new PostAuthor { DisplayName = "Sri Misalan" }, default));
        // A namesake: the export gives an id, and it is another one.
        Assert.Null(Attribute("Facebook", siti with { PlatformId = "100000000000099" }, default));
        Assert.Null(Attribute("Facebook", siti with { Handle = "siti.contoh.lain" }, default));
    }

    [Fact]
    public void TwoAccountsListedByOneShownNameLeadToNobody()
    {
        var roster = new StaffRoster([Person("P-1", "Siti Contoh"), Person("P-2", "Siti Contoh")], "");

        Assert.Null(roster.Attribute(Post("Facebook", new PostAuthor { DisplayName = "Siti Contoh" })));
    }

    [Fact]
    public void ImpersonatedAndDisputedAccountsCarryTheirStatus()
    {
        var fake = Roster.Attribute(Post("Instagram", new PostAuthor { Handle = "lestari.rekaan.asli" }))!;
        var disputed = Roster.Attribute(Post("X", new PostAuthor { Handle = "hendra_rekaan" }))!;

        Assert.Equal(("Lestari Rekaan", Ownership.Impersonated), (fake.Person.Name, fake.Account!.Ownership));
        Assert.Equal(Ownership.Disputed, disputed.Account!.Ownership);
    }

    [Fact]
    public void WhatIsPublishedAfterThePersonsLastDayIsNobodys()
    {
        // Her last day is 31 August 2024; it ends last in the west, at 17:00 UTC.
        var sri = new PostAuthor { Handle = "sri.misalan" };

        Assert.NotNull(Roster.Attribute(Post("Facebook", sri, new DateTimeOffset(2024, 8, 31, 16, 59, 59, TimeSpan.Zero))));
        Assert.Null(Roster.Attribute(Post("Facebook", sri, new DateTimeOffset(2024, 8, 31, 17, 0, 0, TimeSpan.Zero))));
        Assert.NotNull(Roster.Attribute(Post("Facebook", sri)));
    }

    [Fact]
    public void WhatWasPublishedBeforeTheFirstDayIsKeptForTheFlagToSay()
    {
        var wahyu = Roster.Attribute(Post("TikTok", new PostAuthor { Handle = "wahyu.rekaan" }, new DateTimeOffset(2024, 10, 12, 0, 0, 0, TimeSpan.Zero)))!;

        Assert.Equal(new DateOnly(2025, 3, 1), wahyu.Person.ValidFrom);
    }

    [Fact]
    public void RowsOfStrangersCostNoMemory()
    {
        var posts = Enum.GetValues<Platform>()
            .Select(platform => Post(platform.ToString(), new PostAuthor { Handle = "orang_asing", DisplayName = "Orang Asing", PlatformId = "42", ProfileUrl = "https://x.com/orang_asing" }))
            .ToArray();
        foreach (var post in posts) Assert.Null(Roster.Attribute(post));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            foreach (var post in posts) Roster.Attribute(post);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    static RosterEntry Person(string code, string shownName) => new()
    {
        PersonCode = code,
        Name = "Orang " + code,
        Unit = "Dinas",
        Employment = EmploymentType.Pns,
        Accounts = [new RosterAccount(Platform.Facebook, shownName, Ownership.Declared)],
    };

    static string? Attribute(string platform, PostAuthor author, AttributionBasis basis)
    {
        var attributed = Roster.Attribute(Post(platform, author));
        if (attributed is not null) Assert.Equal(basis, attributed.Basis);
        return attributed?.Person.Name;
    }

    static Post Post(string platform, PostAuthor author, DateTimeOffset? at = null) => new()
    {
        Platform = Enum.Parse<Platform>(platform),
        Activity = Activity.Post,
        Author = author,
        Text = "contoh",
        TextKind = TextKind.OwnText,
        Time = at is { } time ? PostTime.Exact(time) : PostTime.Missing,
        Place = new PostPlace("", "1"),
    };
}
