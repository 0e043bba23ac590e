using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Papers;
using Pinchang.Domain;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Papers;

/// <summary>The first person seals the paper and says when it opens.</summary>
internal static class SealNewPaper
{
    public static Task<Results<Ok<PaperSummary>, ProblemHttpResult>> HandleAsync(
        Guid id, SealPaper body, CurrentUser user, SealingDesk desk, CancellationToken cancellation)
    {
        var times = PaperTimes.Of(body.ReleaseAt, body.MarkingOpensAt);
        return desk.ChangeAsync(id, PaperAct.Sealed, SealingDesk.Said(times), paper => paper.Seal(times, user.Id, desk.Now), binds: false, cancellation);
    }
}

/// <summary>The second person confirms; from here on only time opens it.</summary>
internal static class CountersignSealedPaper
{
    public static Task<Results<Ok<PaperSummary>, ProblemHttpResult>> HandleAsync(
        Guid id, CountersignPaper body, CurrentUser user, SealingDesk desk, CancellationToken cancellation)
    {
        var times = PaperTimes.Of(body.ReleaseAt, body.MarkingOpensAt);
        return desk.ChangeAsync(id, PaperAct.Countersigned, SealingDesk.Said(times), paper => paper.Countersign(times, user.Id, desk.Now), binds: true, cancellation);
    }
}

internal static class WithdrawSeal
{
    public static Task<Results<Ok<PaperSummary>, ProblemHttpResult>> HandleAsync(Guid id, SealingDesk desk, CancellationToken cancellation) =>
        desk.ChangeAsync(id, PaperAct.SealWithdrawn, "第二人确认前撤回", paper => paper.WithdrawSeal(), binds: false, cancellation);
}

internal static class PostponeSealedPaper
{
    public static async Task<Results<Ok<PaperSummary>, ProblemHttpResult>> HandleAsync(
        Guid id, PostponePaper body, SealingDesk desk, CancellationToken cancellation)
    {
        if (WrittenText.Check(body.Reason, 200, "reason", required: true) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var times = PaperTimes.Of(body.ReleaseAt, body.MarkingOpensAt);
        return await desk.ChangeAsync(
            id, PaperAct.Postponed, $"{SealingDesk.Said(times)}：{body.Reason.Trim()}", paper => paper.Postpone(times, desk.Now), binds: true, cancellation);
    }
}

internal static class DiscardPaper
{
    public static Task<Results<Ok<PaperSummary>, ProblemHttpResult>> HandleAsync(Guid id, SealingDesk desk, CancellationToken cancellation) =>
        desk.ChangeAsync(id, PaperAct.Discarded, "作废", paper => paper.Discard(), binds: false, cancellation);
}

/// <summary>One way for each change of a paper's state: locked, judged, bound, logged, in one transaction; a refused one is logged all the same.</summary>
internal sealed class SealingDesk(PaperDesk desk, PinchangContext data, PaperSafe safe)
{
    public DateTimeOffset Now => desk.Now;

    public static string Said(PaperTimes times) => $"{ChinaTime.Text(times.ReleaseAt)} 启封，{ChinaTime.Text(times.MarkingOpensAt)} 开放阅卷";

    /// <param name="binds">Whether the keys are bound to the times that result.</param>
    public async Task<Results<Ok<PaperSummary>, ProblemHttpResult>> ChangeAsync(
        Guid id, PaperAct act, string reason, Func<Paper, Refusal?> change, bool binds, CancellationToken cancellation)
    {
        var found = await desk.TakeAsync(id, act, reason, cancellation);
        if (!found.IsAccepted)
        {
            return found.Refusal.ToProblem();
        }

        var paper = found.Value;
        var bound = paper.State == PaperState.Sealed ? paper.Times : null;
        if (change(paper) is { } refusal)
        {
            return (await desk.RefuseAsync(paper, act, reason, refusal, cancellation)).ToProblem();
        }

        if (binds)
        {
            await safe.WrapForTimesAsync(paper, bound, cancellation);
        }

        safe.Log(paper, act, desk.Accessor(reason), Now);
        await data.SaveChangesAsync(cancellation);
        var names = await data.NamesAsync([paper.AssembledBy], cancellation);
        return TypedResults.Ok(paper.ToSummary(names[paper.AssembledBy], Now));
    }
}
