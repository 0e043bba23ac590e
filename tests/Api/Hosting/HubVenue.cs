using Pinchang.Api.Tests.Exams.Invigilation;
using Pinchang.Api.Tests.Fairs;
using Pinchang.Api.Tests.LiveRooms;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.Tests.Hosting;

/// <summary>Where somebody's roles are held, seen from the room, the booth and the sitting of the venue.</summary>
public enum Belonging
{
    Nobody,

    /// <summary>Sits the exam and is in the talk.</summary>
    Candidate,

    /// <summary>Sits the same exam, and is at the same fair without a talk.</summary>
    OtherCandidate,

    /// <summary>The one at the booth who is in the talk.</summary>
    TalkingRecruiter,
    Agency,
    OtherAgency,
    Employer,
    OtherEmployer,
    EmployerElsewhere,
    Project,
    OtherProject,
    ProjectElsewhere,
}

/// <param name="Role">Null where no role is held.</param>
public sealed record Caller(Belonging Belonging, string? Role, string? Cookie)
{
    public bool Is(Belonging belonging, params string[] roles) => Belonging == belonging && (roles.Length == 0 || roles.Contains(Role));

    public override string ToString() => Role is null ? $"{Belonging}" : $"{Belonging} {Role}";
}

/// <summary>One Api with a room on air, a fair with a talk, a sitting under way, and everybody who could come to its hubs.</summary>
public sealed class HubVenue : IAsyncLifetime
{
    private readonly RecruitingScene _recruiting = new() { Api = new() { Listens = true } };

    public ApiFixture Api => _recruiting.Api;

    public IReadOnlyList<Caller> Callers { get; private set; } = null!;   // made in InitializeAsync

    public LiveRoomDetails OpenRoom { get; private set; } = null!;

    public LiveRoomDetails RegisteredRoom { get; private set; } = null!;

    public LiveRoomDetails OwnRoom { get; private set; } = null!;

    public FairScene Fairs { get; private set; } = null!;

    public FairDetails DraftFair { get; private set; } = null!;

    public TalkStanding Talk { get; private set; } = null!;

    public WatchScene Exams { get; private set; } = null!;

    public Guid SessionId { get; private set; }

    /// <summary>Of <see cref="Belonging.Candidate"/>, who is looked at.</summary>
    public HubPage ExamPage { get; private set; } = null!;

    /// <summary>Of the invigilator who looks.</summary>
    public HubPage Wall { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await _recruiting.InitializeAsync();
        Fairs = new() { Recruiting = _recruiting };
        await Fairs.InitializeAsync();

        // Only now: the fair lets the announced half hour pass, and a room that nobody sends to ends.
        OpenRoom = await _recruiting.RoomOnAirAsync();
        RegisteredRoom = await _recruiting.PlannedRoomAsync(RoomVisibility.Registered);
        OwnRoom = await _recruiting.PlannedRoomAsync(RoomVisibility.Organisation);
        DraftFair = await (await Fairs.Operator.Http.PostCommandAsync("/api/fairs", Fairs.Announcement())).ReadAsync<FairDetails>();
        Exams = new() { Recruiting = _recruiting };
        await Exams.InitializeAsync();

        var (candidate, other) = (await Fairs.VisitorAsync(), await Fairs.VisitorAsync());
        SessionId = await Exams.ArrangeAsync(Exams.SittingId, candidate);
        await Exams.ArrangeAsync(Exams.SittingId, other);
        await FairScene.TakeNumberAsync(candidate, Fairs.Booth);
        Talk = await FairScene.AnswerAsync(candidate, await FairScene.CallAsync(Fairs.Recruiter, Fairs.Booth));
        Talk.State.ShouldBe(TalkState.Talking);
        Callers =
        [
            new(Belonging.Nobody, null, null),
            new(Belonging.Candidate, null, candidate.Cookie()),
            new(Belonging.OtherCandidate, null, other.Cookie()),
            new(Belonging.TalkingRecruiter, null, Fairs.Recruiter.Cookie()),
            .. await StaffAsync(),
        ];

        ExamPage = await HubPage.OpenAsync(Api, "/hubs/exam", candidate.Cookie());
        await ExamPage.CallAsync("Enter", SessionId);
        Wall = await HubPage.OpenAsync(Api, "/hubs/exam", Exams.Invigilator.Cookie());
        await Wall.CallAsync("Watch", Exams.SittingId);
    }

    public async Task DisposeAsync()
    {
        await ExamPage.DisposeAsync();
        await Wall.DisposeAsync();
        await _recruiting.DisposeAsync();
    }

    private async Task<List<Caller>> StaffAsync()
    {
        var employerElsewhere = Guid.CreateVersion7(Api.Clock.GetUtcNow());
        var (otherProject, _) = await Exams.MakeSittingAsync();
        (Belonging Belonging, string[] Roles, Func<string, Task<SignedInClient>> Make)[] kinds =
        [
            (Belonging.Agency, Roles.Agency, role => Api.StaffAsync(role)),
            (Belonging.OtherAgency, Roles.Agency, role => Api.StaffOfAsync(Api.OtherAgencyId, role)),
            (Belonging.Employer, Roles.Employer, role => Api.MemberAsync(_recruiting.Employer.Id, role)),
            (Belonging.OtherEmployer, Roles.Employer, role => Api.MemberAsync(Fairs.OtherBooth.EmployerId, role)),
            (Belonging.EmployerElsewhere, Roles.Employer, role => Api.MemberOfAsync(Api.OtherAgencyId, employerElsewhere, role)),
            (Belonging.Project, Roles.Exam, role => Api.ProjectStaffAsync(Exams.ProjectId, role)),
            (Belonging.OtherProject, Roles.Exam, role => Api.ProjectStaffAsync(otherProject, role)),
            (Belonging.ProjectElsewhere, Roles.Exam, role => Api.ProjectStaffOfAsync(Api.OtherAgencyId, Exams.ProjectId, role)),
        ];
        var callers = new List<Caller>();
        foreach (var (belonging, roles, make) in kinds)
        {
            foreach (var role in roles)
            {
                callers.Add(new(belonging, role, (await make(role)).Cookie()));
            }
        }

        return callers;
    }
}
