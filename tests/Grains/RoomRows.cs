using System.Text.Json;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.Grains.Tests;

/// <summary>The rows of one room, in memory, with the faults that rows have: held writes, lost epochs, refusals.</summary>
internal sealed class RoomRows : IRoomStore, IRoomLog
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Lock _gate = new();
    private readonly List<(Guid SessionId, RoomRecord Record)> _feed = [];
    private TaskCompletionSource _open = Opened();

    public RoomRows(Guid roomId, Guid employerId) => Plan = new()
    {
        RoomId = roomId,
        EmployerId = employerId,
        SessionId = Guid.Parse("00000000-0000-0000-0000-0000000005e5"),
        Visibility = RoomVisibility.Public,
        State = LiveSessionState.Scheduled,
    };

    public RoomPlan? Plan { get; set; }

    public long Epoch { get; private set; }

    public bool IsFull { get; set; }

    /// <summary>The next write fails as a broken disk does.</summary>
    public bool Broken { get; set; }

    public RoomFigures Figures { get; private set; } = RoomFigures.None;

    public List<AudiencePoint> Points { get; } = [];

    public Dictionary<Guid, RoomJob> Jobs { get; } = [];

    public List<RoomApplication> Applications { get; } = [];

    public IReadOnlyList<RoomRecord> Records
    {
        get
        {
            lock (_gate)
            {
                return [.. _feed.Select(row => row.Record)];
            }
        }
    }

    /// <summary>Writes wait from now on.</summary>
    public void Hold() => _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _open.TrySetResult();

    /// <summary>As if another activation had woken.</summary>
    public void TakeEpoch() => Epoch++;

    public Task<WokenRoom?> WakeAsync(Guid roomId, DateTimeOffset now, CancellationToken cancellation)
    {
        if (Plan is not { } plan || plan.RoomId != roomId)
        {
            return Task.FromResult<WokenRoom?>(null);
        }

        lock (_gate)
        {
            var history = _feed.Where(row => row.SessionId == plan.SessionId).Select(row => row.Record).OrderBy(record => record.Sequence).ToArray();
            return Task.FromResult<WokenRoom?>(new(plan, ++Epoch, history, 0, Figures, [.. Applications]));
        }
    }

    public Task<RoomPlan?> ReadPlanAsync(Guid roomId, CancellationToken cancellation) => Task.FromResult(Plan);

    public Task<RoomJob?> FindJobAsync(Guid roomId, Guid jobId, CancellationToken cancellation) => Task.FromResult(Jobs.GetValueOrDefault(jobId));

    public Task<IReadOnlyList<FeedItem>> ReadFeedAsync(Guid sessionId, long after, long before, int take, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<FeedItem>>([.. _feed
                .Where(row => row.SessionId == sessionId && row.Record.Sequence > after && row.Record.Sequence < before)
                .Select(row => row.Record.Fact).OfType<Told>().Select(told => told.Item)
                .OrderBy(item => item.Sequence).Take(take)]);
        }
    }

    public Task<bool> AppendAsync(RoomOwner owner, IReadOnlyList<RoomRecord> records) => WriteAsync(owner, () => Add(owner, records));

    public Task<bool> AppendAsync(RoomOwner owner, IReadOnlyList<RoomRecord> records, SessionStanding standing) => WriteAsync(owner, () =>
    {
        Add(owner, records);
        Plan = Plan! with
        {
            State = standing.State,
            StartedAt = standing.StartedAt,
            EndedAt = standing.EndedAt,
            PictureDueAt = standing.PictureDueAt,
        };
    });

    public Task<bool> AppendLaterAsync(RoomOwner owner, RoomRecord record) => WriteAsync(owner, () => Add(owner, [record]));

    public Task<bool> SaveFiguresAsync(RoomOwner owner, RoomFigures figures) => WriteAsync(owner, () => Figures = figures);

    public Task<bool> SavePointAsync(RoomOwner owner, AudiencePoint point) => WriteAsync(owner, () => Points.Add(point));

    public RoomJob AddJob(Guid id, JobState state = JobState.Approved) => Jobs[id] = new(
        new()
        {
            Id = id,
            Title = "数据分析师",
            EmployerId = Plan!.EmployerId,
            EmployerName = "示范科技",
            City = "成都",
            Pay = "15–25K",
            Experience = "1–3 年",
            Education = "本科",
            Headcount = 2,
            State = state,
        },
        new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero),
        ClosedAt: null,
        InRoom: true);

    private void Add(RoomOwner owner, IReadOnlyList<RoomRecord> records) => _feed.AddRange(records.Select(record => (owner.SessionId, Stored(record))));

    private async Task<bool> WriteAsync(RoomOwner owner, Action write)
    {
        await _open.Task;
        lock (_gate)
        {
            if (Broken)
            {
                throw new IOException("No space left on device");
            }

            if (owner.Epoch != Epoch)
            {
                return false;
            }

            write();
            return true;
        }
    }

    private static RoomRecord Stored(RoomRecord record) =>
        record with { Fact = JsonSerializer.Deserialize<RoomFact>(JsonSerializer.Serialize(record.Fact, Json), Json)! };

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }
}
