using Orleans;

namespace Pinchang.Contracts.Fairs;

[GenerateSerializer, Alias("fair-state")]
public enum FairState
{
    Draft,
    Published,
    Cancelled,

    /// <summary>Closed by the organiser; after it only the summary is written.</summary>
    Closed,
}

/// <summary>Where a fair stands by the server's clock (JF-3.1).</summary>
public enum FairPhase
{
    /// <summary>Not published.</summary>
    Draft,
    Upcoming,
    Open,
    Over,
    Cancelled,
}

/// <summary>A hall (展区): a chapter of the lobby.</summary>
/// <param name="Id">Null for a new one.</param>
public sealed record FairHall(Guid? Id, string Name, string? Category);

/// <summary>How the fair's queues behave; each has a default that suits.</summary>
public sealed record FairSettings
{
    /// <summary>Seconds that a called candidate has to answer, 15–300.</summary>
    public int AnswerSeconds { get; init; } = 60;

    /// <summary>Missed or put-off calls after which a number lapses, 1–10.</summary>
    public int MostSkips { get; init; } = 3;

    /// <summary>Minutes that a candidate without a connection keeps the number, 1–60.</summary>
    public int GraceMinutes { get; init; } = 10;

    /// <summary>Minutes of a talk, 2–60.</summary>
    public int TalkMinutes { get; init; } = 10;

    /// <summary>Minutes of its one extension, 0–30; none when 0.</summary>
    public int ExtensionMinutes { get; init; } = 5;

    /// <summary>Numbers that one candidate may hold at a time, 1–10.</summary>
    public int MostPlaces { get; init; } = 3;
}

/// <summary>
/// <c>POST /api/fairs</c> and <c>PUT /api/fairs/{id}</c> (a draft): the announcement's seven elements (JF-8.3.1-ad) and the
/// layout. A draft may have gaps; publication names them. A published fair changes by <c>POST …/changes</c>.
/// </summary>
public sealed record SaveFair
{
    /// <summary>1 名称, 2–60 characters.</summary>
    public required string Name { get; init; }

    /// <summary>2 主办单位.</summary>
    public string? Organizer { get; init; }

    /// <summary>2 协办单位, which may be the word 无 but not blank.</summary>
    public string? CoOrganizers { get; init; }

    /// <summary>3 时间.</summary>
    public DateTimeOffset? OpensAt { get; init; }

    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>4 内容.</summary>
    public string? Content { get; init; }

    /// <summary>4 对象.</summary>
    public string? Audience { get; init; }

    /// <summary>5 规模, such as 参会企业 50 家、岗位 600 个.</summary>
    public string? Scale { get; init; }

    /// <summary>6 参会要求.</summary>
    public string? Requirements { get; init; }

    /// <summary>6 报名方式.</summary>
    public string? HowToRegister { get; init; }

    /// <summary>7 咨询与联系方式.</summary>
    public string? Enquiries { get; init; }

    public Guid? CoverFileId { get; init; }

    public FairHall[] Halls { get; init; } = [];

    public FairSettings Settings { get; init; } = new();
}

/// <summary>An element that publication waits for: its field and its name as people read it.</summary>
/// <param name="Provisional">Filled in, but as 待定 and its like.</param>
public sealed record MissingElement(string Field, string Name, bool Provisional);

public sealed record FairSummary
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public string? Organizer { get; init; }

    public string? Scale { get; init; }

    public Guid? CoverFileId { get; init; }

    public DateTimeOffset? OpensAt { get; init; }

    public DateTimeOffset? ClosesAt { get; init; }

    public required FairState State { get; init; }

    public required FairPhase Phase { get; init; }

    public required int Exhibitors { get; init; }

    public required int Jobs { get; init; }

    public required int Registered { get; init; }
}

/// <summary><c>GET /api/fairs/{id}</c>: public once published.</summary>
public sealed record FairDetails
{
    public required FairSummary Summary { get; init; }

    public required SaveFair Announcement { get; init; }

    /// <summary>What publication still waits for; for those who run the fair.</summary>
    public MissingElement[] Missing { get; init; } = [];

    /// <summary>What screening found in the announcement; for those who run the fair.</summary>
    public TextMark[] Marks { get; init; } = [];

    /// <summary>Changes and cancellation, newest first; public, as the announcement was (JF-8.4).</summary>
    public required FairNotice[] Notices { get; init; }

    /// <summary>The caller's own registration as a candidate.</summary>
    public FairRegistrationDetails? Registration { get; init; }

    /// <summary>The registration of the caller's employer.</summary>
    public ExhibitorDetails? Exhibitor { get; init; }

    /// <summary>Whether the caller runs this fair.</summary>
    public required bool CanRun { get; init; }

    /// <summary>Whether the caller's employer may register.</summary>
    public required bool CanExhibit { get; init; }

    /// <summary>Whether the caller may walk in: approved, and the fair published.</summary>
    public required bool CanEnter { get; init; }

    /// <summary>JF-4, JF-6.1: why it cannot be published now; for those who run it.</summary>
    public Hindrance? Publishing { get; init; }

    /// <summary>Why the caller's employer cannot have a booth.</summary>
    public Hindrance? Exhibiting { get; init; }

    /// <summary>JF-4: why its halls give no numbers today, for everybody.</summary>
    public Hindrance? Opening { get; init; }

    public required DateTimeOffset ServerNow { get; init; }
}

public enum FairNoticeKind
{
    Change,
    Cancellation,
    Closure,
    Broadcast,
}

/// <summary>What everybody registered was told.</summary>
[GenerateSerializer, Immutable, Alias("fair-notice")]
public sealed record FairNotice
{
    [Id(0)]
    public required Guid Id { get; init; }

    [Id(1)]
    public required Guid FairId { get; init; }

    [Id(2)]
    public required FairNoticeKind Kind { get; init; }

    [Id(3)]
    public required string Text { get; init; }

    [Id(4)]
    public string? Reason { get; init; }

    [Id(5)]
    public required DateTimeOffset At { get; init; }

    /// <summary>How many people it was sent to.</summary>
    [Id(6)]
    public required int Told { get; init; }
}

/// <summary>
/// <c>POST /api/fairs/{id}/publications</c>. <see cref="Platform"/> as medium publishes the fair here; any other records
/// where else the announcement stands, with its proof.
/// </summary>
public sealed record PublishFair
{
    public const string Platform = "本平台";

    public string Medium { get; init; } = Platform;

    /// <summary>Web address, account or place; required except for the platform.</summary>
    public string? Address { get; init; }

    /// <summary>When it was published there; now when null.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>On the platform: the ground for what a rule forbids by itself; asked for only then.</summary>
    public string? Ground { get; init; }

    /// <summary>What shows it: a link, a receipt number, a note of the screenshot.</summary>
    public string? Proof { get; init; }
}

/// <summary>
/// Where the announcement was published. <c>GET /api/fairs/{id}/publications</c> lists them for those who run the fair, each
/// with the tasks that changes made: closed only with proof (JF-8.4).
/// </summary>
public sealed record FairPublication
{
    public required Guid Id { get; init; }

    public required string Medium { get; init; }

    public string? Address { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public string? Proof { get; init; }

    public required NoticeTask[] Tasks { get; init; }
}

/// <summary>One notice to be published on one medium; overdue after 24 hours without proof.</summary>
public sealed record NoticeTask(Guid Id, Guid NoticeId, FairNoticeKind Kind, DateTimeOffset DueAt, bool Overdue, string? Proof, DateTimeOffset? ProvenAt);

/// <summary><c>POST /api/fairs/{id}/notice-tasks/{taskId}/proofs</c>.</summary>
public sealed record ProveNotice(string Proof);

/// <summary><c>POST /api/fairs/{id}/changes</c>: the whole announcement as it shall stand; what changed is put into the notice.</summary>
public sealed record ChangeFair(SaveFair Announcement, string Reason, string? Ground = null);

/// <summary><c>POST /api/fairs/{id}/cancellations</c>.</summary>
public sealed record CancelFair(string Reason);

/// <summary><c>POST /api/fairs/{id}/closures</c>: shuts the halls now, before the announced time; running talks end by their timer.</summary>
public sealed record CloseFair(string Reason);

/// <summary><c>POST /api/fairs/{id}/broadcasts</c>: one line to everybody in the halls.</summary>
/// <param name="Ground">The ground for what a rule forbids by itself; asked for only then.</param>
public sealed record BroadcastToFair(string Text, string? Ground = null);
