using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Api.Hosting;
using Pinchang.Api.Persons;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Persons;
using Pinchang.Data;
using Pinchang.Data.Exams;
using Pinchang.Data.Exams.Projects;
using Pinchang.Domain.Exams.Projects;
using Pinchang.Domain.Exams.Registrations;

namespace Pinchang.Api.Exams.Registrations;

/// <summary>EX-4.3-reg: registers for a position, sends it anew, or takes it back. The form is kept for the next time.</summary>
internal static class RegisterForExam
{
    // Stands for a number that is none: the rule refuses such a form by its field before anything is stored.
    private static readonly SealedIdentity NoIdentity = new([], [], "");

    public static async Task<Results<Ok<RegistrationDetails>, ProblemHttpResult>> SubmitAsync(
        SubmitRegistration body,
        CurrentUser user,
        CommandContext command,
        PinchangContext data,
        CandidateIdentities identities,
        Phones phones,
        CandidateMessages messages,
        CancellationToken cancellation)
    {
        if (body.Form is not { } form)
        {
            return CommonRefusals.Required.On("form").ToProblem();
        }

        var now = command.ReceivedAt;
        await data.HoldExamProjectAsync(body.ProjectId, cancellation);
        var identity = identities.Seal(form.IdentityNumber);
        var circumstances = await data.TakeCircumstancesAsync(body.ProjectId, user.Id, identity, form.PhotoFileId, cancellation);
        var outcome = Registration.Submit(new(Guid.CreateVersion7(now), user.Id, identity ?? NoIdentity), body, circumstances, now);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        data.Registrations.Add(outcome.Value);
        return await CompleteAsync(outcome.Value, form, circumstances.Notice!, identity!, data, identities, phones, messages, now, cancellation);
    }

    public static async Task<Results<Ok<RegistrationDetails>, ProblemHttpResult>> ResubmitAsync(
        Guid id,
        ResubmitRegistration body,
        CurrentUser user,
        CommandContext command,
        PinchangContext data,
        CandidateIdentities identities,
        Phones phones,
        CandidateMessages messages,
        CancellationToken cancellation)
    {
        if (body.Form is not { } form)
        {
            return CommonRefusals.Required.On("form").ToProblem();
        }

        // The project before the registration, as those who issue tickets take them.
        var now = command.ReceivedAt;
        var projectId = await data.Registrations.IgnoreQueryFilters()
            .Where(registration => registration.Id == id && registration.CandidateId == user.Id)
            .Select(registration => registration.ProjectId).SingleOrDefaultAsync(cancellation);
        await data.HoldExamProjectAsync(projectId, cancellation);
        if (await data.TakeOwnAsync(id, user.Id, cancellation) is not { } registration)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var identity = identities.Seal(form.IdentityNumber);
        var circumstances = await data.TakeCircumstancesAsync(registration.ProjectId, user.Id, identity, form.PhotoFileId, cancellation);
        var held = registration.HeldMessages;
        var outcome = registration.Resubmit(identity ?? NoIdentity, body, circumstances, now);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        await messages.TakeBackAsync(held, cancellation);
        return await CompleteAsync(registration, form, circumstances.Notice!, identity!, data, identities, phones, messages, now, cancellation);
    }

    public static async Task<Results<Ok<RegistrationDetails>, ProblemHttpResult>> WithdrawAsync(
        Guid id,
        CurrentUser user,
        CommandContext command,
        PinchangContext data,
        CandidateIdentities identities,
        Phones phones,
        CandidateMessages messages,
        CancellationToken cancellation)
    {
        if (await data.TakeOwnAsync(id, user.Id, cancellation) is not { } registration)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var now = command.ReceivedAt;
        var (before, held) = (registration.State, registration.HeldMessages);
        var outcome = registration.Withdraw(now);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        if (before != registration.State)
        {
            await messages.TakeBackAsync(held, cancellation);
            var notice = (await data.FindNoticeInForceAsync(registration.ProjectId, cancellation))!;
            await messages.TellAsync(registration, Notices.ExamWithdrawn(notice.Title), cancellation);
            await data.SaveChangesAsync(cancellation);
        }

        return TypedResults.Ok(await data.ReadDetailsAsync(id, identities, phones, isOwn: true, now, cancellation));
    }

    private static async Task<Results<Ok<RegistrationDetails>, ProblemHttpResult>> CompleteAsync(
        Registration registration,
        RegistrationForm form,
        ExamNotice notice,
        SealedIdentity identity,
        PinchangContext data,
        CandidateIdentities identities,
        Phones phones,
        CandidateMessages messages,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        await data.KeepFormAsync(registration.CandidateId, form, identity, now, cancellation);
        await messages.TellAsync(registration, Notices.ExamRegistered(notice.Title, registration.PositionName), cancellation);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await data.ReadDetailsAsync(registration.Id, identities, phones, isOwn: true, now, cancellation));
    }

    private static async Task<Registration?> TakeOwnAsync(this PinchangContext data, Guid id, Guid candidateId, CancellationToken cancellation)
    {
        await data.LockRegistrationAsync(id, cancellation);
        return await data.Registrations.IgnoreQueryFilters()
            .SingleOrDefaultAsync(registration => registration.Id == id && registration.CandidateId == candidateId, cancellation);
    }

    private static async Task KeepFormAsync(
        this PinchangContext data, Guid candidateId, RegistrationForm form, SealedIdentity identity, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await data.HasWithdrawnAsync(candidateId, ConsentPurpose.KeptExamForm, cancellation))
        {
            return;
        }

        await data.LockAsync($"exam-form {candidateId}", cancellation);
        var kept = await data.KeptRegistrationForms.SingleOrDefaultAsync(kept => kept.CandidateId == candidateId, cancellation);
        if (kept is null)
        {
            kept = KeptRegistrationForm.Begin(candidateId);
            data.KeptRegistrationForms.Add(kept);
        }

        kept.Keep(form, identity.Sealed, now);
    }
}
