using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Documents;
using Pinchang.Contracts.Organisations;
using Pinchang.Data;
using Pinchang.Domain.Documents;
using Pinchang.Domain.Notify;
using Pinchang.Domain.Staff;

namespace Pinchang.Api.Documents;

/// <summary>A version is written, handed in, and published by somebody else's approval; those it binds are told then.</summary>
internal static class WriteDocument
{
    public static Task<Results<Ok<DocumentDetails>, ProblemHttpResult>> SaveAsync(
        string key, SaveDocument body, CurrentUser user, CommandContext command, PinchangContext data, DocumentDesk desk, CancellationToken cancellation) =>
        StepAsync(key, user, command, data, desk, (document, _) => document.Write(body, user.Id, command.ReceivedAt), null, cancellation);

    public static Task<Results<Ok<DocumentDetails>, ProblemHttpResult>> SubmitAsync(
        string key, CurrentUser user, CommandContext command, PinchangContext data, DocumentDesk desk, CancellationToken cancellation) =>
        StepAsync(key, user, command, data, desk, (document, template) => document.Submit(template.Sections), null, cancellation);

    public static Task<Results<Ok<DocumentDetails>, ProblemHttpResult>> DecideAsync(
        string key, DecideReview body, CurrentUser user, CommandContext command, PinchangContext data, DocumentDesk desk, IOutbox outbox, CancellationToken cancellation) =>
        StepAsync(
            key, user, command, data, desk,
            (document, _) => document.Decide(body, user.Id, command.ReceivedAt),
            async (document, template) =>
            {
                if (!body.Approved)
                {
                    outbox.Enqueue(Notices.DocumentRefused(template.Title, body.Reason!).To(document.OwnerId, $"/operations/documents/{key}", document.AgencyId));
                    return;
                }

                var version = document.NewestVersion.ToString(CultureInfo.InvariantCulture);
                var (notice, page) = template.IsSigned
                    ? (Notices.AgreementPublished(template.Title, version, StaffAgreements.DaysToSignAnew), $"/my/agreements/{key}")
                    : (Notices.DocumentPublished(template.Title, version), "/my/documents");
                foreach (var person in await desk.BoundAsync(template, document.AgencyId, cancellation))
                {
                    outbox.Enqueue(notice.To(person, page, document.AgencyId));
                }
            },
            cancellation);

    private static async Task<Results<Ok<DocumentDetails>, ProblemHttpResult>> StepAsync(
        string key,
        CurrentUser user,
        CommandContext command,
        PinchangContext data,
        DocumentDesk desk,
        Func<ManagedDocument, DocumentTemplate, Outcome<ManagedDocument>> step,
        Func<ManagedDocument, DocumentTemplate, Task>? tell,
        CancellationToken cancellation)
    {
        if (DocumentTemplates.Find(key) is not { } template)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var agencyId = user.AgencyId!.Value;
        await data.LockAsync($"document {agencyId} {key}", cancellation);
        var found = await desk.FindAsync(agencyId, key, cancellation);
        var document = found ?? ManagedDocument.Of(Guid.CreateVersion7(command.ReceivedAt), agencyId, key, user.Id);
        var outcome = step(document, template);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        if (found is null)
        {
            data.Documents.Add(document);
        }

        if (tell is not null)
        {
            await tell(document, template);
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await desk.ReadAsync(template, document, agencyId, cancellation));
    }
}
