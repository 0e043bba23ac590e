using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Documents;
using Pinchang.Data;
using Pinchang.Domain.Documents;

namespace Pinchang.Api.Documents;

/// <summary>Whom a document binds reads it and says so, version by version (LH-4.4.2a).</summary>
internal static class AcknowledgeDocuments
{
    /// <summary>What the caller has yet to acknowledge, with its text.</summary>
    public static async Task<Ok<PublicDocument[]>> ListAsync(CurrentUser user, PinchangContext data, DocumentDesk desk, CancellationToken cancellation)
    {
        if (user.AgencyId is not { } agencyId)
        {
            return TypedResults.Ok<PublicDocument[]>([]);
        }

        var waiting = (await desk.ListAsync(agencyId, cancellation)).Where(document => document.IsMine).ToArray();
        var agency = await data.Agencies.Where(agency => agency.Id == agencyId).Select(agency => agency.Name).SingleAsync(cancellation);
        var shown = new List<PublicDocument>();
        foreach (var one in waiting)
        {
            var version = (await desk.FindAsync(agencyId, one.Key, cancellation))!.Published!;
            shown.Add(new(agencyId, agency, one.Key, one.Service, one.Kind, one.Title, version.Number, version.ValidFrom, version.Markdown, DocumentTemplates.Find(one.Key)!.IsSigned));
        }

        return TypedResults.Ok(shown.ToArray());
    }

    public static async Task<Results<Ok<Done>, ProblemHttpResult>> HandleAsync(
        string key, AcknowledgeDocument body, CurrentUser user, CommandContext command, PinchangContext data, DocumentDesk desk, CancellationToken cancellation)
    {
        if (DocumentTemplates.Find(key) is not { } template || user.AgencyId is not { } agencyId
            || await desk.FindAsync(agencyId, key, cancellation) is not { PublishedVersion: { } published } document)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        if (!(await desk.BoundAsync(template, agencyId, cancellation)).Contains(user.Id))
        {
            return DocumentRefusals.NotBound.ToProblem();
        }

        if (template.IsSigned)
        {
            return DocumentRefusals.AsksSignature.ToProblem();
        }

        if (body.Version != published)
        {
            return DocumentRefusals.OtherVersion.ToProblem();
        }

        await data.LockAsync($"acknowledgement {document.Id} {user.Id}", cancellation);
        if (!await data.DocumentAcknowledgements.AnyAsync(one => one.DocumentId == document.Id && one.Version == published && one.UserId == user.Id, cancellation))
        {
            data.DocumentAcknowledgements.Add(new() { DocumentId = document.Id, Version = published, UserId = user.Id, AgencyId = agencyId, At = command.ReceivedAt });
            await data.SaveChangesAsync(cancellation);
        }

        return TypedResults.Ok(Done.Instance);
    }
}
