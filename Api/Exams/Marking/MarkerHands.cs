using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Api.Exams.Marking;

/// <summary>What a marker has in hand, and what he is given next.</summary>
internal sealed class MarkerHands(PinchangContext data, MarkedAnswers answers, MarkingPapers papers, CurrentUser user)
{
    // Rivals may take a place between choosing it and locking it.
    private const int Attempts = 5;

    /// <summary>How long an answer that a marker has taken waits for him.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The answer already in hand, or the next that waits; null when none does. Saves nothing itself. Who holds another answer's lock must
    /// not wait for answers that rivals have locked this moment (<paramref name="patiently"/>): two would wait for each other.
    /// </summary>
    public async Task<MarkingTask?> TakeNextAsync(MarkingRound round, string? questionId, bool patiently, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await HeldInAsync(round, now, cancellation) is { } held)
        {
            return held;
        }

        if (await OwnAgainAsync(round, questionId, now, cancellation) is { } again)
        {
            return again;
        }

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var chosen = await data.LockWaitingAsync(round.Id, questionId, user.Id, patiently: false, now, cancellation)
                ?? (patiently ? await data.LockWaitingAsync(round.Id, questionId, user.Id, patiently: true, now, cancellation) : null);
            if (chosen is not { } taskId)
            {
                return null;
            }

            var task = await LoadAsync(taskId, cancellation);
            if (task.Claim(user.Id, Lease, now).IsAccepted)
            {
                answers.Note(task, OpeningAct.Claimed, now);
                return task;
            }
        }

        return null;
    }

    public async Task<Outcome<BlindTask>> ShowAsync(MarkingTask task, MarkingRound round, CancellationToken cancellation)
    {
        var paper = await papers.OpenAsync(round.PaperId, cancellation);
        return paper.IsAccepted
            ? task.ToBlind(await answers.CodeOfAsync(task, cancellation), paper.Value.QuestionOf(task), user.Id)
            : paper.Refusal;
    }

    private Task<MarkingTask> LoadAsync(Guid taskId, CancellationToken cancellation) =>
        data.MarkingTasks.WithMarks().SingleAsync(task => task.Id == taskId, cancellation);

    private async Task<MarkingTask?> HeldInAsync(MarkingRound round, DateTimeOffset now, CancellationToken cancellation)
    {
        var claim = await data.MarkClaims.AsNoTracking().SingleOrDefaultAsync(claim => claim.RoundId == round.Id && claim.MarkerId == user.Id, cancellation);
        if (claim is null)
        {
            return null;
        }

        await data.LockMarkingTaskAsync(claim.TaskId, cancellation);
        var task = await LoadAsync(claim.TaskId, cancellation);
        var renewed = claim.IsSelfCheck ? task.ClaimAgain(user.Id, Lease, now) : task.Claim(user.Id, Lease, now);
        if (renewed.IsAccepted)
        {
            return task;
        }

        // Its place went to another while it lay: the hand is free again, before something new is put into it.
        task.Lapse(user.Id);
        await data.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Now and then one of the marker's own answers.</summary>
    private async Task<MarkingTask?> OwnAgainAsync(MarkingRound round, string? questionId, DateTimeOffset now, CancellationToken cancellation)
    {
        var every = round.Settings.SelfCheckEvery;
        if (every == 0)
        {
            return null;
        }

        var own = data.Marks.Where(mark => mark.RoundId == round.Id && mark.MarkerId == user.Id);
        var given = await own.CountAsync(mark => mark.Kind != MarkKind.SelfCheck && mark.Kind != MarkKind.Adjudication, cancellation);
        var checks = await own.CountAsync(mark => mark.Kind == MarkKind.SelfCheck, cancellation);
        if (given / every <= checks || await data.LockOwnAsync(round.Id, questionId, user.Id, cancellation) is not { } taskId)
        {
            return null;
        }

        var task = await LoadAsync(taskId, cancellation);
        if (!task.ClaimAgain(user.Id, Lease, now).IsAccepted)
        {
            return null;
        }

        answers.Note(task, OpeningAct.Claimed, now);
        return task;
    }
}
