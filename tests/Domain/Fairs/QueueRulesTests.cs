using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Domain.Fairs;
using static Pinchang.Domain.Tests.Fairs.OpenBooth;

namespace Pinchang.Domain.Tests.Fairs;

public sealed class QueueRulesTests
{
    private readonly OpenBooth _booth = new();

    [Fact]
    [Clause("JF-fair", at: "Domain/Fairs/Queue/CallRules.cs")]
    public void Numbers_are_called_in_the_order_they_were_taken()
    {
        var places = Enumerable.Range(10, 3).Select(_booth.Take).ToArray();
        places.Select(place => place.Number).ShouldBe([1, 2, 3]);
        foreach (var place in places)
        {
            var call = _booth.Call();
            call.PlaceId.ShouldBe(place.Id);
            _booth.Answer(call).IsAccepted.ShouldBeTrue();
            _booth.Do(queue => TalkRules.End(queue, new(_booth.Staff(), call.Id), _booth.Now));
        }
    }

    [Fact]
    public void Leaving_and_coming_back_gains_nothing()
    {
        var first = _booth.Take(10);
        _booth.Take(11);
        var call = _booth.Call();
        _booth.Miss(call);
        _booth.Do(queue => QueueRules.Leave(queue, new(_booth.Candidate(10), first.Id), _booth.Now)).IsAccepted.ShouldBeTrue();
        var again = _booth.Take(10);

        again.Number.ShouldBe(3);
        again.Skips.ShouldBe(1, "a new number does not forget");
        _booth.NextNumber().ShouldBe(2);
    }

    [Fact]
    public void A_second_living_number_is_refused_by_the_first_ones_number()
    {
        _booth.Take(10);
        var second = _booth.Do(queue => QueueRules.Take(queue, new(_booth.Candidate(10), Id(500), 2, null, false), _booth.Now));
        second.Refusal!.Code.ShouldBe("fairs.has-number");
        second.Refusal.Arguments.ShouldBe(["1"]);
    }

    [Fact]
    public void A_busy_or_absent_candidate_is_passed_over_and_keeps_the_order()
    {
        _booth.Take(10);
        _booth.Take(11);
        _booth.Take(12);
        _booth.Attendance.Note(new(Id(10), true, _booth.Now, Id(901)));
        _booth.Attendance.Note(new(Id(11), false, _booth.Now, null));
        _booth.NextNumber().ShouldBe(2, "a moment without a socket is nothing");
        _booth.Now += Attendance.Silence;
        _booth.NextNumber().ShouldBe(3);

        _booth.Attendance.Note(new(Id(11), true, _booth.Now, null));
        _booth.NextNumber().ShouldBe(2);
        _booth.Attendance.Note(new(Id(10), true, _booth.Now, null));
        _booth.NextNumber().ShouldBe(1);
    }

    [Fact]
    public void The_third_missed_call_ends_the_number_and_one_missed_without_a_connection_costs_nothing()
    {
        var place = _booth.Take(10);
        _booth.Attendance.Note(new(Recruiter, true, _booth.Now, null));
        foreach (var (skips, state) in new[] { (1, PlaceState.Waiting), (2, PlaceState.Waiting) })
        {
            _booth.Miss(_booth.Call());
            (_booth.Queue.FindPlace(place.Id)!.Skips, _booth.Queue.FindPlace(place.Id)!.State).ShouldBe((skips, state));
        }

        var third = _booth.Call();
        _booth.Attendance.Note(new(Id(10), false, _booth.Now, null));
        _booth.Miss(third);
        (_booth.Queue.FindPlace(place.Id)!.Skips, _booth.Queue.FindPlace(place.Id)!.State).ShouldBe((2, PlaceState.Waiting), "a drop costs no place");

        _booth.Attendance.Note(new(Id(10), true, _booth.Now, null));
        _booth.Miss(_booth.Call());
        _booth.Queue.FindPlace(place.Id)!.State.ShouldBe(PlaceState.Lapsed);
        _booth.Take(10).Skips.ShouldBe(2, "one call is left for whoever used them up");
    }

    [Fact]
    public void After_a_missed_call_others_go_first_for_a_while()
    {
        _booth.Take(10);
        _booth.Take(11);
        _booth.Miss(_booth.Call());
        _booth.NextNumber().ShouldBe(2);
        _booth.Now += QueueRules.PutOff;
        _booth.NextNumber().ShouldBe(1);
    }

    [Fact]
    [Clause("JF-3.1", at: "Domain/Fairs/Queue/BoothPlan.cs")]
    public void Before_opening_and_after_closing_there_are_no_numbers_and_no_calls_by_the_moment_of_receipt()
    {
        _booth.Now = Opens.AddSeconds(-1);
        Refusal(10).ShouldBe("fairs.not-open-yet");
        _booth.Now = Opens;
        _booth.Take(10);
        _booth.Now = Opens.AddHours(6);
        Refusal(11).ShouldBe("fairs.closed-since");
        _booth.TryCall().Refusal!.Code.ShouldBe("fairs.closed-since");

        // Received in time, however long it queued.
        var early = _booth.Candidate(12) with { At = Opens.AddHours(6).AddTicks(-1) };
        QueueRules.Take(_booth.Queue, new(early, Id(501), 1, null, false), _booth.Now.AddMinutes(1)).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    [Clause("JF-3.1", at: "Domain/Fairs/Queue/TalkRules.cs")]
    public void A_talk_running_at_closing_ends_by_its_timer()
    {
        _booth.Now = Opens.AddHours(6).AddMinutes(-1);
        _booth.Take(10);
        _booth.Take(11);
        var call = _booth.Call();
        _booth.Answer(call);
        _booth.Now = Opens.AddHours(6).AddSeconds(1);
        foreach (var fact in QueueRules.Shut(_booth.Queue, _booth.Now).ToArray())
        {
            _booth.Queue.Add(fact, null, _booth.Now);
        }

        _booth.Queue.FindTalk(call.Id)!.State.ShouldBe(TalkState.Talking);
        _booth.Queue.Living.ShouldHaveSingleItem().State.ShouldBe(PlaceState.Talking);
        _booth.Attendance.Note(new(Id(10), true, _booth.Now, null));
        TalkRules.EndByItself(_booth.Queue, _booth.Queue.FindTalk(call.Id)!, _booth.Attendance, _booth.Now).ShouldBeNull();
        var end = _booth.Queue.FindTalk(call.Id)!.EndsAt!.Value;
        TalkRules.EndByItself(_booth.Queue, _booth.Queue.FindTalk(call.Id)!, _booth.Attendance, end)!.Talk!.EndedHow.ShouldBe(TalkEnd.TimeUp);
    }

    [Fact]
    public void A_call_is_answered_by_the_moment_of_receipt_and_not_after_its_time()
    {
        _booth.Take(10);
        var call = _booth.Call();
        _booth.Now = call.AnswerBy;
        _booth.Answer(call).Refusal!.Code.ShouldBe("fairs.call-lapsed");
        CallRules.Miss(_booth.Queue, call, _booth.Attendance, _booth.Now).ShouldBeNull("an answer received in time may still be on its way");

        var inTime = new AnswerCall(_booth.Candidate(10) with { At = call.AnswerBy.AddTicks(-1) }, call.PlaceId);
        CallRules.Answer(_booth.Queue, inTime, _booth.Now).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void A_talk_is_let_go_only_when_both_sides_are_gone()
    {
        _booth.Take(10);
        var call = _booth.Call();
        _booth.Answer(call);
        _booth.Attendance.Note(new(Id(10), true, _booth.Now, null));
        _booth.Now += TalkRules.Lease;
        TalkRules.EndByItself(_booth.Queue, _booth.Queue.FindTalk(call.Id)!, _booth.Attendance, _booth.Now).ShouldBeNull();

        _booth.Attendance.Note(new(Id(10), false, _booth.Now, null));
        _booth.Now += TalkRules.Lease;
        TalkRules.EndByItself(_booth.Queue, _booth.Queue.FindTalk(call.Id)!, _booth.Attendance, _booth.Now)!.Talk!.EndedHow.ShouldBe(TalkEnd.Abandoned);
    }

    [Fact]
    public void A_restart_costs_nobody_the_number()
    {
        var place = _booth.Take(10);
        var woken = new Attendance(_booth.Now.AddHours(1));
        QueueRules.Lose(_booth.Queue, place, woken, _booth.Now.AddHours(1).AddMinutes(9)).ShouldBeNull();
        QueueRules.Lose(_booth.Queue, place, woken, _booth.Now.AddHours(1).AddMinutes(10)).ShouldNotBeNull();
    }

    [Fact]
    public void A_result_needs_a_talk_a_reason_where_it_says_no_and_can_be_taken_back_for_ten_minutes()
    {
        _booth.Take(10);
        var call = _booth.Call();
        Settle(call, TalkResult.Fits).Refusal!.Code.ShouldBe("fairs.no-talk-held");
        _booth.Answer(call);
        Settle(call, TalkResult.DoesNotFit).Refusal!.Code.ShouldBe("fairs.result-reason-required");
        Settle(call, TalkResult.DoesNotFit, "经验不符").IsAccepted.ShouldBeTrue();
        _booth.Queue.FindTalk(call.Id)!.EndedHow.ShouldBe(TalkEnd.ByRecruiter);
        Settle(call, TalkResult.Fits).Refusal!.Code.ShouldBe("fairs.already-settled");
        _booth.Do(queue => TalkRules.Undo(queue, new(_booth.Staff(), call.Id))).IsAccepted.ShouldBeTrue();
        Settle(call, TalkResult.Fits).IsAccepted.ShouldBeTrue();
        _booth.Now += Talk.UndoWindow;
        _booth.Do(queue => TalkRules.Undo(queue, new(_booth.Staff(), call.Id))).Refusal!.Code.ShouldBe("fairs.undo-over");
    }

    [Fact]
    public void Whoever_is_taken_off_a_booth_is_off_duty_there_and_may_always_go()
    {
        _booth.Queue.Replan(_booth.Queue.Plan with { StaffIds = [OpenBooth.Colleague] });
        var left = BoothRules.DropLeavers(_booth.Queue).ShouldNotBeNull();
        left.Standing!.OnDuty.ShouldNotContain(OpenBooth.Recruiter);
        _booth.Do(queue => BoothRules.TakeDuty(queue, new(_booth.Staff(), false))).IsAccepted.ShouldBeTrue();
        _booth.Do(queue => BoothRules.TakeDuty(queue, new(_booth.Staff(), true))).Refusal!.Code.ShouldBe("fairs.booth-not-found");
        BoothRules.DropLeavers(_booth.Queue).ShouldBeNull();
    }

    [Fact]
    public void An_answer_is_an_answer_though_the_talk_is_over_when_it_is_repeated()
    {
        _booth.Take(11);
        var call = _booth.Call();
        _booth.Answer(call);
        Settle(call, TalkResult.Fits);
        _booth.Answer(call).Value!.SubjectId.ShouldBe(call.Id);
    }

    [Fact]
    public void A_reason_is_held_to_the_same_rules_as_a_line()
    {
        var place = _booth.Take(11);
        _booth.Do(queue => CallRules.Skip(queue, new(_booth.Staff(), place.Id, "加我微信聊"), _booth.Now)).Refusal!.Code.ShouldBe("fairs.screened");
        _booth.Do(queue => CallRules.Skip(queue, new(_booth.Staff(), place.Id, new string('长', 201)), _booth.Now)).IsAccepted.ShouldBeFalse();
    }

    [Fact]
    public void How_many_wait_is_known_without_counting()
    {
        var first = _booth.Take(11);
        _booth.Take(12);
        var last = _booth.Take(13);
        _booth.Queue.Before(last).ShouldBe(2);
        _booth.Call();
        (_booth.Queue.Waiting, _booth.Queue.Before(_booth.Queue.FindPlace(last.Id)!)).ShouldBe((2, 1));
        _booth.Do(queue => QueueRules.Leave(queue, new(_booth.Candidate(11), first.Id), _booth.Now));
        (_booth.Queue.Waiting, _booth.Queue.Concerns(_booth.Candidate(11).UserId), _booth.Queue.Concerns(_booth.Candidate(12).UserId)).ShouldBe((2, false, true));
    }

    [Theory]
    [InlineData(0, 1, 0, 0, 1)]
    [InlineData(0, 1, 1, 0, 6)]
    [InlineData(2, 1, 1, 8, 18)]
    [InlineData(2, 3, 3, 2, 6)]
    public void A_wait_is_a_range_from_measured_talks_and_people_on_duty(int before, int onDuty, int talking, int from, int to)
    {
        var cycles = new[] { 4, 4, 5, 6, 6 }.Select(minutes => TimeSpan.FromMinutes(minutes)).ToArray();
        WaitEstimates.Of(BoothState.Open, before, onDuty, talking, WaitEstimates.PaceOf(cycles, new())).ShouldBe(new WaitEstimate(from, to));
    }

    [Fact]
    public void Nobody_on_duty_or_a_pause_says_no_wait_at_all()
    {
        WaitEstimates.Of(BoothState.Open, 3, 0, 0, WaitEstimates.PaceOf([], new())).ShouldBeNull();
        WaitEstimates.Of(BoothState.Paused, 3, 2, 0, WaitEstimates.PaceOf([], new())).ShouldBeNull();
    }

    private string Refusal(int candidate) =>
        _booth.Do(queue => QueueRules.Take(queue, new(_booth.Candidate(candidate), Guid.NewGuid(), 1, null, false), _booth.Now)).Refusal!.Code;

    private Outcome<QueueDecision> Settle(Talk talk, TalkResult result, string? reason = null) =>
        _booth.Do(queue => TalkRules.Settle(queue, new(_booth.Staff(), talk.Id, result, reason, null), _booth.Now));
}
