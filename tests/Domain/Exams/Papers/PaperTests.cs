using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Support.Exams;

namespace Pinchang.Domain.Tests.Exams.Papers;

public sealed class PaperTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 1, 0, 0, TimeSpan.Zero);
    private static readonly PaperTimes Times = PaperTimes.Of(Now.AddHours(1), Now.AddHours(3));
    private static readonly Guid First = Guid.Parse("0195a000-0000-7000-8000-000000000001");
    private static readonly Guid Second = Guid.Parse("0195a000-0000-7000-8000-000000000002");

    [Fact]
    [Clause("EX-6.3-paper", at: "Domain/Exams/Papers/Paper.cs")]
    public void Two_persons_seal_a_paper()
    {
        var paper = Assembled();

        paper.Seal(Times, First, Now).ShouldBeNull();
        paper.Countersign(Times, First, Now)!.Code.ShouldBe("exam.paper-same-person");
        paper.Countersign(PaperTimes.Of(Now.AddHours(2), Now.AddHours(3)), Second, Now)!.Code.ShouldBe("exam.paper-times-differ");
        paper.Countersign(Times, Second, Now).ShouldBeNull();

        (paper.State, paper.SealedBy, paper.CountersignedBy).ShouldBe((PaperState.Sealed, First, Second));
        paper.WithdrawSeal()!.Code.ShouldBe("exam.paper-already-sealed");
        paper.Discard()!.Code.ShouldBe("exam.paper-already-sealed");
        paper.Seal(Times, Second, Now)!.Code.ShouldBe("exam.paper-already-sealed");
    }

    [Fact]
    public void A_seal_that_came_too_late_for_its_time_is_not_confirmed()
    {
        var paper = Assembled();
        paper.Seal(Times, First, Now).ShouldBeNull();

        paper.Countersign(Times, Second, Times.ReleaseAt)!.Code.ShouldBe("exam.paper-release-past");
        paper.WithdrawSeal().ShouldBeNull();
        paper.State.ShouldBe(PaperState.Assembled);
    }

    [Fact]
    public void A_lock_moves_later_until_it_has_opened()
    {
        var paper = Sealed();

        paper.Postpone(Times with { ReleaseAt = Times.ReleaseAt.AddSeconds(-1) }, Now)!.Code.ShouldBe("exam.paper-not-later");
        paper.Postpone(PaperTimes.Of(Times.ReleaseAt.AddMinutes(10), Times.MarkingOpensAt), Now).ShouldBeNull();
        paper.ReleaseAt.ShouldBe(Times.ReleaseAt.AddMinutes(10));
        paper.Postpone(PaperTimes.Of(Times.ReleaseAt.AddMinutes(20), Times.MarkingOpensAt), Times.ReleaseAt.AddMinutes(10))!.Code.ShouldBe("exam.paper-already-released");
    }

    [Theory]
    [InlineData(PaperState.Assembled, PaperPart.Whole, 0, null)]
    [InlineData(PaperState.Assembled, PaperPart.Content, 0, "exam.paper-not-sealed")]
    [InlineData(PaperState.Sealing, PaperPart.Whole, 0, "exam.paper-sealing")]
    [InlineData(PaperState.Sealing, PaperPart.Content, 600, "exam.paper-sealing")]
    [InlineData(PaperState.Sealed, PaperPart.Content, 59, "exam.paper-locked")]
    [InlineData(PaperState.Sealed, PaperPart.Content, 60, null)]
    [InlineData(PaperState.Sealed, PaperPart.Whole, 59, "exam.paper-locked")]
    [InlineData(PaperState.Sealed, PaperPart.Whole, 60, "exam.paper-marking-locked")]
    [InlineData(PaperState.Sealed, PaperPart.MarkingKey, 179, "exam.paper-marking-locked")]
    [InlineData(PaperState.Sealed, PaperPart.MarkingKey, 180, null)]
    [InlineData(PaperState.Sealed, PaperPart.Whole, 180, null)]
    [InlineData(PaperState.Discarded, PaperPart.Whole, 600, "exam.paper-discarded")]
    [Clause("EX-6.3-paper", at: "Domain/Exams/Papers/PaperLock.cs")]
    public void State_and_time_alone_open_a_paper(PaperState state, PaperPart part, int minutes, string? refusal) =>
        (PaperLock.Check(state, state == PaperState.Sealed ? Times : null, part, Now.AddMinutes(minutes))?.Code).ShouldBe(refusal);

    private static Paper Assembled() => Paper.Assemble(First, First, SamplePapers.Make(Guid.CreateVersion7(Now)), [1, 2, 3], First, Now);

    private static Paper Sealed()
    {
        var paper = Assembled();
        paper.Seal(Times, First, Now).ShouldBeNull();
        paper.Countersign(Times, Second, Now).ShouldBeNull();
        return paper;
    }
}
