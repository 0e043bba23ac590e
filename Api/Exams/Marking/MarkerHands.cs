using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Api.Exams.Marking;

/// <summary>An answer with its round, read under a lock.</summary>
internal sealed record HeldAnswer(MarkingTask Task, MarkingRound Round);

/// <summary>What a marker has in hand, and what he is given next.</summary>
internal sealed class MarkerHands(PinchangContext data, ExamAccess access, MarkingPapers papers, CurrentUser user)
{
    // Rivals may take a place between choosing it and locking it.
    private const int Attempts = 5;

    /// <summary>The round, if the caller marks in its project.</summary>
    public async Task<Outcome<MarkingRound>> FindRoundAsync(Guid roundId, string[] roles, CancellationToken cancellation)
    {
        if (await data.MarkingRounds.SingleOrDefaultAsync(round => round.Id == roundId, cancellation) is not { } round)
        {
            return CommonRefusals.NotFound;
        }

        return await access.RequireAsync(round.ProjectId, roles) is { } refusal ? refusal : round;
    }

    /// <summary>An answer under a lock, if the caller has one of the roles in its project.</summary>
    public async Task<Outcome<HeldAnswer>> LockAsync(Guid taskId, string[] roles, CancellationToken cancellation)
    {
        await data.LockMarkingTaskAsync(taskId, cancellation);
        if (await LoadAsync(taskId, cancellation) is not { } task)
        {
            return CommonRefusals.NotFound;
        }

        var round = await FindRoundAsync(task.RoundId, roles, cancellation);
        return round.IsAccepted ? new HeldAnswer(task, round.Value) : round.Refusal;
    }

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
            var chosen = await ChooseAsync(round.Id, questionId, "SKIP LOCKED", now, cancellation)
                ?? (patiently ? await ChooseAsync(round.Id, questionId, "", now, cancellation) : null);
            if (chosen is not { } taskId)
            {
                return null;
            }

            var task = await LoadAsync(taskId, cancellation);
            if (task!.Claim(user.Id, LeaseOf(round), now).IsAccepted)
            {
                Note(task, OpeningAct.Claimed, now);
                return task;
            }
        }

        return null;
    }

    public async Task<Outcome<BlindTask>> ShowAsync(MarkingTask task, MarkingRound round, CancellationToken cancellation)
    {
        var paper = await papers.OpenAsync(round.PaperId, cancellation);
        if (!paper.IsAccepted)
        {
            return paper.Refusal;
        }

        var code = await data.BlindScripts.Where(script => script.Id == task.ScriptId).Select(script => script.Code).SingleAsync(cancellation);
        return task.ToBlind(code, paper.Value.QuestionOf(task), user.Id);
    }

    public void Note(MarkingTask task, OpeningAct act, DateTimeOffset now) => data.AnswerOpenings.Add(new()
    {
        Id = Guid.CreateVersion7(now),
        TaskId = task.Id,
        PersonId = user.Id,
        Act = act,
        At = now,
    });

    private Task<MarkingTask?> LoadAsync(Guid taskId, CancellationToken cancellation) =>
        data.MarkingTasks.Include(task => task.Marks).Include(task => task.Claims).SingleOrDefaultAsync(task => task.Id == taskId, cancellation);

    private async Task<MarkingTask?> HeldInAsync(MarkingRound round, DateTimeOffset now, CancellationToken cancellation)
    {
        var claim = await data.MarkClaims.AsNoTracking().SingleOrDefaultAsync(claim => claim.RoundId == round.Id && claim.MarkerId == user.Id, cancellation);
        if (claim is null)
        {
            return null;
        }

        await data.LockMarkingTaskAsync(claim.TaskId, cancellation);
        var task = await LoadAsync(claim.TaskId, cancellation);
        var renewed = claim.IsSelfCheck ? task!.ClaimAgain(user.Id, LeaseOf(round), now) : task!.Claim(user.Id, LeaseOf(round), now);
        if (renewed.IsAccepted)
        {
            return task;
        }

        // Its place went to another while it lay: the hand is free again, before something new is put into it.
        task.Release(user.Id);
        await data.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Now and then one of the marker's own answers, longest ago first, so that he does not remember it.</summary>
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
        if (given / every <= checks)
        {
            return null;
        }

        var oldest = await own
            .Where(mark => mark.Kind != MarkKind.SelfCheck && mark.Kind != MarkKind.Adjudication)
            .Where(mark => !own.Any(check => check.TaskId == mark.TaskId && check.Kind == MarkKind.SelfCheck))
            .Where(mark => questionId == null || data.MarkingTasks.Any(task => task.Id == mark.TaskId && task.QuestionId == questionId))
            .OrderBy(mark => mark.GivenAt).ThenBy(mark => mark.Id)
            .Select(mark => (Guid?)mark.TaskId)
            .FirstOrDefaultAsync(cancellation);
        if (oldest is not { } taskId)
        {
            return null;
        }

        await data.LockMarkingTaskAsync(taskId, cancellation);
        var task = await LoadAsync(taskId, cancellation);
        return task!.ClaimAgain(user.Id, LeaseOf(round), now).IsAccepted ? task : null;
    }

    /// <summary>
    /// Locks an answer with a free place. Third marks first, then question by question in the drawn order: who reads one question at a
    /// stretch marks it evenly.
    /// </summary>
    private async Task<Guid?> ChooseAsync(Guid roundId, string? questionId, string wait, DateTimeOffset now, CancellationToken cancellation)
    {
        var chosen = await data.Database.SqlQuery<Guid>(FormattableStringFactory.Create(
            """
            SELECT task.id AS "Value" FROM exams.marking_tasks task
            WHERE task.round_id = {0} AND task.state IN ('Marking', 'ThirdMark') AND ({1}::text IS NULL OR task.question_id = {1})
              AND NOT EXISTS (SELECT FROM exams.marks mark WHERE mark.task_id = task.id AND mark.marker_id = {2})
              AND (CASE task.state WHEN 'Marking' THEN 2 ELSE 3 END)
                  - (SELECT count(*) FROM exams.marks mark WHERE mark.task_id = task.id AND mark.kind IN ('First', 'Second', 'Third'))
                  - (SELECT count(*) FROM exams.mark_claims claim
                     WHERE claim.task_id = task.id AND claim.marker_id <> {2} AND NOT claim.is_self_check AND claim.lease_until > {3}) > 0
            ORDER BY task.state DESC, task.question_number, task.lot
            LIMIT 1 FOR NO KEY UPDATE OF task
            """ + " " + wait,
            roundId,
            questionId,
            user.Id,
            now)).ToListAsync(cancellation);
        return chosen.Count == 0 ? null : chosen[0];
    }

    private static TimeSpan LeaseOf(MarkingRound round) => TimeSpan.FromMinutes(round.Settings.LeaseMinutes);
}
