using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Documents;
using Pinchang.Contracts.Staff;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Documents;
using Pinchang.Domain.Staff;

namespace Pinchang.Api.Staff;

/// <summary>The newest signature of one person on one agreement.</summary>
internal sealed record NewestSignature(Guid UserId, string Key, int Version, DateTimeOffset At, string? Address, SignatureProof? Proof, byte[]? TextSha256);

/// <summary>An agency's agreements as they were read at once: their versions, and who signed which.</summary>
internal sealed class AgreementShelf(ILookup<string, AgreementVersion> versions, Dictionary<(Guid UserId, string Key), NewestSignature> signatures)
{
    public NewestSignature? SignatureOf(Guid userId, string key) => signatures.GetValueOrDefault((userId, key));

    public HeldAgreement[] Of(Guid userId) => [.. StaffAgreements.Keys.Select(key => Of(userId, key))];

    public HeldAgreement Of(Guid userId, string key) => new(key, [.. versions[key]], SignatureOf(userId, key)?.Version);
}

/// <summary>Reads where people stand with the agreements of their duties; texts stay where they are.</summary>
internal sealed class AgreementReader(PinchangContext data, TimeProvider time)
{
    /// <param name="only">One person; everybody of the agency when null.</param>
    public async Task<AgreementShelf> ReadAsync(Guid? agencyId, Guid? only, CancellationToken cancellation)
    {
        string[] keys = [.. StaffAgreements.Keys];
        var versions = await (
            from document in data.Documents.AsNoTracking().IgnoreQueryFilters()
            from version in document.Versions
            where document.AgencyId == agencyId && keys.Contains(document.TemplateKey) && (version.State == DocumentState.Published || version.State == DocumentState.Superseded)
            select new { document.TemplateKey, version.Number, version.ValidFrom, version.ReviewBy, version.ValidUntil, version.DecidedAt, version.WrittenAt }).ToListAsync(cancellation);
        var signed = await (
            from one in data.DocumentAcknowledgements.AsNoTracking().IgnoreQueryFilters()
            join document in data.Documents.IgnoreQueryFilters() on one.DocumentId equals document.Id
            where one.AgencyId == agencyId && (only == null || one.UserId == only) && keys.Contains(document.TemplateKey)
            select new NewestSignature(one.UserId, document.TemplateKey, one.Version, one.At, one.Address, one.Proof, one.TextSha256)).ToListAsync(cancellation);
        return new(
            versions.ToLookup(
                row => row.TemplateKey,
                row => new AgreementVersion(row.Number, row.ValidFrom, row.ReviewBy, row.ValidUntil, ChinaTime.DateOf(row.DecidedAt ?? row.WrittenAt))),
            signed.GroupBy(one => (one.UserId, one.Key)).ToDictionary(own => own.Key, own => own.MaxBy(one => one.Version)!));
    }

    /// <summary>What the roles ask for, and where the person stands with it today.</summary>
    public AgreementLine[] Lines(Guid userId, IReadOnlyCollection<string> roles, AgreementShelf shelf)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        Duty[] duties = [.. StaffRules.For(roles).Select(rule => rule.Duty)];
        return
        [
            .. StaffAgreements.For(roles).Select(key =>
            {
                var (template, standing, signature) = (DocumentTemplates.Find(key)!, shelf.Of(userId, key).StandingOn(today), shelf.SignatureOf(userId, key));
                return new AgreementLine(
                    key, template.Title, template.Clause, template.IsSigned, [.. StaffAgreements.All.Where(asked => asked.Key == key && duties.Contains(asked.Duty)).Select(asked => asked.Duty)],
                    standing.State, standing.Version, standing.SignBy, signature?.Version, signature?.At);
            }),
        ];
    }
}
