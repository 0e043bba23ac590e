using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Exams.Registrations;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.Persons;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Ledger;

namespace Pinchang.Api.Persons;

/// <summary>
/// GB/T 35273: one value in full, to a role that needs it, for a reason. The line is kept with the answer, or there is no answer; whom it is
/// not for learns nothing of it.
/// </summary>
internal static class RevealData
{
    private const int LongestReason = 200;

    public static async Task<Results<Ok<RevealedValue>, ProblemHttpResult>> HandleAsync(
        Reveal body, CurrentUser user, PinchangContext data, Phones phones, CandidateIdentities identities, ExamAccess access, ILedger ledger,
        CancellationToken cancellation)
    {
        if ((WrittenText.Check(body.Reason, LongestReason, "reason", required: true) ?? WrittenText.CheckLeast(body.Reason, 2, "reason")) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var found = body.Thing switch
        {
            RevealedThing.Application => await OfApplicationAsync(body, user, data, cancellation),
            RevealedThing.ExamRegistration => await OfRegistrationAsync(body, data, identities, access, cancellation),
            RevealedThing.Employer => await OfEmployerAsync(body, user, data, cancellation),
            _ => null,
        };
        if (found is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var value = body.Part == RevealedPart.Phone
            ? phones.Open(await data.Users.Where(person => person.Id == found.PersonId).Select(person => person.SealedPhone).SingleAsync(cancellation))
            : found.Value;
        if (string.IsNullOrEmpty(value))
        {
            return PersonRefusals.NothingToReveal.ToProblem();
        }

        ledger.Write(new(LedgerKinds.DataRevealed, found.AgencyId, found.Subject, body.Id)
        {
            OrganisationId = found.OrganisationId,
            PersonId = found.PersonId,
            ServiceId = found.ServiceId,
            What = DataKindTexts.PartOf(body.Part),
            Reason = body.Reason,
        });
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new RevealedValue(value));
    }

    /// <summary>LH-5.1.4: the employer it was sent to, as long as the candidate leaves it there.</summary>
    private static async Task<Found?> OfApplicationAsync(Reveal body, CurrentUser user, PinchangContext data, CancellationToken cancellation) =>
        body.Part == RevealedPart.Phone && user.EmployerId is { } employerId && user.May(Access.ReadResumes)
            ? await data.Applications.Where(sent => sent.Id == body.Id && sent.EmployerId == employerId && sent.State != ApplicationState.Withdrawn)
                .Select(sent => new Found(sent.AgencyId, "application", sent.CandidateId, sent.EmployerId, sent.SessionId, null)).SingleOrDefaultAsync(cancellation)
            : null;

    private static async Task<Found?> OfRegistrationAsync(
        Reveal body, PinchangContext data, CandidateIdentities identities, ExamAccess access, CancellationToken cancellation)
    {
        var registration = await data.Registrations.AsNoTracking().SingleOrDefaultAsync(row => row.Id == body.Id, cancellation);
        if (registration is null || await access.RequireAsync(registration.ProjectId, Roles.RegistrationReviewer, Roles.ExamOfficer) is not null)
        {
            return null;
        }

        var value = body.Part switch
        {
            RevealedPart.IdentityNumber => identities.Open(registration.SealedIdentity).Text,
            RevealedPart.Email => registration.Form.Email,
            _ => null,
        };
        return new(registration.AgencyId, "exam-registration", registration.CandidateId, null, registration.ProjectId, value);
    }

    private static async Task<Found?> OfEmployerAsync(Reveal body, CurrentUser user, PinchangContext data, CancellationToken cancellation) =>
        body.Part == RevealedPart.Phone && user.May(Access.ReviewOrganisations)
            ? await data.Employers.Where(employer => employer.Id == body.Id && employer.AgencyId == user.AgencyId)
                .Select(employer => new Found(employer.AgencyId, "organisation", employer.AuthorId, employer.Id, null, null)).SingleOrDefaultAsync(cancellation)
            : null;

    private sealed record Found(Guid AgencyId, string Subject, Guid PersonId, Guid? OrganisationId, Guid? ServiceId, string? Value);
}
