using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Fairs;
using Pinchang.Data;
using Pinchang.Domain.Fairs;

namespace Pinchang.Api.Fairs.Booths;

/// <summary>The talk of two people: its state is the server's, what is said is kept, and either side finds it again after a reload.</summary>
internal static class Talks
{
    private const int MostLines = 500;

    public static async Task<Results<Ok<TalkDetails>, ProblemHttpResult>> GetAsync(
        Guid id, CurrentUser user, PinchangContext data, FairAccess access, IGrainFactory grains, TimeProvider time, CancellationToken cancellation)
    {
        var door = await access.FindBoothOfTalkAsync(id, cancellation);
        var row = await data.Set<Talk>().AsNoTracking().SingleOrDefaultAsync(talk => talk.Id == id, cancellation);
        if (door is null || row is null || (row.CandidateId != user.Id && !door.Recruits(user)))
        {
            return FairRefusals.TalkNotFound.ToProblem();
        }

        var (now, booth, isRecruiter) = (time.GetUtcNow(), grains.GetGrain<IBoothGrain>(door.Id), row.CandidateId != user.Id);
        if (row.CandidateId == user.Id || row.RecruiterId == user.Id)
        {
            await booth.NoteSeen(user.Id);
        }

        var standing = await booth.FindTalk(id) ?? row.ToStanding();
        var fair = await data.Fairs.AsNoTracking().IgnoreQueryFilters().SingleAsync(fair => fair.Id == door.FairId, cancellation);
        var lines = await data.Set<TalkLine>().AsNoTracking()
            .Where(line => line.TalkId == id)
            .OrderByDescending(line => line.Sequence)
            .Take(MostLines)
            .ToArrayAsync(cancellation);
        return TypedResults.Ok(new TalkDetails
        {
            Standing = standing.For(user.Id, now),
            EmployerName = await data.Employers.AsNoTracking().IgnoreQueryFilters()
                .Where(employer => employer.Id == door.EmployerId).Select(employer => employer.Name).SingleAsync(cancellation),
            FairId = door.FairId,
            Messages = [.. lines.Reverse().Select(line => new TalkMessage(line.Id, line.TalkId, line.SenderId, line.SenderName, line.Text, line.At))],
            IsRecruiter = isRecruiter,
            Resume = isRecruiter && standing is { ResumeShared: true, StartedAt: not null }
                ? (await data.Resumes.AsNoTracking().SingleOrDefaultAsync(resume => resume.CandidateId == row.CandidateId, cancellation))?.Content
                : null,
            Note = isRecruiter ? row.Note : null,
            ExtensionMinutes = fair.Settings.ExtensionMinutes,
            ServerNow = now,
        });
    }

    public static Task<Results<Ok<TalkMessage>, ProblemHttpResult>> SayAsync(
        Guid id, SayInTalkRequest body, BoothCommand command, CancellationToken cancellation) =>
        command.SayAsync(id, body.Text, cancellation);

    public static Task<Results<Ok<TalkStanding>, ProblemHttpResult>> ExtendAsync(Guid id, BoothCommand command, CancellationToken cancellation) =>
        command.OfTalkAsync(id, (booth, actor) => booth.ExtendTalk(new(actor, id)), cancellation);

    public static Task<Results<Ok<TalkStanding>, ProblemHttpResult>> EndAsync(Guid id, BoothCommand command, CancellationToken cancellation) =>
        command.OfTalkAsync(id, (booth, actor) => booth.EndTalk(new(actor, id)), cancellation);

    public static Task<Results<Ok<TalkStanding>, ProblemHttpResult>> ShareAsync(Guid id, BoothCommand command, CancellationToken cancellation) =>
        command.OfTalkAsync(id, (booth, actor) => booth.ShareResume(new(actor, id)), cancellation);

    public static Task<Results<Ok<TalkStanding>, ProblemHttpResult>> NoteAsync(
        Guid id, NoteTalkRequest body, BoothCommand command, CancellationToken cancellation) =>
        command.OfTalkAsync(id, (booth, actor) => booth.NoteTalk(new(actor, id, body.Text)), cancellation);

    public static Task<Results<Ok<TalkStanding>, ProblemHttpResult>> SettleAsync(
        Guid id, SettleTalkRequest body, BoothCommand command, CancellationToken cancellation) =>
        command.OfTalkAsync(id, (booth, actor) => booth.SettleTalk(new(actor, id, body.Result, body.Reason, body.Message)), cancellation);

    public static Task<Results<Ok<TalkStanding>, ProblemHttpResult>> UndoAsync(Guid id, BoothCommand command, CancellationToken cancellation) =>
        command.OfTalkAsync(id, (booth, actor) => booth.UndoResult(new(actor, id)), cancellation);
}
