using Pinchang.Domain.Exams.Invigilation;
using static Pinchang.Domain.Tests.Exams.Invigilation.Sights;

namespace Pinchang.Domain.Tests.Exams.Invigilation;

public sealed class EvidenceRulesTests
{
    private static readonly EvidenceWindow Window = new(Start.AddMinutes(-30), Start.AddHours(2), Recorded: true);

    private static string? WhyNot(EvidenceKind kind, EvidenceUse use, DateTimeOffset now, EvidenceWindow? window = null) =>
        EvidenceRules.WhyNot(kind, window ?? Window, use, now)?.Code;

    [Theory]
    [InlineData(EvidenceKind.Piece)]
    [InlineData(EvidenceKind.Still)]
    [InlineData(EvidenceKind.Event)]
    public void Evidence_is_taken_from_the_opening_until_some_hours_after_the_end(EvidenceKind kind)
    {
        WhyNot(kind, default, Window.OpensAt.AddTicks(-1)).ShouldBe("exam.not-open");
        WhyNot(kind, default, Window.OpensAt).ShouldBeNull();
        WhyNot(kind, default, Window.EndsAt.AddHours(6).AddTicks(-1)).ShouldBeNull();
        WhyNot(kind, default, Window.EndsAt.AddHours(6)).ShouldBe("recordings.closed");
    }

    [Fact]
    public void No_more_is_taken_than_an_exam_of_that_length_can_bring()
    {
        WhyNot(EvidenceKind.Piece, new(9_000_000_000, 0, 0), Now).ShouldBe("recordings.too-much");
        WhyNot(EvidenceKind.Still, new(0, 9_000, 0), Now).ShouldBe("recordings.too-much");
        WhyNot(EvidenceKind.Event, new(0, 0, 5_000), Now).ShouldBe("recordings.too-much");
        WhyNot(EvidenceKind.Event, new(9_000_000_000, 9_000, 0), Now).ShouldBeNull("a full recording keeps nobody from asking for help");
    }

    [Fact]
    public void Where_nothing_is_recorded_only_events_are_taken()
    {
        var unwatched = Window with { Recorded = false };
        WhyNot(EvidenceKind.Piece, default, Now, unwatched).ShouldBe("recordings.not-recorded");
        WhyNot(EvidenceKind.Still, default, Now, unwatched).ShouldBe("recordings.not-recorded");
        WhyNot(EvidenceKind.Event, default, Now, unwatched).ShouldBeNull();
    }
}
