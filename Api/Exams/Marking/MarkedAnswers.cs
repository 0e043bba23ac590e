using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Data;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Api.Exams.Marking;

/// <summary>An answer with its round.</summary>
internal sealed record FoundAnswer(MarkingTask Task, MarkingRound Round);

/// <summary>Rounds and answers, for whoever has the role in their project.</summary>
internal sealed class MarkedAnswers(PinchangContext data, ExamAccess access, CurrentUser user)
{
    public async Task<Outcome<MarkingRound>> FindRoundAsync(Guid roundId, string role, CancellationToken cancellation)
    {
        if (await data.MarkingRounds.SingleOrDefaultAsync(round => round.Id == roundId, cancellation) is not { } round)
        {
            return CommonRefusals.NotFound;
        }

        return await access.RequireAsync(round.ProjectId, role) is { } refusal ? refusal : round;
    }

    public async Task<Outcome<FoundAnswer>> FindAsync(Guid taskId, string role, CancellationToken cancellation)
    {
        if (await data.MarkingTasks.WithMarks().SingleOrDefaultAsync(task => task.Id == taskId, cancellation) is not { } task)
        {
            return CommonRefusals.NotFound;
        }

        var round = await FindRoundAsync(task.RoundId, role, cancellation);
        return round.IsAccepted ? new FoundAnswer(task, round.Value) : round.Refusal;
    }

    /// <summary>An answer under a lock, to be changed.</summary>
    public async Task<Outcome<FoundAnswer>> LockAsync(Guid taskId, string role, CancellationToken cancellation)
    {
        await data.LockMarkingTaskAsync(taskId, cancellation);
        return await FindAsync(taskId, role, cancellation);
    }

    public Task<string> CodeOfAsync(MarkingTask task, CancellationToken cancellation) =>
        data.BlindScripts.Where(script => script.Id == task.ScriptId).Select(script => script.Code).SingleAsync(cancellation);

    public void Note(MarkingTask task, OpeningAct act, DateTimeOffset now) => data.AnswerOpenings.Add(new()
    {
        Id = Guid.CreateVersion7(now),
        TaskId = task.Id,
        PersonId = user.Id,
        Act = act,
        At = now,
    });
}

internal static class MarkingLocks
{
    public static IQueryable<MarkingTask> WithMarks(this IQueryable<MarkingTask> tasks) => tasks
        .Include(task => task.Marks)
        .Include(task => task.Claims)
        .Include(task => task.Openings.Where(opening => opening.Act == OpeningAct.Released));

    /// <summary>Opening a sitting's marking, and letting late answers of it count: one at a time.</summary>
    public static Task LockMarkingOfAsync(this PinchangContext data, Guid sittingId, CancellationToken cancellation) =>
        data.LockAsync($"exams.marking:{sittingId}", cancellation);

    /// <summary>A project's scores: one caller at a time puts them together, publishes them, or changes what they weigh.</summary>
    public static Task LockScoresAsync(this PinchangContext data, Guid projectId, CancellationToken cancellation) =>
        data.LockAsync($"exams.scores:{projectId}", cancellation);

    /// <summary>Held by each mark while it is given, so that the rules do not change beneath it.</summary>
    public static Task HoldRulesAsync(this PinchangContext data, Guid roundId, CancellationToken cancellation) =>
        data.LockSharedAsync($"exams.marking-rules:{roundId}", cancellation);

    public static Task LockRulesAsync(this PinchangContext data, Guid roundId, CancellationToken cancellation) =>
        data.LockAsync($"exams.marking-rules:{roundId}", cancellation);
}
