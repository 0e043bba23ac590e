using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Documents;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Documents;

namespace Pinchang.Api.Documents;

/// <summary>Where the documents of an agency stand, by rule 1 of the standards.</summary>
internal sealed class DocumentDesk(PinchangContext data, CurrentUser user, TimeProvider time)
{
    public DateOnly Today => ChinaTime.DateOf(time.GetUtcNow());

    public Task<ManagedDocument?> FindAsync(Guid agencyId, string key, CancellationToken cancellation) =>
        data.Documents.Include(document => document.Versions).SingleOrDefaultAsync(document => document.AgencyId == agencyId && document.TemplateKey == key, cancellation);

    public async Task<RequiredDocument[]> ListAsync(Guid agencyId, CancellationToken cancellation)
    {
        var documents = await data.Documents.AsNoTracking().Include(document => document.Versions).Where(document => document.AgencyId == agencyId)
            .OrderBy(document => document.Id).ToListAsync(cancellation);
        var members = await MembersAsync(agencyId, cancellation);
        var acknowledged = await AcknowledgedAsync(documents, cancellation);
        return [.. DocumentTemplates.All.Select(template => Shape(template, documents.Find(document => document.TemplateKey == template.Key), members, acknowledged))];
    }

    public async Task<DocumentDetails> ReadAsync(DocumentTemplate template, ManagedDocument? document, Guid agencyId, CancellationToken cancellation)
    {
        var members = await MembersAsync(agencyId, cancellation);
        var acknowledged = await AcknowledgedAsync(document is null ? [] : [document], cancellation);
        var summary = Shape(template, document, members, acknowledged);
        var open = document is null ? [] : BoundBy(template, members).Where(person => !acknowledged.Contains((document.Id, document.PublishedVersion ?? 0, person))).ToArray();
        var versions = document?.Versions ?? [];
        var names = await data.NamesAsync([.. versions.SelectMany(version => new[] { version.AuthorId, version.DecidedBy }), .. open.Select(id => (Guid?)id), document?.OwnerId], cancellation);
        var newest = document?.Newest;
        return new()
        {
            Summary = summary,
            Markdown = newest?.Markdown ?? template.Markdown,
            Sections = template.Sections,
            Gaps = DocumentText.GapsOf(newest?.Markdown ?? template.Markdown, template.Sections),
            Owner = document is null ? null : names.GetValueOrDefault(document.OwnerId),
            MayDecide = user.May(Access.ManageDocuments) && newest is { State: DocumentState.Submitted } && newest.AuthorId != user.IdOrNull,
            Unacknowledged = [.. open.Select(id => names.GetValueOrDefault(id) ?? "").Order(StringComparer.Ordinal)],
            Changes = document?.Published is { } published && newest is not null && newest != published ? DocumentText.Compare(published.Markdown, newest.Markdown) : [],
            Versions =
            [
                .. versions.OrderByDescending(version => version.Number).Select(version => new DocumentVersionSummary(
                    version.Number, version.State, names.GetValueOrDefault(version.AuthorId) ?? "", version.WrittenAt,
                    version.DecidedBy is { } by ? names.GetValueOrDefault(by) : null, version.DecidedAt, version.DecisionReason, version.ValidFrom, version.ReviewBy, version.ValidUntil)),
            ],
        };
    }

    public async Task<Guid[]> BoundAsync(DocumentTemplate template, Guid agencyId, CancellationToken cancellation) => [.. BoundBy(template, await MembersAsync(agencyId, cancellation))];

    private RequiredDocument Shape(DocumentTemplate template, ManagedDocument? document, List<(Guid UserId, string Role)> members, HashSet<(Guid, int, Guid)> acknowledged)
    {
        Guid[] bound = [.. BoundBy(template, members)];
        bool Has(Guid person) => document?.PublishedVersion is { } version && acknowledged.Contains((document.Id, version, person));
        var done = bound.Count(Has);
        return new()
        {
            Key = template.Key,
            Service = template.Service,
            Kind = template.Kind,
            Title = template.Title,
            Clause = template.Clause,
            Standing = document?.StandingOn(Today, bound.Length - done) ?? DocumentStanding.Missing,
            Version = document?.PublishedVersion,
            ReviewBy = document?.ReviewBy,
            Newer = document is not null && document.NewestVersion != document.PublishedVersion ? document.Newest?.State : null,
            Bound = bound.Length,
            Acknowledged = done,
            IsMine = document?.PublishedVersion is not null && user.IdOrNull is { } me && bound.Contains(me) && !Has(me),
        };
    }

    private static IEnumerable<Guid> BoundBy(DocumentTemplate template, List<(Guid UserId, string Role)> members) =>
        members.Where(member => template.Bound.Contains(member.Role)).Select(member => member.UserId).Distinct();

    private async Task<List<(Guid UserId, string Role)>> MembersAsync(Guid agencyId, CancellationToken cancellation)
    {
        var members = await data.Memberships.AsNoTracking().Where(member => member.AgencyId == agencyId)
            .Select(member => new { member.UserId, member.Role }).Distinct().ToListAsync(cancellation);
        return [.. members.Select(member => (member.UserId, member.Role))];
    }

    private async Task<HashSet<(Guid, int, Guid)>> AcknowledgedAsync(List<ManagedDocument> documents, CancellationToken cancellation)
    {
        Guid[] ids = [.. documents.Select(document => document.Id)];
        var rows = await data.DocumentAcknowledgements.AsNoTracking().Where(one => ids.Contains(one.DocumentId)).ToListAsync(cancellation);
        return [.. rows.Select(one => (one.DocumentId, one.Version, one.UserId))];
    }
}
