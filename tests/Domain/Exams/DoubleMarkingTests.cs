using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Domain.Tests.Exams;

public sealed class DoubleMarkingTests
{
    [Theory]
    [InlineData(10, 10, 2, 10, "the same")]
    [InlineData(10, 12, 2, 11, "just within the threshold")]
    [InlineData(12, 10, 2, 11, "in the other order")]
    [InlineData(7.5, 8, 1, 7.75, "the mean stays exact")]
    [InlineData(0, 0, 0, 0, "nothing earned, nothing allowed")]
    [Clause("EX-6.3-mark", at: "Domain/Exams/Marking/DoubleMarking.cs")]
    public void Two_marks_within_the_threshold_give_their_mean(decimal first, decimal second, decimal threshold, decimal points, string why) =>
        DoubleMarking.Judge([first, second], threshold).ShouldBe(new(MarkingTaskState.Settled, points, Settlement.Mean), why);

    [Theory]
    [InlineData(10, 12.5, 2)]
    [InlineData(0, 20, 2)]
    [InlineData(5, 5.5, 0)]
    [Clause("EX-6.3-mark", at: "Domain/Exams/Marking/DoubleMarking.cs")]
    public void Two_marks_beyond_the_threshold_ask_for_a_third(decimal first, decimal second, decimal threshold) =>
        DoubleMarking.Judge([first, second], threshold).ShouldBe(new(MarkingTaskState.ThirdMark, null, null));

    [Theory]
    [InlineData(5, 15, 6, 2, 5.5, "near the first only")]
    [InlineData(5, 15, 14, 2, 14.5, "near the second only")]
    [InlineData(5, 15, 15, 2, 15, "on the second")]
    [InlineData(5, 15, 3, 2, 4, "below both")]
    [InlineData(5, 15, 17, 2, 16, "above both")]
    [InlineData(10, 13, 12.5, 2.5, 12.75, "near both, closer to the second")]
    [InlineData(10, 13, 11, 2, 10.5, "near both, closer to the first")]
    [InlineData(10, 13, 11.5, 2, 11.5, "midway between both: its own value favours neither")]
    [InlineData(13, 10, 11.5, 2, 11.5, "midway, in the other order")]
    [InlineData(10, 14, 12, 2, 12, "midway and just within the threshold of both")]
    [Clause("EX-6.3-mark", at: "Domain/Exams/Marking/DoubleMarking.cs")]
    public void A_third_mark_near_one_settles_with_the_closer_one(decimal first, decimal second, decimal third, decimal threshold, decimal points, string why) =>
        DoubleMarking.Judge([first, second, third], threshold).ShouldBe(new(MarkingTaskState.Settled, points, Settlement.ThirdMark), why);

    [Theory]
    [InlineData(5, 15, 10, 2)]
    [InlineData(5, 15, 7.5, 2)]
    [InlineData(5, 15, 0, 2)]
    [InlineData(5, 5.5, 10, 0)]
    [Clause("EX-6.3-mark", at: "Domain/Exams/Marking/DoubleMarking.cs")]
    public void A_third_mark_near_neither_asks_for_the_adjudicator(decimal first, decimal second, decimal third, decimal threshold) =>
        DoubleMarking.Judge([first, second, third], threshold).ShouldBe(new(MarkingTaskState.Adjudication, null, null));

    [Fact]
    public void One_mark_or_none_settles_nothing()
    {
        DoubleMarking.Judge([], 2).State.ShouldBe(MarkingTaskState.Marking);
        DoubleMarking.Judge([8], 2).State.ShouldBe(MarkingTaskState.Marking);
        Should.Throw<ArgumentException>(() => DoubleMarking.Judge([1, 2, 3, 4], 2));
    }

    [Fact]
    public void Whatever_is_marked_the_points_lie_between_marks_near_each_other_and_do_not_depend_on_who_was_first()
    {
        var random = new Random(20260612);
        for (var round = 0; round < 20_000; round++)
        {
            decimal Half() => random.Next(0, 41) / 2m;
            var (first, second, third, threshold) = (Half(), Half(), Half(), random.Next(0, 13) / 2m);

            var two = DoubleMarking.Judge([first, second], threshold);
            two.ShouldBe(DoubleMarking.Judge([second, first], threshold));
            two.Points.HasValue.ShouldBe(Math.Abs(first - second) <= threshold);

            if (two.State != MarkingTaskState.ThirdMark)
            {
                continue;
            }

            var three = DoubleMarking.Judge([first, second, third], threshold);
            three.ShouldBe(DoubleMarking.Judge([second, first, third], threshold));
            if (three.Points is { } points)
            {
                Math.Abs(points - third).ShouldBeLessThanOrEqualTo(threshold / 2, $"{first} {second} {third} / {threshold}");
                points.ShouldBeInRange(Math.Min(third, Math.Min(first, second)), Math.Max(third, Math.Max(first, second)));
            }
            else
            {
                Math.Min(Math.Abs(third - first), Math.Abs(third - second)).ShouldBeGreaterThan(threshold);
            }
        }
    }

    [Theory]
    [InlineData(-0.5, "marking.points-out-of-range")]
    [InlineData(20.5, "marking.points-out-of-range")]
    [InlineData(1000000, "marking.points-out-of-range")]
    [InlineData(7.3, "marking.points-off-step")]
    [InlineData(7.25, "marking.points-off-step")]
    [InlineData(7.5, null)]
    [InlineData(0, null)]
    [InlineData(20, null)]
    public void Points_lie_within_the_question_and_on_its_step(decimal points, string? refused) =>
        DoubleMarking.CheckPoints(points, 20, 0.5m)?.Code.ShouldBe(refused);

    [Fact]
    public void Full_points_can_always_be_given() => DoubleMarking.CheckPoints(7.3m, 7.3m, 0.5m).ShouldBeNull();

    [Theory]
    [InlineData(20, 3)]
    [InlineData(10, 1.5)]
    [InlineData(5, 1)]
    [InlineData(2, 0.5)]
    public void A_threshold_is_a_share_of_the_points_rounded_up_to_the_step(decimal points, decimal threshold) =>
        DoubleMarking.ThresholdOf(points, MarkingSettings.Default).ShouldBe(threshold);
}
