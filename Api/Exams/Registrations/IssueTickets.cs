using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams;
using Pinchang.Data.Exams.Projects;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Exams.Registrations;

/// <summary>EX-6.2: gives everybody who passed and has none a number of their own, and tells them that the card can be printed.</summary>
internal static class IssueTickets
{
    public static async Task<Results<Ok<TicketsIssued>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CurrentUser user,
        CommandContext command,
        ExamAccess access,
        PinchangContext data,
        IOutbox outbox,
        CandidateMessages messages,
        CancellationToken cancellation)
    {
        if (await access.RequireAsync(id, Roles.ExamOfficer) is { } forbidden)
        {
            return forbidden.ToProblem();
        }

        // Whoever issues holds the project, so that no number is given twice; a reviewer who takes a decision back waits for its row.
        await data.LockExamProjectAsync(id, cancellation);
        var project = await data.ExamProjects.SingleAsync(project => project.Id == id, cancellation);
        var passed = await data.Registrations.FromSql(
            $"SELECT * FROM exams.registrations WHERE project_id = {id} AND state = 'Approved' AND ticket_number IS NULL ORDER BY decided_at, id FOR UPDATE")
            .IgnoreQueryFilters().ToListAsync(cancellation);
        if (passed.Count == 0)
        {
            return RegistrationRefusals.NobodyForTicket.ToProblem();
        }

        var title = (await data.FindNoticeInForceAsync(id, cancellation))!.Title;
        foreach (var registration in passed)
        {
            var outcome = registration.IssueTicket(project, user.Id, command.ReceivedAt);
            if (!outcome.IsAccepted)
            {
                return outcome.Refusal.ToProblem();
            }
        }

        await messages.TellAllAsync(passed, registration => Notices.ExamTicketIssued(title, registration.TicketNumber!), cancellation);

        await outbox.ReleaseAsync([.. passed.SelectMany(registration => registration.HeldMessages)], cancellation);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new TicketsIssued(passed.Count));
    }
}
