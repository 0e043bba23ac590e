using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Domain.Tests.Exams;

[Clause("EX-6.3-mark", at: "Domain/Exams/Marking/MarkingTask.cs")]
public sealed class MarkingTaskTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 12, 1, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);
    private static readonly Guid First = Person(1);
    private static readonly Guid Second = Person(2);
    private static readonly Guid Third = Person(3);
    private static readonly Guid Adjudicator = Person(9);

    [Fact]
    public void Two_markers_who_agree_settle_it()
    {
        var task = Task20();

        Mark(task, First, 14).Kind.ShouldBe(MarkKind.First);
        task.State.ShouldBe(MarkingTaskState.Marking);
        Mark(task, Second, 16).Kind.ShouldBe(MarkKind.Second);

        (task.State, task.Points, task.By).ShouldBe((MarkingTaskState.Settled, 15, Settlement.Mean));
    }

    [Fact]
    public void A_marker_who_was_not_given_the_answer_is_refused() =>
        Task20().Give(Id(), First, new(10), MarkingSettings.Default, Now).Refusal.ShouldBe(MarkingRefusals.NotGiven);

    [Fact]
    public void Nobody_marks_an_answer_twice()
    {
        var task = Task20();
        Mark(task, First, 14);

        task.Claim(First, Lease, Now).Refusal.ShouldBe(MarkingRefusals.AlreadyMarked);
        task.Give(Id(), First, new(10), MarkingSettings.Default, Now).Refusal.ShouldBe(MarkingRefusals.AlreadyMarked);
        task.Marks.Count.ShouldBe(1);
    }

    [Fact]
    public void Only_two_hold_it_at_once_and_who_gives_it_back_does_not_get_it_again()
    {
        var task = Task20();
        task.Claim(First, Lease, Now).IsAccepted.ShouldBeTrue();
        task.Claim(Second, Lease, Now).IsAccepted.ShouldBeTrue();

        task.Claim(Third, Lease, Now).IsAccepted.ShouldBeFalse();
        task.GiveBack(Id(), First, Now).IsAccepted.ShouldBeTrue();
        task.Claim(First, Lease, Now).Refusal.ShouldBe(MarkingRefusals.GivenBack);
        task.Claim(Third, Lease, Now).IsAccepted.ShouldBeTrue();
        task.GiveBack(Id(), First, Now).Refusal.ShouldBe(MarkingRefusals.NotGiven);
        task.Openings.Single().ShouldSatisfyAllConditions(opening => opening.PersonId.ShouldBe(First), opening => opening.Act.ShouldBe(OpeningAct.Released));
    }

    [Fact]
    public void A_lapsed_claim_frees_the_place_but_the_work_counts_while_nobody_took_it()
    {
        var task = Task20();
        task.Claim(First, Lease, Now);
        var later = Now + Lease + TimeSpan.FromMinutes(1);

        task.Give(Id(), First, new(12), MarkingSettings.Default, later).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void A_lapsed_claim_whose_place_was_taken_is_refused_and_nothing_is_lost_of_the_others()
    {
        var task = Task20();
        task.Claim(First, Lease, Now);
        var later = Now + Lease;
        Mark(task, Second, 12, later);
        Mark(task, Third, 13, later);

        task.Give(Id(), First, new(2), MarkingSettings.Default, later).Refusal.ShouldBe(MarkingRefusals.ClaimLapsed);
        task.Points.ShouldBe(12.5m);
    }

    [Fact]
    public void Apart_a_third_marks_and_apart_again_the_adjudicator_decides()
    {
        var task = Task20();
        Mark(task, First, 4);
        Mark(task, Second, 18);
        task.State.ShouldBe(MarkingTaskState.ThirdMark);
        task.Adjudicate(Id(), Adjudicator, new(10, "折中"), MarkingSettings.Default, Now).Refusal.ShouldBe(MarkingRefusals.NotForAdjudication);
        Mark(task, Third, 11);
        task.State.ShouldBe(MarkingTaskState.Adjudication);

        task.Adjudicate(Id(), Third, new(11, "维持"), MarkingSettings.Default, Now).Refusal.ShouldBe(MarkingRefusals.OwnMark);
        task.Adjudicate(Id(), Adjudicator, new(11, " "), MarkingSettings.Default, Now).Refusal!.Field.ShouldBe("reason");
        task.Adjudicate(Id(), Adjudicator, new(21, "超出"), MarkingSettings.Default, Now).Refusal!.Code.ShouldBe("marking.points-out-of-range");
        task.Adjudicate(Id(), Adjudicator, new(12.5m, "观点成立，论据不足"), MarkingSettings.Default, Now).IsAccepted.ShouldBeTrue();

        (task.State, task.Points, task.By).ShouldBe((MarkingTaskState.Settled, 12.5m, Settlement.Adjudicated));
    }

    [Fact]
    public void A_settled_answer_is_reopened_with_a_reason_and_decided_by_none_of_its_markers()
    {
        var task = Task20();
        Mark(task, First, 14);
        task.Reopen("复核").Refusal.ShouldBe(MarkingRefusals.NotSettled);
        Mark(task, Second, 14);

        task.Reopen("").IsAccepted.ShouldBeFalse();
        task.Reopen("复核：漏看第二段").IsAccepted.ShouldBeTrue();

        (task.State, task.Points).ShouldBe((MarkingTaskState.Adjudication, null));
        task.Adjudicate(Id(), First, new(14, "维持"), MarkingSettings.Default, Now).Refusal.ShouldBe(MarkingRefusals.OwnMark);
        task.Adjudicate(Id(), Adjudicator, new(16, "补第二段 2 分"), MarkingSettings.Default, Now).IsAccepted.ShouldBeTrue();
        task.Points.ShouldBe(16);
    }

    [Fact]
    public void A_marker_meets_his_own_answer_again_and_it_never_counts()
    {
        var task = Task20();
        task.ClaimAgain(First, Lease, Now).Refusal.ShouldBe(MarkingRefusals.NotGiven);
        Mark(task, First, 14);
        Mark(task, Second, 14);

        task.ClaimAgain(First, Lease, Now).IsAccepted.ShouldBeTrue();
        task.Give(Id(), First, new(2), MarkingSettings.Default, Now).Value!.Kind.ShouldBe(MarkKind.SelfCheck);

        task.Points.ShouldBe(14);
        task.ClaimAgain(First, Lease, Now).IsAccepted.ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(-1, 2)]
    [InlineData(0, 0)]
    [InlineData(int.MaxValue, 1)]
    [InlineData(1, int.MaxValue)]
    public void A_remark_lies_within_the_answer(int start, int length)
    {
        var task = Task20("两字");
        task.Claim(First, Lease, Now);

        task.Give(Id(), First, new(10, null, [new(start, length, "好")]), MarkingSettings.Default, Now).Refusal!.Code.ShouldBe("marking.annotation-outside");
        task.Give(Id(), First, new(10, "结构清楚", [new(0, 2, "点题")]), MarkingSettings.Default, Now).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_earned_and_everything_earned_are_looked_at_again()
    {
        var (zero, full) = (Task20(), Task20());
        Mark(zero, First, 0);
        Mark(zero, Second, 0);
        Mark(full, First, 20);
        Mark(full, Second, 20);

        (zero.SpotCheckCause, full.SpotCheckCause).ShouldBe((SpotCheckCause.ZeroPoints, SpotCheckCause.FullPoints));
        zero.DecideSpotCheck(new(false, null), Adjudicator).Refusal!.Field.ShouldBe("note");
        zero.DecideSpotCheck(new(false, "答到两个要点"), Adjudicator).IsAccepted.ShouldBeTrue();
        zero.State.ShouldBe(MarkingTaskState.Adjudication);
        full.DecideSpotCheck(new(true, null), Adjudicator).IsAccepted.ShouldBeTrue();
        full.DecideSpotCheck(new(true, null), Adjudicator).Refusal.ShouldBe(MarkingRefusals.SpotCheckDecided);
        full.Points.ShouldBe(20);
    }

    [Fact]
    public void A_blank_answer_earns_nothing_and_takes_nobodys_time()
    {
        var task = Task20("");
        task.SettleBlank(Now);

        (task.State, task.Points, task.By, task.SpotCheckCause).ShouldBe((MarkingTaskState.Settled, 0, Settlement.Blank, null));
        task.Claim(First, Lease, Now).Refusal.ShouldBe(MarkingRefusals.Settled);
    }

    [Fact]
    public void Whatever_markers_do_in_whatever_order_an_answer_has_at_most_three_blind_marks_of_three_people_and_points_only_by_the_rule()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var (task, now) = (Task20(), Now);
            var people = Enumerable.Range(1, 5).Select(Person).ToArray();
            for (var step = 0; step < 40; step++)
            {
                var who = people[random.Next(people.Length)];
                now += TimeSpan.FromMinutes(random.Next(0, 20));
                switch (random.Next(6))
                {
                    case 0 or 1: task.Claim(who, Lease, now); break;
                    case 2: task.GiveBack(Id(), who, now); break;
                    case 3: task.Adjudicate(Id(), who, new(random.Next(0, 21), "裁定"), MarkingSettings.Default, now); break;
                    default: task.Give(Id(), who, new(random.Next(-1, 43) / 2m), MarkingSettings.Default, now); break;
                }

                var blind = task.Marks.Where(mark => mark.IsBlind).ToArray();
                blind.Select(mark => mark.MarkerId).Distinct().Count().ShouldBe(blind.Length);
                blind.Select(mark => mark.Kind).SequenceEqual(Enumerable.Range(0, blind.Length).Select(kind => (MarkKind)kind)).ShouldBeTrue();
                task.Marks.Where(mark => mark.Kind == MarkKind.Adjudication).All(mark => blind.All(other => other.MarkerId != mark.MarkerId)).ShouldBeTrue();
                task.Marks.All(mark => mark.Points is >= 0 and <= 20).ShouldBeTrue();
                var rule = DoubleMarking.Judge([.. blind.Select(mark => mark.Points)], task.Threshold);
                var adjudicated = task.Marks.LastOrDefault(mark => mark.Kind == MarkKind.Adjudication);
                (task.Points == (adjudicated?.Points ?? rule.Points)).ShouldBeTrue($"seed {seed}");
            }
        }
    }

    private static Mark Mark(MarkingTask task, Guid marker, decimal points, DateTimeOffset? at = null)
    {
        task.Claim(marker, Lease, at ?? Now).IsAccepted.ShouldBeTrue();
        return task.Give(Id(), marker, new(points), MarkingSettings.Default, at ?? Now).Value.ShouldNotBeNull();
    }

    private static MarkingTask Task20(string answer = "答：……") => new()
    {
        Id = Id(),
        AgencyId = Person(100),
        RoundId = Person(101),
        ScriptId = Person(102),
        QuestionId = "q41",
        QuestionNumber = 41,
        MaxPoints = 20,
        Threshold = 3,
        Step = 0.5m,
        Answer = answer,
        Covered = [],
        Lot = 9_999,
    };

    private static Guid Id() => Guid.CreateVersion7(Now);

    private static Guid Person(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
