using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Domain.Tests.Exams;

[Clause("EX-6.3-mark", at: "Domain/Exams/Marking/MarkerConsistency.cs")]
public sealed class MarkerConsistencyTests
{
    private static readonly Guid Mild = Guid.CreateVersion7();
    private static readonly Guid Strict = Guid.CreateVersion7();

    [Fact]
    public void A_mild_and_a_strict_marker_lean_apart_and_agree_as_far_as_the_threshold_goes()
    {
        var (one, two) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var figures = MarkerConsistency.Of(
            [
                Mark(one, Mild, MarkKind.First, 16, 15, 60), Mark(one, Strict, MarkKind.Second, 14, 15, 30),
                Mark(two, Mild, MarkKind.First, 18, 12, 90), Mark(two, Strict, MarkKind.Second, 10, 12, 50),
            ],
            new Dictionary<Guid, string> { [Mild] = "宽", [Strict] = "严" });

        var mild = figures.Single(figure => figure.MarkerId == Mild);
        var strict = figures.Single(figure => figure.MarkerId == Strict);
        (mild.Name, mild.Marks, mild.SecondsPerMark).ShouldBe(("宽", 2, 75));
        (mild.Mean, strict.Mean).ShouldBe((0.85m, 0.6m));
        (mild.Spread, strict.Spread).ShouldBe((0.05m, 0.1m));
        (mild.Leaning, strict.Leaning).ShouldBe((0.25m, -0.25m));
        (mild.Agreement, strict.Agreement).ShouldBe((0.5m, 1));
        (mild.SelfChecks, mild.SelfAgreement).ShouldBe((0, null));
    }

    [Fact]
    public void A_repeat_is_held_against_the_own_first_mark_and_moves_no_other_figure()
    {
        var (one, two) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var figures = MarkerConsistency.Of(
            [
                Mark(one, Mild, MarkKind.First, 16, null, 60), Mark(one, Mild, MarkKind.SelfCheck, 15, null, 60),
                Mark(two, Mild, MarkKind.First, 16, null, 60), Mark(two, Mild, MarkKind.SelfCheck, 4, null, 60),
            ],
            new Dictionary<Guid, string>()).Single();

        (figures.Marks, figures.SelfChecks, figures.SelfAgreement, figures.Mean).ShouldBe((2, 2, 0.5m, 0.8m));
        (figures.Leaning, figures.Agreement).ShouldBe((null, null));
    }

    private static MeasuredMark Mark(Guid task, Guid marker, MarkKind kind, decimal points, decimal? settled, int seconds) =>
        new(task, marker, kind, points, 20, 3, settled, seconds);
}
