using Monitor.Posts;
using Monitor.Roster;

namespace Monitor.Tests.Roster;

public sealed class AccountCellTests
{
    [Theory]
    [InlineData("Instagram", "siti.contoh", "Instagram siti.contoh")]
    [InlineData("Instagram", "@siti.contoh", "Instagram siti.contoh")]
    [InlineData("Instagram", "siti, siti2; siti3\nsiti4 / siti5", "Instagram siti|Instagram siti2|Instagram siti3|Instagram siti4|Instagram siti5")]
    [InlineData("Instagram", "siti/siti2", "Instagram siti|Instagram siti2")]
    [InlineData("Instagram", "https://www.instagram.com/siti.contoh/ ; siti2", "Instagram siti.contoh|Instagram siti2")]
    [InlineData("Instagram", "siti / https://www.instagram.com/siti2", "Instagram siti|Instagram siti2")]
    [InlineData("", "siti (ig)", "Instagram siti")]
    [InlineData("", "ig: siti", "Instagram siti")]
    [InlineData("", "IG @siti, Tik Tok: siti.tt", "Instagram siti|TikTok siti.tt")]
    [InlineData("", "FB: Siti Contoh", "Facebook Siti Contoh")]
    [InlineData("", "https://x.com/siti_contoh", "X siti_contoh")]
    [InlineData("Instagram", "siti (fb)", "")] // "siti" is too short for a Facebook name: see the faults below.
    [InlineData("Facebook", "https://www.instagram.com/siti", "Instagram siti")] // The link knows better than the column.
    [InlineData("Facebook", "Siti Contoh, S.Pd.", "Facebook Siti Contoh")] // The title after the comma is no account.
    [InlineData("Facebook", "https://www.facebook.com/profile.php?id=100000000000001", "Facebook 100000000000001 #100000000000001")]
    [InlineData("Facebook", "siti.contoh (id 100000000000001)", "Facebook siti.contoh #100000000000001")]
    [InlineData("YouTube", "UCcontohcontohcontohcon1", "YouTube UCcontohcontohcontohcon1 #UCcontohcontohcontohcon1")]
    [InlineData("Instagram", "-", "")]
    [InlineData("Instagram", "tidak ada", "")]
    [InlineData("Instagram", "siti; SITI", "Instagram siti|Instagram SITI")] // Made one where rows are compared.
    public void ACellGivesItsAccounts(string column, string cell, string accounts) =>
        Assert.Equal(accounts, string.Join('|', AccountCell.Read(cell, PlatformOf(column), Ownership.Unknown).Accounts.Select(
            account => $"{account.Platform} {account.Handle}{(account.PlatformId is { } id ? " #" + id : "")}")));

    [Theory]
    [InlineData("Instagram", "siti@contoh.example", "akun ke-1 bukan nama akun Instagram yang mungkin")]
    [InlineData("X", "siti.contoh", "akun ke-1 bukan nama akun X yang mungkin")] // X knows no dots.
    [InlineData("", "siti", "akun ke-1 tidak jelas platformnya")]
    [InlineData("", "siti (ig), WA: 0812000000", "akun ke-2 adalah WhatsApp")]
    [InlineData("", "siti (wa)", "akun ke-1 adalah WhatsApp")]
    [InlineData("Facebook", "https://wa.me/62812000000", "akun ke-1 adalah WhatsApp")]
    [InlineData("Facebook", "https://chat.whatsapp.com/AbC", "akun ke-1 adalah WhatsApp")]
    [InlineData("Instagram", "https://www.instagram.com/p/AbC/", "akun ke-1 bukan nama akun")]
    public void WhatIsNoAccountIsAFaultThatDoesNotRepeatIt(string column, string cell, string fault)
    {
        var faults = AccountCell.Read(cell, PlatformOf(column), Ownership.Unknown).Faults;

        Assert.StartsWith(fault, Assert.Single(faults), StringComparison.Ordinal);
        Assert.DoesNotContain("siti", faults[0], StringComparison.Ordinal);
        Assert.DoesNotContain("0812", faults[0], StringComparison.Ordinal);
    }

    [Fact]
    public void AnAccountMaySayForItselfHowSureItIs()
    {
        var accounts = AccountCell.Read("siti (palsu); siti2 (belum terverifikasi); siti3 (terverifikasi, id 42424242); siti4", Platform.Instagram, Ownership.Declared).Accounts;

        Assert.Equal([Ownership.Impersonated, Ownership.Unknown, Ownership.Verified, Ownership.Declared], accounts.Select(account => account.Ownership));
        Assert.Equal("42424242", accounts[2].PlatformId);
    }

    static Platform? PlatformOf(string name) => name.Length == 0 ? null : Enum.Parse<Platform>(name);
}
