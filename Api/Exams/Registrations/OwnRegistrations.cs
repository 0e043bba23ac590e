using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Projects;

namespace Pinchang.Api.Exams.Registrations;

/// <summary>EX-4.3-info: the candidate's own registrations, form and ticket.</summary>
internal static class OwnRegistrations
{
    public static async Task<Ok<RegistrationSummary[]>> ListAsync(CurrentUser user, PinchangContext data, CancellationToken cancellation)
    {
        var rows = await data.Registrations.AsNoTracking().IgnoreQueryFilters()
            .Where(registration => registration.CandidateId == user.Id)
            .ToRows(data)
            .OrderByDescending(row => row.Registration.SubmittedAt)
            .ToListAsync(cancellation);
        return TypedResults.Ok(rows.Select(row => row.ToSummary()).ToArray());
    }

    /// <summary>For the candidate in full; for the project's reviewers and officers masked, who say why before they see a number (<c>POST /api/reveals</c>).</summary>
    public static async Task<Results<Ok<RegistrationDetails>, ProblemHttpResult>> GetAsync(
        Guid id, CurrentUser user, ExamAccess access, PinchangContext data, CandidateIdentities identities, Phones phones, TimeProvider time, CancellationToken cancellation)
    {
        var found = await data.Registrations.AsNoTracking().IgnoreQueryFilters()
            .Where(registration => registration.Id == id)
            .Select(registration => new { registration.CandidateId, registration.ProjectId })
            .SingleOrDefaultAsync(cancellation);
        if (found is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var isOwn = found.CandidateId == user.Id;
        string[] roles = isOwn ? [] : await access.RolesInAsync(found.ProjectId);
        return isOwn || roles.Contains(Roles.RegistrationReviewer) || roles.Contains(Roles.ExamOfficer)
            ? TypedResults.Ok(await data.ReadDetailsAsync(id, identities, phones, isOwn, time.GetUtcNow(), cancellation))
            : CommonRefusals.NotFound.ToProblem();
    }

    public static async Task<Ok<KeptForm>> FormAsync(
        CurrentUser user, PinchangContext data, CandidateIdentities identities, CancellationToken cancellation)
    {
        var phone = await data.Users.Where(row => row.Id == user.Id).Select(row => row.MaskedPhone).SingleAsync(cancellation);
        var kept = await data.KeptRegistrationForms.AsNoTracking().SingleOrDefaultAsync(kept => kept.CandidateId == user.Id, cancellation);
        var form = kept is null ? null : kept.Form with { IdentityNumber = identities.Open(kept.SealedIdentity).Text };
        return TypedResults.Ok(new KeptForm(form, phone ?? "", kept?.UpdatedAt));
    }

    /// <summary>EX-6.2: the card that the candidate prints.</summary>
    public static async Task<Results<Ok<AdmissionTicket>, ProblemHttpResult>> TicketAsync(
        Guid id, CurrentUser user, PinchangContext data, CandidateIdentities identities, CancellationToken cancellation)
    {
        var row = await data.Registrations.AsNoTracking().IgnoreQueryFilters()
            .Where(registration => registration.Id == id && registration.CandidateId == user.Id)
            .ToRows(data)
            .SingleOrDefaultAsync(cancellation);
        if (row is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var registration = row.Registration;
        if (registration.TicketNumber is not { } number)
        {
            return RegistrationRefusals.NoTicket.ToProblem();
        }

        var notice = (await data.FindNoticeInForceAsync(registration.ProjectId, cancellation))!;
        var identity = identities.Open(registration.SealedIdentity);
        return TypedResults.Ok(new AdmissionTicket
        {
            RegistrationId = id,
            TicketNumber = number,
            ExamTitle = row.ExamTitle,
            ClientName = notice.ClientName,
            CandidateName = registration.CandidateName,
            Sex = identity.IsMale ? "男" : "女",
            IdentityNumber = identity.Text,
            PositionCode = row.Registration.PositionCode,
            PositionName = row.Registration.PositionName,
            PhotoFileId = registration.PhotoFileId,
            IssuedAt = registration.TicketIssuedAt!.Value,
            ContactPhone = notice.Contents.ContactPhone,
        });
    }
}
