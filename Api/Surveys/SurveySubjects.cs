using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Surveys;
using Pinchang.Data;
using Pinchang.Domain;

namespace Pinchang.Api.Surveys;

/// <summary>What of an agency people can be asked about: sessions that ended, fairs that opened, exams that were sat.</summary>
internal sealed class SurveySubjects(PinchangContext data, TimeProvider time)
{
    private const int Most = 50;

    public async Task<SurveySubject[]> RecentAsync(SurveyService service, Guid agencyId, CancellationToken cancellation) =>
        [.. (await Of(service, agencyId).OrderByDescending(row => row.At).Take(Most).ToListAsync(cancellation)).Select(row => Told(service, row))];

    public async Task<SurveySubject?> FindAsync(SurveyService service, Guid agencyId, Guid id, CancellationToken cancellation) =>
        Enum.IsDefined(service) && await Of(service, agencyId).SingleOrDefaultAsync(row => row.Id == id, cancellation) is { } row ? Told(service, row) : null;

    /// <summary>Newest first, at most <paramref name="most"/>.</summary>
    public async Task<SurveySubject[]> BetweenAsync(
        SurveyService service, Guid agencyId, DateTimeOffset begins, DateTimeOffset ends, int most, CancellationToken cancellation) =>
        [.. (await Of(service, agencyId).Where(row => row.At >= begins && row.At < ends).OrderByDescending(row => row.At).Take(most).ToListAsync(cancellation)).Select(row => Told(service, row))];

    public Task<int> CountAsync(SurveyService service, Guid agencyId, DateTimeOffset begins, DateTimeOffset ends, CancellationToken cancellation) =>
        Of(service, agencyId).CountAsync(row => row.At >= begins && row.At < ends, cancellation);

    private static SurveySubject Told(SurveyService service, Row row) =>
        new(row.Id, service == SurveyService.LiveHiring ? $"{row.Name}（{ChinaTime.DateOf(row.At):M月d日}）" : row.Name, row.At);

    private IQueryable<Row> Of(SurveyService service, Guid agencyId)
    {
        var now = time.GetUtcNow();
        return service switch
        {
            SurveyService.LiveHiring => data.LiveSessions.AsNoTracking().Where(session => session.AgencyId == agencyId && session.State == LiveSessionState.Ended && session.EndedAt != null)
                .Join(data.LiveRooms, session => session.RoomId, room => room.Id, (session, room) => new Row { Id = session.Id, Name = room.Title, At = session.EndedAt!.Value }),
            SurveyService.JobFair => data.Fairs.AsNoTracking()
                .Where(fair => fair.AgencyId == agencyId && (fair.State == FairState.Published || fair.State == FairState.Closed) && fair.OpensAt <= now)
                .Select(fair => new Row { Id = fair.Id, Name = fair.Name, At = fair.OpensAt!.Value }),
            _ => data.ExamProjects.AsNoTracking()
                .Where(project => project.AgencyId == agencyId && data.ExamSessions.Any(session => session.ProjectId == project.Id && session.StartedAt != null))
                .Select(project => new Row
                {
                    Id = project.Id,
                    Name = project.Name,
                    At = data.ExamSessions.Where(session => session.ProjectId == project.Id).Max(session => session.StartedAt)!.Value,
                }),
        };
    }

    private sealed class Row
    {
        public Guid Id { get; init; }

        public string Name { get; init; } = "";

        public DateTimeOffset At { get; init; }
    }
}
