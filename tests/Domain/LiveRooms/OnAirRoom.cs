using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.Domain.Tests.LiveRooms;

/// <summary>A room whose session was opened at <see cref="Opened"/>, with what it kept.</summary>
internal sealed class OnAirRoom
{
    public static readonly DateTimeOffset Opened = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly Guid EmployerId = Id(1);
    public static readonly RoomActor Presenter = new(Id(100), "主播小林", Staff: true);
    public static readonly RoomActor Viewer = new(Id(200), "小周", Staff: false);
    public static readonly RoomActor OtherViewer = new(Id(201), "阿明", Staff: false);

    public OnAirRoom(bool opened = true, long epoch = 1)
    {
        State = new(Plan(), epoch);
        if (opened)
        {
            Take(SessionRules.GoLive(State), Opened);
        }
    }

    public RoomState State { get; }

    public List<RoomRecord> Kept { get; } = [];

    public DateTimeOffset Now { get; set; } = Opened;

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    public static RoomPlan Plan() => new()
    {
        RoomId = Id(10),
        EmployerId = EmployerId,
        SessionId = Id(11),
        Visibility = RoomVisibility.Public,
        State = LiveSessionState.Scheduled,
    };

    public static RoomJob Job(int number = 50, JobState state = JobState.Approved) => new(
        new()
        {
            Id = Id(number),
            Title = "后端工程师",
            EmployerId = EmployerId,
            EmployerName = "示范科技",
            City = "杭州",
            Pay = "25–40K",
            Experience = "3–5 年",
            Education = "本科",
            Headcount = 3,
            State = state,
        },
        Opened.AddDays(30),
        ClosedAt: null,
        InRoom: true);

    public T Take<T>(Outcome<Decision<T>> outcome, DateTimeOffset? now = null, Guid? commandId = null)
        where T : class
    {
        outcome.IsAccepted.ShouldBeTrue(outcome.Refusal?.Code);
        foreach (var fact in outcome.Value!.Facts)
        {
            Kept.Add(State.Add(fact, Presenter.UserId, now ?? Now, commandId));
        }

        return outcome.Value.Answer;
    }

    public JobCard Push(RoomJob job, int card = 70, int command = 900, long? mediaTime = null) => Take(
        CardRules.Push(State, new(Presenter, job.Job.Id, mediaTime, Id(command)), job, Id(card), Now), Now, Id(command));

    public Outcome<Decision<ChatMessage>> Say(string text, int message = 300, RoomActor? actor = null) =>
        ChatRules.Send(State, new(actor ?? Viewer, Id(message), text), Now);
}
