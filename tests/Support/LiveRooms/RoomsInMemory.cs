using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.Support.LiveRooms;

/// <summary>One public room that is always there and keeps nothing.</summary>
public sealed class RoomsInMemory : IRoomStore, IRoomLog
{
    public static readonly Guid JobId = new("01981f2e-7a3c-7d10-9c5e-00000000000a");

    public static readonly Guid RoomId = new("01981f2e-7a3c-7d10-9c5e-3f6f0e5a9b41");
    public static readonly Guid EmployerId = new("01981f2e-7a3c-7d10-9c5e-00000000000b");

    private static readonly Task<bool> Kept = Task.FromResult(true);

    private readonly RoomPlan _plan = new()
    {
        RoomId = RoomId,
        EmployerId = EmployerId,
        SessionId = new Guid("01981f2e-7a3c-7d10-9c5e-00000000000c"),
        Visibility = RoomVisibility.Public,
        State = LiveSessionState.Scheduled,
    };

    /// <summary>What the job is called now.</summary>
    public string JobTitle { get; set; } = "数控机床操作工";

    public bool IsFull => false;

    public Task<WokenRoom?> WakeAsync(Guid roomId, DateTimeOffset now, CancellationToken cancellation) =>
        Task.FromResult(roomId == RoomId ? new WokenRoom(_plan, 1, [], 0, RoomFigures.None, []) : null);

    public Task<RoomPlan?> ReadPlanAsync(Guid roomId, CancellationToken cancellation) => Task.FromResult(roomId == RoomId ? _plan : null);

    public Task<RoomJob?> FindJobAsync(Guid roomId, Guid jobId, CancellationToken cancellation) =>
        Task.FromResult<RoomJob?>(new RoomJob(Job(jobId), DateTimeOffset.MaxValue, null, InRoom: true));

    public Task<IReadOnlyList<FeedItem>> ReadFeedAsync(Guid sessionId, long after, long before, int take, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<FeedItem>>([]);

    public Task<bool> AppendAsync(RoomOwner owner, IReadOnlyList<RoomRecord> records) => Kept;

    public Task<bool> AppendAsync(RoomOwner owner, IReadOnlyList<RoomRecord> records, SessionStanding standing) => Kept;

    public Task<bool> AppendLaterAsync(RoomOwner owner, RoomRecord record) => Kept;

    public Task<bool> SaveFiguresAsync(RoomOwner owner, RoomFigures figures) => Kept;

    public Task<bool> SavePointAsync(RoomOwner owner, AudiencePoint point) => Kept;

    private JobSummary Job(Guid id) => new()
    {
        Id = id,
        Title = JobTitle,
        EmployerId = EmployerId,
        EmployerName = "示范制造有限公司",
        City = "苏州",
        Pay = "8–12K",
        Experience = "1–3年",
        Education = "不限",
        Headcount = 20,
        State = JobState.Approved,
    };
}
