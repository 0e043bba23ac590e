using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Results;

namespace Pinchang.Api.Exams.Results;

/// <summary>
/// Keeps each run of the second scorer with what it found. On a connection of its own: the run that stops a release is the one that must
/// not be rolled back with it.
/// </summary>
internal sealed class ScoreChecks(IServiceScopeFactory scopes, CurrentUser user, TimeProvider time)
{
    public async Task<KeptScoreCheck> KeepAsync(Guid projectId, Guid? noticeId, int scripts, int candidates, IReadOnlyList<ScoreDifference> differences, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var check = new KeptScoreCheck
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = user.AgencyId!.Value,
            ProjectId = projectId,
            NoticeId = noticeId,
            CheckedBy = user.Id,
            CheckedAt = now,
            Scripts = scripts,
            Parts = (scripts * 2) + candidates,
            Differences = [.. differences],
        };
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        data.ScoreChecks.Add(check);
        await data.SaveChangesAsync(cancellation);
        return check;
    }
}
