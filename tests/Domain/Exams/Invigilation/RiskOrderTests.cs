using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Invigilation;
using static Pinchang.Domain.Tests.Exams.Invigilation.Sights;

namespace Pinchang.Domain.Tests.Exams.Invigilation;

public sealed class RiskOrderTests
{
    [Fact]
    public void Who_works_undisturbed_needs_no_look() => Working.Risk().ShouldBe(new(RiskLevel.Calm, RiskCause.None, null));

    [Fact]
    [Clause("EX-6.3-online-b", at: "Domain/Exams/Invigilation/RiskOrder.cs")]
    public void A_recording_that_stopped_is_urgent_until_somebody_has_decided_on_it()
    {
        var stopped = Working.With(Happened(SessionEventKind.CameraStopped));

        stopped.Risk().ShouldBe(new(RiskLevel.Urgent, RiskCause.RecordingStopped, Now.AddSeconds(-2)));
        stopped.Decided().Risk().Level.ShouldBe(RiskLevel.Calm);
        stopped.Decided().Stopped.Keys.ShouldBe([RecordingTrack.Camera], "it shows as long as it is so, decided or not");
    }

    [Theory]
    [InlineData(34, RiskLevel.Calm, RiskCause.None)]
    [InlineData(35, RiskLevel.Urgent, RiskCause.Silent)]
    public void Two_missed_heartbeats_are_urgent(int seconds, RiskLevel level, RiskCause cause)
    {
        var risk = (Working with { HeardAt = Now.AddSeconds(-seconds) }).Risk();
        (risk.Level, risk.Cause).ShouldBe((level, cause));
    }

    [Fact]
    public void A_silence_that_somebody_decided_on_still_shows_but_does_not_press()
    {
        var silent = (Working with { HeardAt = Now.AddMinutes(-1) }).With(Happened(SessionEventKind.HeartbeatLost, Now.AddMinutes(-1)));

        silent.Risk().Level.ShouldBe(RiskLevel.Urgent);
        silent.Decided().Risk().ShouldBe(new(RiskLevel.Attention, RiskCause.Silent, Now.AddMinutes(-1)));
    }

    [Fact]
    public void A_device_at_the_door_comes_before_all_else()
    {
        var waiting = Working.With(Happened(SessionEventKind.SecondFace)) with { EntryRequest = new("d2", "另一台电脑", Now.AddSeconds(-9), false) };
        waiting.Risk().ShouldBe(new(RiskLevel.Urgent, RiskCause.DeviceWaiting, Now.AddSeconds(-9)));
    }

    [Theory]
    [InlineData(-60, RiskLevel.Attention)]
    [InlineData(1, RiskLevel.Urgent)]
    public void An_identity_that_waits_presses_once_the_start_has_passed(int seconds, RiskLevel level)
    {
        var waiting = Working with { State = ExamSessionState.Entered, Identity = IdentityState.Submitted, HeardAt = Start.AddSeconds(seconds) };
        waiting.Risk(now: Start.AddSeconds(seconds)).ShouldBe(new(level, RiskCause.IdentityWaiting, null));
    }

    [Fact]
    public void Who_has_not_come_is_expected_before_the_start_and_missed_after_it()
    {
        Expected.Risk(connected: false, Start.AddSeconds(-1)).ShouldBe(new(RiskLevel.Quiet, RiskCause.NotExpectedYet, null));
        Expected.Risk(connected: false, Start).ShouldBe(new(RiskLevel.Attention, RiskCause.NotArrived, Start));
    }

    [Fact]
    [Clause("EX-6.3-online-b", at: "Domain/Exams/Invigilation/EventWeights.cs")]
    public void What_was_raised_wants_a_decision_even_when_the_candidate_is_gone()
    {
        var gone = Working.With(Happened(SessionEventKind.FocusLost)) with { State = ExamSessionState.HandedIn };

        gone.Risk().ShouldBe(new(RiskLevel.Attention, RiskCause.OpenEvent, Now.AddSeconds(-2)));
        gone.Decided().Risk().ShouldBe(new(RiskLevel.Quiet, RiskCause.HandedIn, null));
    }

    [Fact]
    public void A_broken_line_shows_at_once_and_a_kept_answer_only_after_a_while()
    {
        Working.Risk(connected: false).Cause.ShouldBe(RiskCause.LineLost);
        (Working with { PendingSince = Now.AddSeconds(-44) }).Risk().Cause.ShouldBe(RiskCause.None);
        (Working with { PendingSince = Now.AddSeconds(-45) }).Risk().Cause.ShouldBe(RiskCause.AnswersPending);
    }

    [Fact]
    public void The_wall_goes_by_level_cause_and_who_waits_longest()
    {
        WallTile[] tiles =
        [
            Tile("05", RiskLevel.Calm, RiskCause.None),
            Tile("04", RiskLevel.Urgent, RiskCause.RecordingStopped, 5),
            Tile("03", RiskLevel.Quiet, RiskCause.HandedIn),
            Tile("02", RiskLevel.Urgent, RiskCause.RecordingStopped, 50),
            Tile("01", RiskLevel.Urgent, RiskCause.DeviceWaiting, 1),
            Tile("06", RiskLevel.Attention, RiskCause.OpenEvent, 90),
            Tile("00", RiskLevel.Calm, RiskCause.None),
        ];
        Array.Sort(tiles, RiskOrder.Compare);

        tiles.Select(tile => tile.Seat).ShouldBe(["01", "02", "04", "06", "00", "05", "03"]);
    }

    [Fact]
    public void Every_kind_of_event_that_a_standard_names_ends_in_a_decision()
    {
        SessionEventKind[] named = [SessionEventKind.FocusLost, SessionEventKind.FullScreenLeft, SessionEventKind.SecondFace, SessionEventKind.Noise, SessionEventKind.NetworkLost];
        named.Select(EventWeights.Of).ShouldNotContain(EventWeight.Note);
        named.ShouldAllBe(kind => !EventWeights.IsServers(kind));
    }

    private static WallTile Tile(string seat, RiskLevel level, RiskCause cause, int? secondsAgo = null) => new()
    {
        SessionId = Id(int.Parse(seat, System.Globalization.CultureInfo.InvariantCulture)),
        Name = "考生",
        TicketNumber = seat,
        Seat = seat,
        State = ExamSessionState.Started,
        Risk = new(level, cause, secondsAgo is { } ago ? Now.AddSeconds(-ago) : null),
        Identity = IdentityState.Passed,
        OpenEvents = 0,
        UnreadMessages = 0,
        ExtraSeconds = 0,
        Answered = 0,
        Questions = 0,
        Connected = true,
        Stopped = [],
    };
}
