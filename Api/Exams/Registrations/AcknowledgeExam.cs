using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams;
using Pinchang.Data.Exams.Projects;
using Pinchang.Domain.Exams.Registrations;

namespace Pinchang.Api.Exams.Registrations;

/// <summary>EX-6.1: the notice read and the pledge signed, each with its version and the server's time.</summary>
internal static class AcknowledgeExam
{
    public static async Task<Results<Ok<ExamAcknowledgement>, ProblemHttpResult>> HandleAsync(
        Guid id, Acknowledge body, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        await data.HoldExamProjectAsync(id, cancellation);
        if (await data.FindNoticeInForceAsync(id, cancellation) is not { } notice)
        {
            return RegistrationRefusals.NotPublished.ToProblem();
        }

        var outcome = Acknowledgement.Sign(notice, user.Id, body, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        data.Acknowledgements.Add(outcome.Value);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(Shape(outcome.Value));
    }

    /// <summary>How far the caller has come with this exam.</summary>
    public static async Task<Ok<OwnExam>> MineAsync(Guid id, CurrentUser user, PinchangContext data, CancellationToken cancellation)
    {
        var given = await data.FindAcknowledgementAsync(id, user.Id, cancellation);
        var row = await data.Registrations.AsNoTracking().IgnoreQueryFilters()
            .Where(registration => registration.ProjectId == id && registration.CandidateId == user.Id && registration.State != RegistrationState.Withdrawn)
            .ToRows(data)
            .SingleOrDefaultAsync(cancellation);
        return TypedResults.Ok(new OwnExam(given is null ? null : Shape(given), row?.ToSummary()));
    }

    /// <summary>The newest one that somebody gave for an exam.</summary>
    public static Task<Acknowledgement?> FindAcknowledgementAsync(this PinchangContext data, Guid projectId, Guid candidateId, CancellationToken cancellation) =>
        data.Acknowledgements.AsNoTracking()
            .Where(given => given.ProjectId == projectId && given.CandidateId == candidateId)
            .OrderByDescending(given => given.PledgeSignedAt)
            .FirstOrDefaultAsync(cancellation);

    private static ExamAcknowledgement Shape(Acknowledgement given) =>
        new(given.NoticeVersion, given.NoticeReadAt, given.PledgeVersion, given.PledgeSignedAt, given.SignedName);
}
