using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Applications;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.Persons;
using Pinchang.Data;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Persons;

/// <summary>Gives a consent or takes it back; what rested on it ends with it, in the same transaction.</summary>
internal static class DecideConsents
{
    public static async Task<Results<Ok<ConsentStanding[]>, ProblemHttpResult>> HandleAsync(
        DecideConsent body, CurrentUser user, CommandContext command, HttpContext http, PinchangContext data, PersonLedger ledger,
        IOutbox outbox, CancellationToken cancellation)
    {
        if (!Enum.IsDefined(body.Purpose))
        {
            return CommonRefusals.Malformed.On("purpose").ToProblem();
        }

        var now = command.ReceivedAt;
        data.Consents.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            UserId = user.Id,
            Purpose = body.Purpose,
            Given = body.Given,
            Wording = ConsentReading.Wording,
            At = now,
            Address = Caller.Of(http).Address,
        });
        if (!body.Given)
        {
            await EndAsync(body.Purpose, user.Id, data, outbox, now, cancellation);
        }

        await ledger.TellAsync(
            user.Id, body.Given ? LedgerKinds.ConsentGiven : LedgerKinds.ConsentWithdrawn, DataKindTexts.Word(body.Purpose.ToString()), cancellation);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await data.ReadConsentsAsync(user.Id, cancellation));
    }

    private static async Task EndAsync(
        ConsentPurpose purpose, Guid personId, PinchangContext data, IOutbox outbox, DateTimeOffset now, CancellationToken cancellation)
    {
        switch (purpose)
        {
            case ConsentPurpose.ResumeSharing:
                await data.WithdrawAllAsync(personId, outbox, now, cancellation);
                break;
            case ConsentPurpose.KeptExamForm:
                await data.LockAsync($"exam-form {personId}", cancellation);
                await data.KeptRegistrationForms.Where(form => form.CandidateId == personId).ExecuteDeleteAsync(cancellation);
                break;
            default:
                await data.Reminders.Where(reminder => reminder.UserId == personId && reminder.SentAt == null).ExecuteDeleteAsync(cancellation);
                break;
        }
    }
}
