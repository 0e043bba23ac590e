using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Papers;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Papers;

/// <summary>
/// What every use case of a paper begins with: it is the caller's project, the caller signed its secrecy agreement, and whoever tries
/// without leaves a line.
/// </summary>
internal sealed class PaperDesk(
    CurrentUser user, IHttpContextAccessor http, PinchangContext data, ExamAccess access, ISecrecyAgreements secrecy, PaperAccessLog log)
{
    public static readonly string[] Setters = [Roles.PaperSetter, Roles.ExamOfficer];

    private HttpContext Http => http.HttpContext!;

    public DateTimeOffset Now => ReceivedAt.Of(Http);

    public PaperAccessor Accessor(string reason) => new(user.Id, reason, Caller.Of(Http).Address);

    /// <summary>A paper to look at from outside: its state, not its text.</summary>
    public async Task<Outcome<Paper>> FindAsync(Guid id, CancellationToken cancellation) =>
        await data.Papers.SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } paper
            ? CommonRefusals.NotFound
            : await access.RequireAsync(paper.ProjectId, Setters) is { } refusal ? refusal : paper;

    /// <summary>A paper to act on, locked until the transaction ends. A no is logged as an attempt.</summary>
    public async Task<Outcome<Paper>> TakeAsync(Guid id, PaperAct act, string reason, CancellationToken cancellation)
    {
        await data.LockPaperAsync(id, cancellation);
        return await OpenAsync(id, act, reason, cancellation);
    }

    /// <summary>A paper that is about to be read or acted on by somebody who may.</summary>
    public async Task<Outcome<Paper>> OpenAsync(Guid id, PaperAct act, string reason, CancellationToken cancellation)
    {
        if (await data.Papers.SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } paper)
        {
            return CommonRefusals.NotFound;
        }

        var refusal = await access.RequireAsync(paper.ProjectId, Setters)
            ?? (await secrecy.IsSignedAsync(paper.ProjectId, user.Id, cancellation) ? null : SecrecyRefusals.Unsigned);
        return refusal is null ? paper : await RefuseAsync(paper, act, reason, refusal, cancellation);
    }

    /// <summary>Keeps the attempt, however the request's own transaction ends.</summary>
    public async Task<Refusal> RefuseAsync(Paper paper, PaperAct act, string reason, Refusal refusal, CancellationToken cancellation)
    {
        await log.WriteAsync(paper.Id, paper.AgencyId, act, Accessor(reason), refusal.Code, Now, cancellation);
        return refusal;
    }
}
