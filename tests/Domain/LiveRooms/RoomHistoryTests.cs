using System.Text.Json;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;
using static Pinchang.Domain.Tests.LiveRooms.OnAirRoom;

namespace Pinchang.Domain.Tests.LiveRooms;

/// <summary>Random histories with crashes: whatever was kept gives the same room again.</summary>
public sealed class RoomHistoryTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20_260_301)]
    [Clause("LH-3.1", at: "Domain/LiveRooms/RoomState.cs")]
    public void A_room_read_again_from_its_facts_is_the_same_and_numbers_only_grow(int seed)
    {
        var random = new Random(seed);
        var kept = new List<RoomRecord>();
        var epoch = 1L;
        var state = new RoomState(Plan(), epoch);
        var now = Opened;
        Keep(SessionRules.GoLive(state));

        for (var step = 0; step < 2_000; step++)
        {
            now = now.AddMilliseconds(random.Next(1, 900));
            Act();
            if (random.Next(100) == 0)
            {
                state = Reload(kept, ++epoch);
            }
        }

        kept.Zip(kept.Skip(1)).ShouldAllBe(pair => pair.First.Sequence < pair.Second.Sequence);
        var again = Reload(kept, epoch + 1);
        JsonSerializer.Serialize(again.Cards, Json).ShouldBe(JsonSerializer.Serialize(state.Cards, Json));
        again.Questions.ShouldBe(state.Questions);
        again.PinnedMessage.ShouldBe(state.PinnedMessage);
        again.SlowModeSeconds.ShouldBe(state.SlowModeSeconds);
        again.Chat.ShouldBe(state.Chat);
        again.ChatCount.ShouldBe(kept.Count(record => record.MayLag));
        again.Cards.Count(card => card.State == CardState.Current).ShouldBeLessThanOrEqualTo(1);
        kept.Select(record => record.Fact).OfType<Told>().Select(told => told.Item.Sequence).ShouldBeUnique();
        return;

        void Act()
        {
            var actor = new RoomActor(Id(200 + random.Next(20)), "观众", Staff: false);
            switch (random.Next(9))
            {
                case 0:
                    var job = Job(50 + random.Next(6));
                    var command = Id(10_000 + random.Next(200));
                    Keep(CardRules.Push(state, new(Presenter, job.Job.Id, null, command), job, Guid.CreateVersion7(now), now), command);
                    break;
                case 1:
                    Keep(CardRules.Pin(state, new(Presenter, AnyCard(), random.Next(2) == 0)));
                    break;
                case 2:
                    Keep(CardRules.Withdraw(state, new(Presenter, AnyCard())));
                    break;
                case 3:
                    Keep(QuestionRules.Ask(state, new(actor, Id(2_000 + random.Next(40)), "问题"), now));
                    break;
                case 4:
                    Keep(QuestionRules.Vote(state, new(actor, Id(2_000 + random.Next(40)), random.Next(3) > 0), now));
                    break;
                case 5:
                    Keep(QuestionRules.Settle(state, new(Presenter, Id(2_000 + random.Next(40)), (QuestionState)random.Next(1, 4), null)));
                    break;
                case 6:
                    Keep(ModerationRules.Pin(state, new(Presenter, random.Next(2) == 0 ? null : "公告" + random.Next(3))));
                    break;
                case 7:
                    Keep(ModerationRules.Mute(state, new(Presenter, actor.UserId, random.Next(3), null, false), now));
                    break;
                default:
                    Keep(ChatRules.Send(state, new(actor, Id(3_000 + random.Next(4_000)), "你好"), now));
                    break;
            }
        }

        Guid AnyCard() => state.Cards.Select(card => card.Id).ElementAtOrDefault(random.Next(6));

        void Keep<T>(Outcome<Decision<T>> outcome, Guid? command = null)
            where T : class
        {
            foreach (var fact in outcome.Value?.Facts ?? [])
            {
                kept.Add(state.Add(fact, Presenter.UserId, now, command));
            }
        }
    }

    /// <summary>Through JSON, as the rows do it.</summary>
    private static RoomState Reload(IEnumerable<RoomRecord> kept, long epoch)
    {
        var state = new RoomState(Plan(), epoch);
        foreach (var record in kept)
        {
            state.Apply(record with { Fact = JsonSerializer.Deserialize<RoomFact>(JsonSerializer.Serialize(record.Fact, Json), Json)! });
        }

        return state;
    }
}
