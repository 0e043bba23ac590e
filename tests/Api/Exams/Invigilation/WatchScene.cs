using System.Globalization;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Exams.Projects;
using Pinchang.Domain.Exams.Sittings;
using Pinchang.Support.Exams;

namespace Pinchang.Api.Tests.Exams.Invigilation;

/// <summary>Somebody at a browser whose cookie a socket can carry too.</summary>
public sealed record Person(HttpClient Http, Guid UserId, string Name, string Phone, Func<string> Cookie);

/// <summary>A sitting that has run for ten minutes, with candidates who have started, its invigilators, and strangers.</summary>
public sealed class WatchScene : IAsyncLifetime
{
    private readonly RecruitingScene _recruiting = new();
    private int _seats;
    private int _projects;

    public ApiFixture Api => _recruiting.Api;

    public Guid ProjectId { get; private set; }

    public Guid SittingId { get; private set; }

    public Person Candidate { get; private set; } = null!;

    public Guid SessionId { get; private set; }

    public Person Neighbour { get; private set; } = null!;

    public Guid NeighbourSessionId { get; private set; }

    public Person Invigilator { get; private set; } = null!;

    public Person Colleague { get; private set; } = null!;

    /// <summary>Marks in the same project, and so may not watch.</summary>
    public Person Marker { get; private set; } = null!;

    /// <summary>Invigilates another project of the agency.</summary>
    public Person ElsewhereInvigilator { get; private set; } = null!;

    /// <summary>Invigilates for another agency.</summary>
    public Person ForeignInvigilator { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await _recruiting.InitializeAsync();
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

    public Task DisposeAsync() => _recruiting.DisposeAsync();

    /// <summary>A sitting that began ten minutes ago, in a project of its own.</summary>
    public Task<(Guid ProjectId, Guid SittingId)> MakeSittingAsync() => Api.InScopeAsync(async services =>
    {
        var data = services.GetRequiredService<PinchangContext>();
        var now = Api.Clock.GetUtcNow();
        var officer = _recruiting.Owner.UserId;
        var project = ExamProject.Create(
            new(Guid.CreateVersion7(now), Api.AgencyId, officer, ++_projects),
            new() { Name = "2026年度公开招聘", ClientId = _recruiting.Employer.Id },
            now).Value!;
        var sitting = Sitting.Plan(
            Guid.CreateVersion7(now), Api.AgencyId, project.Id, officer,
            new(Guid.CreateVersion7(now), "综合知识", now.AddMinutes(-10), now.AddHours(2)), now.AddHours(-1)).Value!;
        data.AddRange(project, sitting);
        await data.SaveChangesAsync();
        return (project.Id, sitting.Id);
    });

    /// <summary>A session that this person has started.</summary>
    public Task<Guid> ArrangeAsync(Guid sittingId, Person person) => Api.InScopeAsync(async services =>
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

    public Task<Person> PersonAsync(string name) => PersonAsync(name, null, null);

    public async Task<Person> PersonAsync(string name, Guid? agencyId, Guid? projectId, params string[] roles)
    {
        var phone = Api.NextPhone();
        byte[]? secret = roles.Length > 0 ? [.. Enumerable.Range(int.Parse(phone[^4..], CultureInfo.InvariantCulture), Totp.SecretLength).Select(n => (byte)n)] : null;
        var id = await Api.MakeAccountAsync(
            new(name, phone, null, ApiFixture.Password, secret),
            roles.Length == 0 ? null : maker => ((userId, agency, held) => maker.JoinProjectAsync(userId, agency, projectId!.Value, held), agencyId!.Value, roles));
        var cookies = new CookieContainerHandler();
        var http = Api.Factory.CreateDefaultClient(cookies);
        http.DefaultRequestHeaders.Add("Origin", ApiFixture.Origin);
        (await http.PostAsJsonAsync("/api/sessions/password", new SignInByPassword(phone, ApiFixture.Password))).EnsureSuccessStatusCode();
        if (secret is not null)
        {
            var code = Totp.CodeAt(secret, Totp.StepAt(Api.Clock.GetUtcNow()));
            (await http.PostAsJsonAsync("/api/sessions/second-factor", new SignInSecondFactor(code))).EnsureSuccessStatusCode();
        }

        return new(http, id, name, phone, () => cookies.Container.GetCookieHeader(http.BaseAddress!));
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
