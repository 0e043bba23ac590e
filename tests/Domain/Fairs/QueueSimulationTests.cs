using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Domain.Fairs;
using static Pinchang.Domain.Tests.Fairs.OpenBooth;

namespace Pinchang.Domain.Tests.Fairs;

/// <summary>
/// Three booths, a dozen candidates and a clock in one thread: each await is a point where anything else may happen, and
/// where a booth may die before or after its write. Nothing acknowledged is lost, nothing is doubled, nobody is in two
/// talks, nobody is overtaken.
/// </summary>
public sealed class QueueSimulationTests
{
    public static TheoryData<int> Seeds() => new(Enumerable.Range(1, 40));

    [Theory]
    [MemberData(nameof(Seeds))]
    [Clause("JF-fair", at: "Domain/Fairs/Queue/BoothKeeper.cs")]
    public void Random_days_with_a_crash_at_any_await_keep_what_was_acknowledged(int seed)
    {
        var before = SynchronizationContext.Current;
        var turns = new Turns();
        SynchronizationContext.SetSynchronizationContext(turns);
        try
        {
            var day = new Day(seed, turns);
            for (var step = 0; step < 3_000; step++)
            {
                day.Step();
            }

            day.Finish();
            day.Acknowledged.ShouldBeGreaterThan(100, "the day must have been one");
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>What goes on after each await waits here for its turn, in this one thread.</summary>
    private sealed class Turns : SynchronizationContext
    {
        private readonly Queue<(SendOrPostCallback Go, object? State)> _waiting = [];

        public override void Post(SendOrPostCallback d, object? state) => _waiting.Enqueue((d, state));

        public bool TakeOne()
        {
            if (!_waiting.TryDequeue(out var turn))
            {
                return false;
            }

            turn.Go(turn.State);
            return true;
        }
    }

    private sealed class Day
    {
        private const int Candidates = 12;
        private readonly Random _random;
        private readonly CrashingRows _rows = new();
        private readonly SetClock _clock = new();
        private readonly Dictionary<Guid, BoothKeeper> _booths = [];
        private readonly Guid[] _ids = [Id(901), Id(902), Id(903)];
        private readonly HashSet<Guid> _taken = [];
        private readonly HashSet<Guid> _left = [];
        private readonly HashSet<Guid> _answered = [];
        private readonly HashSet<Guid> _called = [];

        private readonly Turns _turns;

        public Day(int seed, Turns turns)
        {
            (_random, _turns) = (new(seed), turns);
            _clock.Now = Opens.AddMinutes(1);
            _rows.Given = Overtakes;
            foreach (var id in _ids)
            {
                _rows.Open(PlanOf(id), new(BoothState.Open, null, Opens, [Recruiter, Colleague]));
                Wake(id);
            }
        }

        public int Acknowledged { get; private set; }

        public void Step()
        {
            for (var turns = _random.Next(6); turns > 0 && _turns.TakeOne(); turns--)
            {
            }

            switch (_random.Next(20))
            {
                case < 5:
                    Act();
                    break;
                case < 14:
                    Commit(answered: true);
                    break;
                case < 16:
                    _clock.Now += TimeSpan.FromSeconds(_random.Next(1, 25));
                    break;
                case 16:
                    Spread();
                    break;
                case 17:
                    _ = _booths[Pick()].PassTimeAsync();
                    break;
                case 18 when _random.Next(4) == 0:
                    Crash(Pick());
                    break;
                case 19 when _random.Next(4) == 0 && _rows.Waiting > 0:
                    // Durable, and nobody hears of it.
                    Commit(answered: false);
                    foreach (var id in _ids)
                    {
                        Crash(id);
                    }

                    break;
            }

            Check();
        }

        public void Finish()
        {
            while (_turns.TakeOne() || _rows.Waiting > 0)
            {
                Commit(answered: true);
            }

            foreach (var id in _ids)
            {
                Crash(id);
            }

            Check();
            foreach (var id in _taken)
            {
                _rows.Places.ContainsKey(id).ShouldBeTrue("an acknowledged number is there");
            }

            _left.ShouldAllBe(id => !_rows.Places[id].IsLiving);
            _called.ShouldAllBe(id => _rows.Talks.ContainsKey(id));
            _answered.ShouldAllBe(id => _rows.Talks[id].StartedAt != null);
            foreach (var booth in _rows.Happened.GroupBy(happened => happened.BoothId, happened => happened.Record.Sequence))
            {
                booth.ShouldBeInOrder(SortDirection.Ascending);
                booth.ShouldBeUnique();
            }
        }

        private void Act()
        {
            var booth = _booths[Pick()];
            var (candidate, now) = (_random.Next(100, 100 + Candidates), _clock.Now);
            var actor = new BoothActor(Id(candidate), "求职者", false, false, now);
            var staff = new BoothActor(_random.Next(2) == 0 ? Recruiter : Colleague, "招聘官", true, false, now);
            var place = booth.Queue.NewestOf(actor.UserId);
            var talk = booth.Queue.OpenTalkOf(staff.UserId);
            switch (_random.Next(10))
            {
                case < 4:
                    Hear(booth.DecideAsync(queue => QueueRules.Take(queue, new(actor, Guid.CreateVersion7(), _random.Next(1, 4), null, false), now), actor, claimed: FairRefusals.TooManyNumbers), _taken);
                    break;
                case 4 when place is not null:
                    Hear(booth.DecideAsync(queue => QueueRules.Leave(queue, new(actor, place.Id), now), actor, place.Id), _left);
                    break;
                case < 7:
                    Hear(booth.CallAsync(new(staff, Guid.CreateVersion7())), _called);
                    break;
                case 7 when place is not null:
                    Hear(booth.DecideAsync(queue => CallRules.Answer(queue, new(actor, place.Id), now), actor, place.Id), _answered);
                    break;
                case 8 when place is { State: PlaceState.Called }:
                    Hear(booth.DecideAsync(queue => CallRules.Answer(queue, new(actor, place.Id), now), actor, place.Id), _answered);
                    break;
                case 9 when talk is { State: TalkState.Talking }:
                    Hear(booth.DecideAsync(queue => TalkRules.End(queue, new(staff, talk.Id), now), staff, talk.Id), []);
                    break;
            }
        }

        private async void Hear(Task<Outcome<QueueDecision>> answer, HashSet<Guid> heard)
        {
            var outcome = await answer;
            if (outcome.Value is { } decision)
            {
                Acknowledged++;
                heard.Add(decision.SubjectId);
            }
        }

        private void Commit(bool answered)
        {
            if (_rows.Waiting > 0)
            {
                _rows.Commit(answered);
            }
        }

        private void Crash(Guid boothId)
        {
            _rows.Forget(boothId);
            Wake(boothId);
        }

        private void Wake(Guid boothId)
        {
            var keeper = new BoothKeeper(_rows.Wake(PlanOf(boothId)), new(_clock.Now), _rows, _clock);
            _booths[boothId] = keeper;
            keeper.Queue.Living.ShouldBe(_rows.Places.Values.Where(place => place.BoothId == boothId && place.IsLiving).OrderBy(place => place.Number));
        }

        /// <summary>What the fair tells the booths: who is there, who is taken. It may be late, and the claims must hold all the same.</summary>
        private void Spread()
        {
            var open = _rows.Talks.Values.Where(talk => talk.IsOpen).ToDictionary(talk => talk.CandidateId, talk => talk.BoothId);
            foreach (var booth in _booths.Values)
            {
                for (var candidate = 100; candidate < 100 + Candidates; candidate++)
                {
                    booth.Attendance.Note(new(Id(candidate), _random.Next(8) != 0, _clock.Now, open.TryGetValue(Id(candidate), out var by) ? by : null));
                }

                booth.Attendance.Note(new(Recruiter, true, _clock.Now, null));
            }
        }

        /// <summary>The call is for the lowest number that is not held.</summary>
        private void Overtakes(Guid boothId, BoothRecord record)
        {
            var booth = _booths[boothId];
            if (record.Fact.Kind != BoothFactKind.Called || record.Sequence >> 32 != booth.Queue.Epoch)
            {
                return;
            }

            var called = record.Fact.Place!;
            var passed = booth.Queue.Living.Where(place => place.Number < called.Number && place.State == PlaceState.Waiting);
            passed.Where(place => !booth.Queue.IsTentative(place.Id)).ShouldAllBe(place => QueueRules.HoldOf(booth.Queue, place, booth.Attendance, _clock.Now) != Hold.None);
        }

        private void Check()
        {
            var open = _rows.Talks.Values.Where(talk => talk.IsOpen).ToArray();
            open.Select(talk => talk.CandidateId).ShouldBeUnique();
            open.Select(talk => (talk.BoothId, talk.RecruiterId)).ShouldBeUnique();
            var living = _rows.Places.Values.Where(place => place.IsLiving).ToArray();
            living.Select(place => (place.BoothId, place.CandidateId)).ShouldBeUnique();
            living.Select(place => (place.CandidateId, place.Slot)).ShouldBeUnique();
            _rows.Places.Values.Select(place => (place.BoothId, place.Number)).ShouldBeUnique();
            living.Where(place => place.State != PlaceState.Waiting).Select(place => place.TalkId!.Value).Order()
                .ShouldBe(open.Select(talk => talk.Id).Order(), "a called or talking number has its open talk, and no talk is without its number");
        }

        private Guid Pick() => _ids[_random.Next(_ids.Length)];
    }
}
