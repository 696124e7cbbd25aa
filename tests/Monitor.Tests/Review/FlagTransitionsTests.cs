using FsCheck;
using FsCheck.Fluent;
using Monitor.Flags;
using Monitor.Review;
using Monitor.Tests.Flags;

namespace Monitor.Tests.Review;

public class FlagTransitionsTests
{
    const string Id = "F-1";

    static readonly Reviewer[] People = [ReviewBench.Ani, ReviewBench.Budi, ReviewBench.Citra, ReviewBench.Dewi, new("eko", "Eko", Role.Admin)];
    static readonly FlagTransitions Rules = new(ReviewBench.Limits);
    static readonly ReviewState Fresh = new() { Status = FlagStatus.Open, Version = 1, OwnershipSettled = true };
    static readonly DateTimeOffset Now = SampleIngest.Start;
    static readonly DateOnly Today = new(2024, 10, 7);

    [Fact]
    public void WhateverIsTriedNoStateButOpenIsReachedWithoutANamedReviewerAndUpheldNeedsTwo()
    {
        var steps = Gen.ListOf(
            from person in Gen.Elements(People)
            from act in Gen.Elements(Acts)
            from minutes in Gen.Choose(0, 30)
            from stale in Gen.Frequency((4, Gen.Constant(0L)), (1, Gen.Constant(-1L)))
            select new Try(person, act, minutes, stale));

        Prop.ForAll(Arb.From(steps), tries => Assert.Empty(BrokenBy(tries))).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Admin)]
    public void OnlyThoseWhoJudgeMayDoAnything(Role role)
    {
        foreach (var act in Acts)
            Assert.Equal(Refusal.RoleMayNot, Apply(Fresh, act(1), new Reviewer("x", "X", role)).Refused);
    }

    [Fact]
    public void AClaimKeepsOthersOutUntilItRunsOut()
    {
        var claimed = Done(Apply(Fresh, new ReviewAct.Claim(Id, 1), ReviewBench.Ani));

        Assert.Equal(Refusal.ClaimedByOther, Apply(claimed, new ReviewAct.Claim(Id, 2), ReviewBench.Budi).Refused);
        Assert.Equal(Refusal.ClaimedByOther, Apply(claimed, new ReviewAct.Decide(Id, 2, Say.No), ReviewBench.Budi).Refused);
        Assert.Equal("budi", Done(Apply(claimed, new ReviewAct.Claim(Id, 2), ReviewBench.Budi, Now.AddMinutes(20))).Lease?.By);
    }

    [Fact]
    public void WhoeverLostTheClaimIsToldAndDoesNotDecide()
    {
        var claimed = Done(Apply(Fresh, new ReviewAct.Claim(Id, 1), ReviewBench.Ani));
        var taken = Done(Apply(claimed, new ReviewAct.Claim(Id, claimed.Version), ReviewBench.Budi, Now.AddMinutes(21)));

        Assert.Equal(Refusal.Stale, Apply(taken, new ReviewAct.Decide(Id, claimed.Version, Say.No), ReviewBench.Ani, Now.AddMinutes(22)).Refused);
    }

    [Fact]
    public void NobodyConfirmsTheirOwnStrongIndication()
    {
        var once = Done(Apply(Fresh, new ReviewAct.Decide(Id, 1, Say.Strong), ReviewBench.Ani));

        Assert.Equal(Refusal.SamePersonTwice, Apply(once, new ReviewAct.Decide(Id, 2, Say.Strong), ReviewBench.Ani).Refused);
        Assert.Equal(FlagStatus.Upheld, Done(Apply(once, new ReviewAct.Decide(Id, 2, Say.Strong), ReviewBench.Budi)).Status);
    }

    [Fact]
    public void ASecondVoiceThatDeniesEndsItInThePersonsFavour()
    {
        var once = Done(Apply(Fresh, new ReviewAct.Decide(Id, 1, Say.Strong), ReviewBench.Ani));

        var denied = Done(Apply(once, new ReviewAct.Decide(Id, 2, Say.No), ReviewBench.Budi));

        Assert.Equal((FlagStatus.Dismissed, null), (denied.Status, denied.FirstBy));
    }

    [Fact]
    public void NothingIsUpheldWhileItIsOpenWhoseAccountItIs()
    {
        var unknown = Fresh with { OwnershipSettled = false };

        Assert.Equal(Refusal.OwnershipOpen, Apply(unknown, new ReviewAct.Decide(Id, 1, Say.Strong), ReviewBench.Ani).Refused);
        var settled = Done(Apply(unknown, new ReviewAct.SettleOwnership(Id, 1, OwnershipProof.WrittenStatement, "surat 12"), ReviewBench.Ani));
        Assert.Equal(FlagStatus.UpheldOnce, Done(Apply(settled, new ReviewAct.Decide(Id, 2, Say.Strong), ReviewBench.Ani)).Status);
    }

    [Fact]
    public void ADecisionIsTakenBackWithinMinutesByWhoeverMadeIt()
    {
        var dismissed = Done(Apply(Fresh, new ReviewAct.Decide(Id, 1, Say.No), ReviewBench.Ani));

        Assert.Equal(Refusal.NotYours, Apply(dismissed, new ReviewAct.Undo(Id, 2), ReviewBench.Budi).Refused);
        Assert.Equal(Refusal.TooLateToUndo, Apply(dismissed, new ReviewAct.Undo(Id, 2), ReviewBench.Ani, Now.AddMinutes(6)).Refused);
        Assert.Equal(FlagStatus.Claimed, Done(Apply(dismissed, new ReviewAct.Undo(Id, 2), ReviewBench.Ani, Now.AddMinutes(5))).Status);
    }

    [Fact]
    public void AConfirmationThatIsTakenBackLeavesTheFirstVoiceStanding()
    {
        var once = Done(Apply(Fresh, new ReviewAct.Decide(Id, 1, Say.Strong), ReviewBench.Ani));
        var upheld = Done(Apply(once, new ReviewAct.Decide(Id, 2, Say.Strong), ReviewBench.Budi));

        var back = Done(Apply(upheld, new ReviewAct.Undo(Id, 3), ReviewBench.Budi));

        Assert.Equal((FlagStatus.UpheldOnce, "ani"), (back.Status, back.FirstBy));
    }

    [Fact]
    public void ADismissalChosenByLotWaitsForABlindSecondLook()
    {
        var chosen = Fresh with { RecheckChosen = true };
        var dismissed = Done(Apply(chosen, new ReviewAct.Decide(Id, 1, Say.No), ReviewBench.Ani));
        Assert.Equal((FlagStatus.Dismissed, "ani", true), (dismissed.Status, dismissed.RecheckOf, dismissed.Awaiting));

        Assert.Equal(Refusal.SamePersonTwice, Apply(dismissed, new ReviewAct.Decide(Id, 2, Say.No), ReviewBench.Ani).Refused);
        var agreed = Done(Apply(dismissed, new ReviewAct.Decide(Id, 2, Say.No), ReviewBench.Budi));
        Assert.Equal((FlagStatus.Dismissed, false), (agreed.Status, agreed.Awaiting));
        var differs = Done(Apply(dismissed, new ReviewAct.Decide(Id, 2, Say.Strong), ReviewBench.Budi));
        Assert.Equal((FlagStatus.UpheldOnce, "budi"), (differs.Status, differs.FirstBy));
    }

    [Fact]
    public void ACaseLeavesOnlyAfterThePersonWasAskedAndOnlyByTheLead()
    {
        var upheld = Fresh with { Status = FlagStatus.Upheld };

        Assert.Equal(Refusal.ReplyNotAsked, Apply(upheld, new ReviewAct.Refer(Id, 1, "ab"), ReviewBench.Citra).Refused);
        Assert.Equal(Refusal.RoleMayNot, Apply(upheld, new ReviewAct.AskReply(Id, 1, Today), ReviewBench.Ani).Refused);
        var asked = Done(Apply(upheld, new ReviewAct.AskReply(Id, 1, Today), ReviewBench.Citra));
        Assert.Equal(FlagStatus.Referred, Done(Apply(asked, new ReviewAct.Refer(Id, 2, "ab"), ReviewBench.Citra)).Status);
    }

    public static TheoryData<ReviewDecision, Refusal> Incomplete => new()
    {
        { new ReviewDecision(Verdict.NoIndication), Refusal.ReasonMissing }, // a dismissal tells why
        { new ReviewDecision(Verdict.CannotAssess), Refusal.ReasonMissing },
        { new ReviewDecision(Verdict.NoIndication, DismissalReason.Other), Refusal.NoteMissing }, // "other" says nothing by itself
        { new ReviewDecision(Verdict.StrongIndication), Refusal.NoteMissing }, // somebody will read it in the case file
        { new ReviewDecision(Verdict.NeedsClarification), Refusal.QuestionMissing },
        { Say.No with { Note = new string('x', 4_001) }, Refusal.TextTooLong },
    };

    [Theory]
    [MemberData(nameof(Incomplete))]
    public void ADecisionThatSaysTooLittleIsRefused(ReviewDecision decision, Refusal refusal) =>
        Assert.Equal(refusal, Apply(Fresh, new ReviewAct.Decide(Id, 1, decision), ReviewBench.Ani).Refused);

    static readonly Func<long, ReviewAct>[] Acts =
    [
        version => new ReviewAct.Claim(Id, version),
        version => new ReviewAct.Release(Id, version),
        version => new ReviewAct.Look(Id, version, FirstLook.Yes),
        version => new ReviewAct.RevealName(Id, version, "menghubungi"),
        version => new ReviewAct.SettleOwnership(Id, version, OwnershipProof.ShownInPerson, "diperlihatkan"),
        version => new ReviewAct.SettleOwnership(Id, version, OwnershipProof.NotTheirs, "bukan"),
        version => new ReviewAct.Decide(Id, version, Say.No),
        version => new ReviewAct.Decide(Id, version, Say.Unclear),
        version => new ReviewAct.Decide(Id, version, Say.Ask),
        version => new ReviewAct.Decide(Id, version, Say.Strong),
        version => new ReviewAct.RecordAnswer(Id, version, "bukan akun saya", Today),
        version => new ReviewAct.Undo(Id, version),
        version => new ReviewAct.AskReply(Id, version, Today),
        version => new ReviewAct.RecordReply(Id, version, "tidak ada tanggapan", Today),
        version => new ReviewAct.Refer(Id, version, "ab"),
    ];

    /// <summary>What a run of acts broke, told by an account of its own of who said what.</summary>
    static IEnumerable<string> BrokenBy(IReadOnlyList<Try> tries)
    {
        var state = Fresh with { OwnershipSettled = false, RecheckChosen = tries.Count % 2 == 0 };
        var now = Now;
        foreach (var one in tries)
        {
            now = now.AddMinutes(one.Minutes);
            var act = one.Act(state.Version + one.Stale);
            var (next, refused) = Rules.Apply(state, act, one.By, now, Today);
            if (next is null == refused is null) yield return $"{act} gave both or neither of state and refusal";
            if (next is null) continue;

            if (!one.By.Judges) yield return $"{one.By.Role} moved it";
            if (next.Version < state.Version) yield return "the version went back";
            if (next.Status != state.Status && next.Version == state.Version) yield return $"{act} moved it unseen";
            if (next.Status is FlagStatus.Claimed && next.Lease is null) yield return "claimed by nobody";
            if (next.Status is FlagStatus.UpheldOnce && next.FirstBy is null) yield return "a first voice without a name";
            if (next.Status is FlagStatus.Upheld && state.Status is not FlagStatus.Upheld)
            {
                if (state.Status is not FlagStatus.UpheldOnce || state.FirstBy == one.By.Id || !state.OwnershipSettled) yield return $"upheld from {state.Status} by {one.By.Id} after {state.FirstBy}";
            }

            if (next.Status is FlagStatus.Referred && next.ReplyAskedOn is null) yield return "referred without asking the person";
            if (next.Status is FlagStatus.Open && state.Status is not (FlagStatus.Open or FlagStatus.Claimed)) yield return $"opened from {state.Status}";
            state = next;
        }
    }

    static Transition Apply(ReviewState state, ReviewAct act, Reviewer actor, DateTimeOffset? at = null) => Rules.Apply(state, act, actor, at ?? Now, Today);

    static ReviewState Done(Transition transition) => transition.Next ?? throw new InvalidOperationException($"Refused: {transition.Refused}");

    sealed record Try(Reviewer By, Func<long, ReviewAct> Act, int Minutes, long Stale);
}
