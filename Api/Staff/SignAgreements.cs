using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Api.Documents;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Documents;
using Pinchang.Contracts.Staff;
using Pinchang.Data;
using Pinchang.Domain.Documents;
using Pinchang.Domain.Staff;

namespace Pinchang.Api.Staff;

/// <summary>Whom an agreement binds reads it and signs it in the product: with the hash of its text, the time, the address, and the password again (EX-7.4-secrecy).</summary>
internal static class SignAgreements
{
    public static async Task<Results<Ok<AgreementText>, ProblemHttpResult>> ReadAsync(
        string key, CurrentUser user, PinchangContext data, DocumentDesk desk, CancellationToken cancellation, int? version = null) =>
        user.AgencyId is { } agencyId && await FindAsync(key, agencyId, desk, cancellation) is var (template, document)
            && await MayReadAsync(template, document, version, user.Id, data, desk, cancellation)
            && await ShapeAsync(template, document, version ?? document.PublishedVersion, user.Id, data, cancellation) is { } text
            ? TypedResults.Ok(text)
            : CommonRefusals.NotFound.ToProblem();

    /// <summary>For the office: what somebody signed, as it was signed.</summary>
    public static async Task<Results<Ok<AgreementText>, ProblemHttpResult>> ReadOfAsync(
        Guid userId, string key, int version, CurrentUser user, PinchangContext data, DocumentDesk desk, CancellationToken cancellation) =>
        await FindAsync(key, user.AgencyId!.Value, desk, cancellation) is var (template, document)
            && await ShapeAsync(template, document, version, userId, data, cancellation) is { Signature: not null } text
            ? TypedResults.Ok(text)
            : CommonRefusals.NotFound.ToProblem();

    public static async Task<Results<Ok<AgreementText>, ProblemHttpResult>> HandleAsync(
        string key,
        int version,
        SignAgreement body,
        HttpContext http,
        CurrentUser user,
        PinchangContext data,
        DocumentDesk desk,
        ProofOfSelf proofs,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (user.AgencyId is not { } agencyId || await FindAsync(key, agencyId, desk, cancellation) is not var (template, document) || !template.IsSigned)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        if (!(await desk.BoundAsync(template, agencyId, cancellation)).Contains(user.Id))
        {
            return DocumentRefusals.NotBound.ToProblem();
        }

        if (!body.Read)
        {
            return StaffRefusals.NotRead.On("read").ToProblem();
        }

        var hash = document.Published is { } published && published.Number == version ? DocumentText.HashOf(published.Markdown) : null;
        if (hash is null || !string.Equals(Convert.ToHexStringLower(hash), body.TextSha256, StringComparison.OrdinalIgnoreCase))
        {
            return StaffRefusals.OtherText.ToProblem();
        }

        // Outside of any transaction: a wrong guess is counted even though nothing comes of it.
        var proof = await proofs.ShowAsync(user.Id, body.Password, body.Code);
        if (!proof.IsAccepted)
        {
            return proof.Refusal.ToProblem();
        }

        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        await data.LockAsync($"acknowledgement {document.Id} {user.Id}", cancellation);
        if (!await data.DocumentAcknowledgements.AnyAsync(one => one.DocumentId == document.Id && one.Version == version && one.UserId == user.Id, cancellation))
        {
            data.DocumentAcknowledgements.Add(new()
            {
                DocumentId = document.Id,
                Version = version,
                UserId = user.Id,
                AgencyId = agencyId,
                At = time.GetUtcNow(),
                TextSha256 = hash,
                Address = Caller.Of(http).Address,
                Proof = proof.Value.Proof,
            });
            await data.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok((await ShapeAsync(template, document, version, user.Id, data, cancellation))!);
    }

    private static async Task<(DocumentTemplate Template, ManagedDocument Document)?> FindAsync(string key, Guid agencyId, DocumentDesk desk, CancellationToken cancellation) =>
        StaffAgreements.Keys.Contains(key) && DocumentTemplates.Find(key) is { } template && await desk.FindAsync(agencyId, key, cancellation) is { PublishedVersion: not null } document
            ? (template, document)
            : null;

    /// <summary>What binds today is read by those it binds; an older version only by who signed it.</summary>
    private static async Task<bool> MayReadAsync(
        DocumentTemplate template, ManagedDocument document, int? version, Guid userId, PinchangContext data, DocumentDesk desk, CancellationToken cancellation) =>
        ((version ?? document.PublishedVersion) == document.PublishedVersion && (await desk.BoundAsync(template, document.AgencyId, cancellation)).Contains(userId))
        || await data.DocumentAcknowledgements.AnyAsync(one => one.DocumentId == document.Id && one.UserId == userId && (version == null || one.Version == version), cancellation);

    private static async Task<AgreementText?> ShapeAsync(
        DocumentTemplate template, ManagedDocument document, int? number, Guid userId, PinchangContext data, CancellationToken cancellation)
    {
        if (document.Versions.SingleOrDefault(version => version.Number == number && version.State is DocumentState.Published or DocumentState.Superseded) is not { } shown)
        {
            return null;
        }

        var signature = await (
            from one in data.DocumentAcknowledgements.AsNoTracking()
            join person in data.Users on one.UserId equals person.Id
            where one.DocumentId == document.Id && one.Version == shown.Number && one.UserId == userId
            select new { person.DisplayName, one.At, one.Address, one.Proof, one.TextSha256 }).SingleOrDefaultAsync(cancellation);
        return new()
        {
            Key = template.Key,
            Title = template.Title,
            Clause = template.Clause,
            Agency = await data.Agencies.Where(agency => agency.Id == document.AgencyId).Select(agency => agency.Name).SingleAsync(cancellation),
            Version = shown.Number,
            ValidFrom = shown.ValidFrom,
            Markdown = shown.Markdown,
            TextSha256 = Convert.ToHexStringLower(DocumentText.HashOf(shown.Markdown)),
            IsSigned = template.IsSigned,
            Signature = signature is null
                ? null
                : new(signature.DisplayName, signature.At, signature.Address, signature.Proof, signature.TextSha256 is { } hash ? Convert.ToHexStringLower(hash) : null),
        };
    }
}
