using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Exams.Projects;
using Pinchang.Domain.Exams.Sittings;
using Pinchang.Support.Exams;

namespace Pinchang.Api.Tests.Exams.Invigilation;

/// <summary>A sitting that has run for ten minutes, with candidates who have started, its invigilators, and strangers.</summary>
public sealed class WatchScene : IAsyncLifetime
{
    private int _seats;
    private int _projects;

    public RecruitingScene Recruiting { get; init; } = new();

    public ApiFixture Api => Recruiting.Api;

    public Guid ProjectId { get; private set; }

    public Guid SittingId { get; private set; }

    public SignedInClient Candidate { get; private set; } = null!;

    public Guid SessionId { get; private set; }

    public SignedInClient Neighbour { get; private set; } = null!;

    public Guid NeighbourSessionId { get; private set; }

    public SignedInClient Invigilator { get; private set; } = null!;

    public SignedInClient Colleague { get; private set; } = null!;

    /// <summary>Marks in the same project, and so may not watch.</summary>
    public SignedInClient Marker { get; private set; } = null!;

    /// <summary>Invigilates another project of the agency.</summary>
    public SignedInClient ElsewhereInvigilator { get; private set; } = null!;

    /// <summary>Invigilates for another agency.</summary>
    public SignedInClient ForeignInvigilator { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Recruiting.InitializeAsync();
        (ProjectId, SittingId) = await MakeSittingAsync();
        var (otherProject, _) = await MakeSittingAsync();
        Candidate = await PersonAsync("周宁");
        SessionId = await ArrangeAsync(SittingId, Candidate);
        Neighbour = await PersonAsync("吴岚");
        NeighbourSessionId = await ArrangeAsync(SittingId, Neighbour);
        Invigilator = await PersonAsync("监考老郑", Api.AgencyId, ProjectId, Roles.Invigilator);
        Colleague = await PersonAsync("监考小秦", Api.AgencyId, ProjectId, Roles.Invigilator);
        Marker = await PersonAsync("阅卷老陶", Api.AgencyId, ProjectId, Roles.Marker);
        ElsewhereInvigilator = await PersonAsync("监考老许", Api.AgencyId, otherProject, Roles.Invigilator);
        ForeignInvigilator = await PersonAsync("外地监考", Api.OtherAgencyId, ProjectId, Roles.Invigilator);
    }

    public Task DisposeAsync() => Recruiting.DisposeAsync();

    /// <summary>A sitting that began ten minutes ago, in a project of its own.</summary>
    public Task<(Guid ProjectId, Guid SittingId)> MakeSittingAsync() => Api.InScopeAsync(async services =>
    {
        var data = services.GetRequiredService<PinchangContext>();
        var now = Api.Clock.GetUtcNow();
        var officer = Recruiting.Owner.UserId;
        var project = ExamProject.Create(
            new(Guid.CreateVersion7(now), Api.AgencyId, officer, ++_projects),
            new() { Name = "2026年度公开招聘", ClientId = Recruiting.Employer.Id },
            now).Value!;
        var sitting = Sitting.Plan(
            Guid.CreateVersion7(now), Api.AgencyId, project.Id, officer,
            new(Guid.CreateVersion7(now), "综合知识", now.AddMinutes(-10), now.AddHours(2)), now.AddHours(-1)).Value!;
        data.AddRange(project, sitting);
        await data.SaveChangesAsync();
        return (project.Id, sitting.Id);
    });

    /// <summary>A session that this person has started.</summary>
    public Task<Guid> ArrangeAsync(Guid sittingId, SignedInClient person) => Api.InScopeAsync(async services =>
    {
        var data = services.GetRequiredService<PinchangContext>();
        var now = Api.Clock.GetUtcNow();
        var sitting = await data.Sittings.FindAsync(sittingId);
        var seat = ++_seats;
        var session = new ArrangedSession
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = sitting!.AgencyId,
            ProjectId = sitting.ProjectId,
            SittingId = sittingId,
            PaperId = sitting.PaperId,
            RegistrationId = Guid.CreateVersion7(now),
            CandidateId = person.UserId,
            CandidateName = person.Name,
            TicketNumber = seat.ToString("2026010000", CultureInfo.InvariantCulture),
            Seat = seat.ToString("00", CultureInfo.InvariantCulture),
            Seed = "seed",
            Draw = new() { Sections = [new("s1", ["q1", "q2"])], OptionOrder = new Dictionary<string, string[]>() },
            State = ExamSessionState.Started,
            Epoch = 1,
            StartedAt = sitting.StartsAt,
            Standing = SampleStandings.StartedAt(sitting.StartsAt) with { Identity = IdentityState.Passed },
            ArrangedAt = now,
        };
        data.Add(session);
        await data.SaveChangesAsync();
        await services.GetRequiredService<IGrainFactory>().GetGrain<IInvigilationGrain>(sittingId).PlanChanged();
        return session.Id;
    });

    public Task<SignedInClient> PersonAsync(string name) => PersonAsync(name, null, null);

    public async Task<SignedInClient> PersonAsync(string name, Guid? agencyId, Guid? projectId, params string[] roles)
    {
        var phone = Api.NextPhone();
        byte[]? secret = roles.Length > 0 ? [.. Enumerable.Range(int.Parse(phone[^4..], CultureInfo.InvariantCulture), Totp.SecretLength).Select(n => (byte)n)] : null;
        var id = await Api.MakeAccountAsync(
            new(name, phone, null, ApiFixture.Password, secret),
            roles.Length == 0 ? null : maker => ((userId, agency, held) => maker.JoinProjectAsync(userId, agency, projectId!.Value, held), agencyId!.Value, roles));
        return await Api.SignInAsync(id, phone, secret, name);
    }

    public async Task<WallTile> TileAsync(Guid sessionId) =>
        (await Invigilator.Http.GetAsync<InvigilationWall>($"/api/exam-sittings/{SittingId}/wall")).Tiles.Single(tile => tile.SessionId == sessionId);

    public Task<SessionTimeline> TimelineAsync(Guid sessionId) =>
        Invigilator.Http.GetAsync<SessionTimeline>($"/api/exam-sessions/{sessionId}/timeline");

    /// <summary>Waits, in real time, for what another thread is about to do.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        for (var i = 0; i < 1200; i++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(25);
        }

        throw new ShouldAssertException(what);
    }
}
