using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Domain.Tests.Exams.Sittings;

/// <summary>The start at the sitting's time, for those who wait.</summary>
public sealed class StartTogetherTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 28, 1, 0, 0, TimeSpan.Zero);

    private static readonly SessionStanding Ready = new() { State = ExamSessionState.Entered, Epoch = 2, DeviceId = "pc", RulesRead = true, Facts = 3 };

    [Fact]
    [Clause("EX-6.3-time", at: "Domain/Exams/Sittings/EntryRules.cs")]
    public void Whoever_is_ready_and_there_begins_by_the_servers_word()
    {
        var state = State(Ready, heardAt: Start.AddSeconds(-15));

        var decision = EntryRules.StartTogether(state, Start);

        decision.Outcome.Value.ShouldNotBeNull().StartedAt.ShouldBe(Start);
        var record = decision.Write.Facts.ShouldHaveSingleItem();
        record.ShouldBe(new SessionRecord(4, Start, null, new Started(2)));
        decision.Write.Standing.ShouldNotBeNull().State.ShouldBe(ExamSessionState.Started);
    }

    [Theory]
    [InlineData("left", "exam.not-entered")]
    [InlineData("never heard", "exam.not-entered")]
    [InlineData("not in", "exam.not-entered")]
    [InlineData("rules unread", "exam.rules-unread")]
    [InlineData("early", "exam.not-started")]
    public void Nobody_else_does_and_nothing_is_written(string why, string code)
    {
        var standing = why switch { "rules unread" => Ready with { RulesRead = false }, "not in" => SessionStanding.Arranged, _ => Ready };
        DateTimeOffset? heardAt = why switch { "left" => Start.AddMinutes(-1), "never heard" => null, _ => Start.AddSeconds(-5) };

        var decision = EntryRules.StartTogether(State(standing, heardAt), why == "early" ? Start.AddSeconds(-1) : Start);

        decision.Outcome.Refusal.ShouldNotBeNull().Code.ShouldBe(code);
        decision.Write.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Whoever_asked_first_is_not_started_twice()
    {
        var state = State(Ready, heardAt: Start);
        state.Apply(EntryRules.Start(state, new(state.Plan.CandidateId, 2, Start)).Write);

        EntryRules.StartTogether(state, Start.AddSeconds(1)).Write.IsEmpty.ShouldBeTrue();
    }

    private static SessionState State(SessionStanding standing, DateTimeOffset? heardAt) => new(new(
        new()
        {
            SessionId = Guid.CreateVersion7(),
            SittingId = Guid.CreateVersion7(),
            ProjectId = Guid.CreateVersion7(),
            PaperId = Guid.CreateVersion7(),
            CandidateId = Guid.CreateVersion7(),
            Title = "上午场",
            CandidateName = "林晓雨",
            TicketNumber = "1",
            Settings = new() { IdentityCheck = false, DeviceCheck = false },
            Draw = new() { Sections = [], OptionOrder = new Dictionary<string, string[]>() },
            Questions = new HashSet<string>(),
        },
        new(Start.AddMinutes(-30), Start, Start.AddHours(1), Start.AddMinutes(30), Start, GraceSeconds: 10, ExtraSeconds: 0),
        1, standing, [], new(), 0, heardAt));
}
