using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Documents;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Documents;

namespace Pinchang.Api.Documents;

/// <summary>Which documents each service must have, and which of them are in force.</summary>
internal static class ListDocuments
{
    public static async Task<Ok<RequiredDocument[]>> HandleAsync(CurrentUser user, DocumentDesk desk, CancellationToken cancellation) =>
        TypedResults.Ok(await desk.ListAsync(user.AgencyId!.Value, cancellation));

    public static async Task<Results<Ok<DocumentDetails>, ProblemHttpResult>> OneAsync(string key, CurrentUser user, DocumentDesk desk, CancellationToken cancellation) =>
        DocumentTemplates.Find(key) is { } template
            ? TypedResults.Ok(await desk.ReadAsync(template, await desk.FindAsync(user.AgencyId!.Value, key, cancellation), user.AgencyId.Value, cancellation))
            : CommonRefusals.NotFound.ToProblem();
}

/// <summary>Guides, answers and what is written for everybody: only what holds today.</summary>
internal static class ReadPublicDocuments
{
    public static async Task<Ok<PublicDocument[]>> ListAsync(PinchangContext data, TimeProvider time, CancellationToken cancellation) =>
        TypedResults.Ok((await ReadAsync(data, ChinaTime.DateOf(time.GetUtcNow()), cancellation)).Select(document => document with { Markdown = null }).ToArray());

    public static async Task<Results<Ok<PublicDocument>, ProblemHttpResult>> OneAsync(Guid agencyId, string key, PinchangContext data, TimeProvider time, CancellationToken cancellation) =>
        (await ReadAsync(data, ChinaTime.DateOf(time.GetUtcNow()), cancellation)).FirstOrDefault(document => document.AgencyId == agencyId && document.Key == key) is { } found
            ? TypedResults.Ok(found)
            : CommonRefusals.NotFound.ToProblem();

    private static async Task<List<PublicDocument>> ReadAsync(PinchangContext data, DateOnly today, CancellationToken cancellation)
    {
        var keys = DocumentTemplates.All.Where(template => template.IsPublic).Select(template => template.Key).ToArray();
        var documents = await data.Documents.IgnoreQueryFilters().AsNoTracking().Include(document => document.Versions)
            .Where(document => document.PublishedVersion != null && keys.Contains(document.TemplateKey)).OrderBy(document => document.Id).ToListAsync(cancellation);
        var agencies = await data.Agencies.AsNoTracking().ToDictionaryAsync(agency => agency.Id, agency => agency.Name, cancellation);
        return
        [
            .. documents.Where(document => document.StandingOn(today, 0) is DocumentStanding.InForce or DocumentStanding.Due)
                .Select(document => (Document: document, Template: DocumentTemplates.Find(document.TemplateKey)!, Version: document.Published!))
                .OrderBy(one => one.Template.Service).ThenBy(one => one.Template.Kind)
                .Select(one => new PublicDocument(
                    one.Document.AgencyId, agencies[one.Document.AgencyId], one.Template.Key, one.Template.Service, one.Template.Kind, one.Template.Title,
                    one.Version.Number, one.Version.ValidFrom, one.Version.Markdown)),
        ];
    }
}
