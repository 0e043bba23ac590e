using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Invigilation;
using static Pinchang.Domain.Tests.Exams.Invigilation.Sights;

namespace Pinchang.Domain.Tests.Exams.Invigilation;

public sealed class WatchRulesTests
{
    private static SessionEventKind[] Due(CandidateSight sight, DateTimeOffset now) => [.. WatchRules.Due(sight, Watch, now).Select(raised => raised.Kind)];

    private static CandidateSight Raise(CandidateSight sight, DateTimeOffset now) =>
        WatchRules.Due(sight, Watch, now).Aggregate(sight, (known, raised) => known.With(raised.About(sight.SessionId, now, null)));

    [Fact]
    public void A_silence_is_one_event_and_its_end_another()
    {
        var silent = Working with { HeardAt = Now.AddSeconds(-36) };
        Due(silent, Now).ShouldBe([SessionEventKind.HeartbeatLost]);

        var known = Raise(silent, Now);
        Due(known, Now.AddSeconds(30)).ShouldBeEmpty();

        var back = known with { HeardAt = Now.AddSeconds(40) };
        var raised = WatchRules.Due(back, Watch, Now.AddSeconds(41)).Single();
        (raised.Kind, raised.Detail).ShouldBe((SessionEventKind.HeartbeatRegained, "76"));
        Due(Raise(back, Now.AddSeconds(41)), Now.AddSeconds(42)).ShouldBeEmpty("what was kept on the machine has half a minute to arrive");
    }

    [Fact]
    [Clause("EX-6.3-online-b", at: "Domain/Exams/Invigilation/WatchRules.cs")]
    public void Pieces_that_stay_away_from_a_page_that_speaks_are_an_event_of_their_track()
    {
        var late = Working with { PieceAt = Working.PieceAt.SetItem(RecordingTrack.Screen, Now.AddSeconds(-31)) };
        var raised = WatchRules.Due(late, Watch, Now).Single();

        (raised.Kind, raised.Detail, raised.At).ShouldBe((SessionEventKind.PiecesLate, "screen", Now.AddSeconds(-1)));
        var known = Raise(late, Now);
        known.Risk().Cause.ShouldBe(RiskCause.RecordingStopped);
        Due(known, Now.AddSeconds(5)).ShouldBeEmpty();

        var again = known with { PieceAt = known.PieceAt.SetItem(RecordingTrack.Screen, Now.AddSeconds(12)), HeardAt = Now.AddSeconds(12) };
        Due(again, Now.AddSeconds(13)).ShouldBe([SessionEventKind.PiecesResumed]);
    }

    [Fact]
    public void A_heartbeat_that_says_the_camera_is_off_is_believed_unless_pieces_say_otherwise()
    {
        var off = Working with { Heartbeat = new(1, 0, Visible: true, Camera: false, Screen: true), HeartbeatAt = Now };

        Due(off with { PieceAt = off.PieceAt.SetItem(RecordingTrack.Camera, Now.AddSeconds(-14)) }, Now).ShouldBe([SessionEventKind.CameraStopped]);
        Due(off with { PieceAt = off.PieceAt.SetItem(RecordingTrack.Camera, Now.AddSeconds(-1)) }, Now).ShouldBeEmpty();
    }

    [Fact]
    public void A_page_that_is_silent_is_not_also_accused_of_not_recording()
    {
        var gone = Working with
        {
            HeardAt = Now.AddMinutes(-2),
            PieceAt = Working.PieceAt.SetItem(RecordingTrack.Camera, Now.AddMinutes(-2)).SetItem(RecordingTrack.Screen, Now.AddMinutes(-2)),
        };
        Due(gone, Now).ShouldBe([SessionEventKind.HeartbeatLost]);
        Due(gone, gone.HeardAt!.Value + WatchRules.PieceSilence).ShouldBeEmpty("it is not clear yet which of the two it is");
    }

    [Fact]
    public void The_piece_that_was_open_when_the_camera_stopped_does_not_count_as_going_on()
    {
        var stopped = Working.With(Happened(SessionEventKind.CameraStopped, Now.AddSeconds(-5)));
        var last = stopped with { PieceAt = stopped.PieceAt.SetItem(RecordingTrack.Camera, Now) };

        Due(last, Now).ShouldBeEmpty();
        last.Stopped.ShouldContainKey(RecordingTrack.Camera);
    }

    [Fact]
    public void Nothing_is_expected_before_the_start_or_where_nothing_is_recorded()
    {
        Due(Expected, Now).ShouldBeEmpty();
        var never = Working with { PieceAt = Working.PieceAt.Clear() };
        WatchRules.Due(never, Watch with { Recorded = false }, Now).ShouldBeEmpty();
        Due(never, Now).ShouldBe([SessionEventKind.PiecesLate, SessionEventKind.PiecesLate]);
    }

    [Fact]
    public void Two_watches_that_notice_the_same_write_one_event()
    {
        var raised = new RaisedByWatch(SessionEventKind.HeartbeatLost, Now, null);
        raised.About(Id(10), Now, null).Id.ShouldBe(raised.About(Id(10), Now.AddSeconds(9), Id(3)).Id);
        raised.About(Id(11), Now, null).Id.ShouldNotBe(raised.About(Id(10), Now, null).Id);
    }

    [Fact]
    public void A_device_at_the_door_is_an_event_and_so_is_the_nod_even_between_devices_of_one_name()
    {
        var (working, asked, nodded, entered) = (Report(), Report() with { EntryRequest = Asks(false) }, Report() with { EntryRequest = Asks(true) }, Report());

        Sequence(working, asked, nodded with { Decided = new("Windows 电脑 · Chrome", true, Now.AddSeconds(9)) }, entered)
            .ShouldBe([(SessionEventKind.DeviceRequested, Now), (SessionEventKind.DeviceAdmitted, Now.AddSeconds(9))]);
        Sequence(working, asked, working with { Decided = new("Windows 电脑 · Chrome", false, Now.AddSeconds(9)) }, working)
            .ShouldBe([(SessionEventKind.DeviceRequested, Now)], "who was turned away was not admitted");

        EntryRequest Asks(bool admitted) => new("d2", "Windows 电脑 · Chrome", Now, admitted);
    }

    [Fact]
    public void Between_two_moments_time_changes_nothing()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var sight = Any(random);
            var now = Now.AddSeconds(random.Next(-30, 60));
            var next = WatchRules.NextMoment(sight, Watch, now);
            var until = next ?? now.AddHours(1);
            var (due, risk) = (Due(sight, now), sight.Risk(now: now));
            foreach (var later in new[] { now + ((until - now) / 2), until.AddTicks(-1) })
            {
                Due(sight, later).ShouldBe(due);
                sight.Risk(now: later).ShouldBe(risk);
            }
        }
    }

    private static CandidateSight Any(Random random)
    {
        return Working with
        {
            State = (ExamSessionState)random.Next(0, 5),
            StartedAt = Maybe(),
            Identity = (IdentityState)random.Next(0, 4),
            HeardAt = Maybe(),
            HiddenSince = Maybe(),
            PendingSince = Maybe(),
            BackSince = Maybe(),
            SilentSince = Maybe(),
            PieceAt = Maybe() is { } piece ? Working.PieceAt.SetItem(RecordingTrack.Screen, piece) : Working.PieceAt.Clear(),
            Stopped = Maybe() is { } stop ? Working.Stopped.SetItem(RecordingTrack.Screen, stop) : Working.Stopped,
        };

        DateTimeOffset? Maybe() => random.Next(3) == 0 ? null : Now.AddSeconds(-random.Next(0, 70));
    }

    private static (SessionEventKind, DateTimeOffset)[] Sequence(params SessionReport[] reports)
    {
        var (sight, raised) = (Working, new List<(SessionEventKind, DateTimeOffset)>());
        foreach (var report in reports)
        {
            var before = sight;
            sight = sight.After(report);
            raised.AddRange(WatchRules.Of(before, sight, report.Decided).Select(one => (one.Kind, one.At)));
        }

        return [.. raised];
    }

    private static SessionReport Report() => new()
    {
        SessionId = Id(10),
        SittingId = Id(1),
        At = Now,
        State = ExamSessionState.Started,
        Checks = new(true, IdentityState.Passed, null, true),
        DeviceName = "Windows 电脑 · Chrome",
    };
}
