using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Marking;
using Pinchang.Domain.Exams.Results;

namespace Pinchang.Domain.Tests.Exams;

[Clause("EX-6.3-result", at: "Domain/Exams/Results/ScoreAssessment.cs")]
public sealed class ScoreAssessmentTests
{
    private static readonly Guid Morning = Id(1);
    private static readonly Guid Afternoon = Id(2);
    private static readonly Guid Evening = Id(3);

    [Fact]
    public void Each_sitting_with_scripts_must_be_marked_and_one_without_any_need_not()
    {
        MarkedSitting[] sittings = [Sitting(Morning, "上午场", 3), Sitting(Afternoon, "下午场", 2), Sitting(Evening, "晚场", 0)];

        ScoreAssessment.WhyUnmarked(sittings, new HashSet<Guid> { Morning })!.Arguments.ShouldBe(["下午场"]);
        ScoreAssessment.WhyUnmarked(sittings, new HashSet<Guid> { Morning, Afternoon }).ShouldBeNull();
        ScoreAssessment.WhyUnmarked([Sitting(Evening, "晚场", 0)], new HashSet<Guid>()).ShouldBe(ScoreRefusals.Nobody);
    }

    [Fact]
    public void What_a_candidate_was_arranged_in_weighs_a_whole_other_hours_for_another_included()
    {
        var rounds = new[] { Round(Morning, 60), Round(Afternoon, 40), Round(Evening, 100) };

        Assess(rounds, Sat(11, Morning), Sat(11, Afternoon), Sat(12, Evening)).IsAccepted.ShouldBeTrue();
        Assess(rounds, Sat(11, Morning), Sat(12, Evening)).Refusal!.Arguments.ShouldBe(["60"]);
        Assess(rounds, Sat(11, Morning), Sat(11, Evening)).Refusal!.Arguments.ShouldBe(["160"]);
    }

    [Fact]
    public void A_sitting_in_which_nobody_handed_in_leaves_no_total_and_weighs_nothing()
    {
        var candidates = Assess([Round(Morning, 60)], Sat(11, Morning), Sat(11, Afternoon) with { State = ScriptState.Absent }).Value.ShouldNotBeNull();

        candidates.Single().Outcomes.Select(outcome => outcome.Standing).ShouldBe([ScoreStanding.Scored, ScoreStanding.Absent]);
    }

    [Fact]
    public void A_script_that_is_no_longer_the_marked_one_is_named() =>
        Assess([Round(Morning, 100)], Sat(11, Morning) with { Sha256 = "another" }).Refusal!.Arguments.ShouldBe(["11"]);

    private static Outcome<AssessedCandidate[]> Assess(MarkingRound[] rounds, params SessionOutcome[] outcomes) => ScoreAssessment.Assess(
        outcomes,
        rounds,
        outcomes.Where(outcome => outcome.State == ScriptState.HandedIn).ToDictionary(
            outcome => outcome.SessionId, outcome => new MarkedScript(outcome.SessionId, outcome.TicketNumber, "as-marked", 10, 5)));

    private static SessionOutcome Sat(int candidate, Guid sitting) => new(
        sitting, Guid.CreateVersion7(), Id(candidate), Id(candidate), $"{candidate}", "王晓", Id(100), "综合管理岗", ScriptState.HandedIn, "as-marked");

    private static MarkedSitting Sitting(Guid id, string name, int handedIn) => new(id, Id(101), Id(102), Id(103), name, DateTimeOffset.UnixEpoch, handedIn, 0, 0, null);

    private static MarkingRound Round(Guid sitting, decimal weight) => new()
    {
        Id = Guid.CreateVersion7(),
        AgencyId = Id(101),
        ProjectId = Id(102),
        SittingId = sitting,
        PaperId = Id(103),
        SittingName = "笔试",
        Settings = new() { Weight = weight },
        FullPoints = 100,
        OpenedBy = Id(104),
        OpenedAt = DateTimeOffset.UnixEpoch,
    };

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
