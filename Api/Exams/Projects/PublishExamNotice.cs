using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Registrations;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams;
using Pinchang.Data.Exams.Projects;
using Pinchang.Domain.Exams.Projects;

namespace Pinchang.Api.Exams.Projects;

/// <summary>EX-5.4: publishes what the project holds as the next version of its notice; those registered are told of a change.</summary>
internal static class PublishExamNotice
{
    public static async Task<Results<Ok<ExamProjectDetails>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PublishNotice body,
        CurrentUser user,
        CommandContext command,
        ExamAccess access,
        PinchangContext data,
        CandidateMessages messages,
        CancellationToken cancellation)
    {
        if (await access.RequireAsync(id, Roles.ExamOfficer) is { } forbidden)
        {
            return forbidden.ToProblem();
        }

        var now = command.ReceivedAt;
        await data.LockExamProjectAsync(id, cancellation);
        var project = await data.ExamProjects.SingleAsync(project => project.Id == id, cancellation);
        var before = project.IsPublished ? await data.FindNoticeInForceAsync(id, cancellation) : null;
        var outcome = ExamNotice.Publish(await data.ReadNoticeSourcesAsync(project, cancellation), before, body, user.Id, now);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        var notice = outcome.Value;
        data.ExamNotices.Add(notice);
        project.PublishedAs(notice);
        if (before is not null)
        {
            await messages.NoticeChangedAsync(notice, cancellation);
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await project.ToDetailsAsync(data, await access.RolesInAsync(id), now, cancellation));
    }
}
