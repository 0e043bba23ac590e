using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Results;

namespace Pinchang.Domain.Tests.Exams;

[Clause("EX-6.3-result", at: "Domain/Exams/Results/ScoreAssembly.cs")]
public sealed class ScoreAssemblyTests
{
    private static readonly Guid Position = new(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    [Fact]
    public void One_sitting_that_weighs_all_counts_as_it_is() =>
        Assemble(Candidate("01", Sat(58.25m, 13.75m, 100))).Single().Total.ShouldBe(72);

    [Fact]
    public void Parts_are_brought_to_a_hundred_weighed_and_rounded_once() =>
        Assemble(Candidate("01", Sat(60, 22.25m, 120, 60), Sat(70, 0.55m, 100, 40))).Single().Total.ShouldBe(69.35m);

    [Fact]
    public void Who_missed_a_sitting_has_no_total_and_who_was_ended_has_no_score()
    {
        var scores = Assemble(
            Candidate("01", Sat(60, 20, 100, 50), Away(ScoreStanding.Absent)),
            Candidate("02", Sat(60, 20, 100, 50), Away(ScoreStanding.Void)),
            Candidate("03"));

        scores.Select(score => score.Standing).ShouldBe([ScoreStanding.Absent, ScoreStanding.Void, ScoreStanding.Absent]);
        scores.ShouldAllBe(score => score.Total == null && score.Rank == null);
        scores[0].Parts.Length.ShouldBe(1);
        scores[1].Parts.ShouldBeEmpty();
    }

    [Fact]
    public void Equal_totals_share_a_rank_within_their_position()
    {
        var other = new Guid(2, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
        var scores = Assemble(
            Candidate("01", Sat(70, 0, 100)),
            Candidate("02", Sat(80, 0, 100)),
            Candidate("03", Sat(80, 0, 100)),
            Candidate("04", Sat(60, 0, 100)) with { PositionId = other });

        scores.Select(score => score.Rank).ShouldBe([3, 1, 1, 1]);
    }

    [Fact]
    public void The_fingerprint_changes_with_any_figure_and_not_with_the_order()
    {
        var scores = new[] { Line("01", 70), Line("02", 80) };

        ScoreFingerprint.Of(scores).ShouldBe(ScoreFingerprint.Of(scores.Reverse()));
        ScoreFingerprint.Of([Line("01", 70), Line("02", 80.01m)]).ShouldNotBe(ScoreFingerprint.Of(scores));
        ScoreFingerprint.CodeOf(scores[0], Position).ShouldMatch("^[0-9A-F]{5}-[0-9A-F]{5}$");
    }

    [Fact]
    [Clause("EX-6.3-result", at: "Domain/Exams/Results/IIndependentScorer.cs")]
    public void Any_difference_between_the_scorers_is_listed()
    {
        var (same, other, missing, stranger) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var totals = Assemble(Candidate("01", Sat(50, 20, 100)), Candidate("02", Sat(50, 20.25m, 100)));

        var differences = ScoreComparison.Compare(
            [new(same, "01", 50, 20), new(other, "02", 50, 20.25m), new(missing, "03", 40, 0)],
            totals,
            new(
                [new(same, "01", 50.00m, 20.0m), new(other, "02", 50, 20), new(stranger, "04", 1, null)],
                new Dictionary<Guid, decimal?> { [totals[0].Candidate.RegistrationId] = 70, [totals[1].Candidate.RegistrationId] = 70 }));

        differences.ShouldBe(
        [
            new("02", ScoreComparison.MarkedPart, 20.25m, 20),
            new("03", ScoreComparison.ObjectivePart, 40, null),
            new("03", ScoreComparison.MarkedPart, 0, null),
            new("04", ScoreComparison.ObjectivePart, null, 1),
            new("02", ScoreComparison.TotalPart, 70.25m, 70),
        ]);
    }

    private static IReadOnlyList<AssembledScore> Assemble(params AssessedCandidate[] candidates) => ScoreAssembly.Assemble(candidates);

    private static AssessedCandidate Candidate(string ticket, params SittingOutcome[] outcomes) =>
        new(Guid.CreateVersion7(), Guid.CreateVersion7(), ticket, "王晓", Position, "综合管理岗", outcomes);

    private static SittingOutcome Sat(decimal objective, decimal marked, decimal full, decimal weight = 100) =>
        new(Guid.CreateVersion7(), "笔试", ScoreStanding.Scored, objective, marked, full, weight);

    private static SittingOutcome Away(ScoreStanding standing) => new(Guid.CreateVersion7(), "专业", standing, 0, 0, 100, 50);

    private static Score Line(string ticket, decimal total) => new()
    {
        NoticeId = Position,
        RegistrationId = Position,
        CandidateId = Position,
        TicketNumber = ticket,
        Name = "王晓",
        Position = "综合管理岗",
        Standing = ScoreStanding.Scored,
        Parts = [],
        Total = total,
        Rank = 1,
        RankedOf = 2,
    };
}
