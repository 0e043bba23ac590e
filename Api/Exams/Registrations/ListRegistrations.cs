using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Exams.Registrations;

/// <summary>EX-4.4: a project's registrations, masked, by state, position, name, phone, identity or ticket number.</summary>
internal static class ListRegistrations
{
    public static async Task<Results<Ok<Page<RegistrationSummary>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ExamAccess access,
        PinchangContext data,
        CandidateIdentities identities,
        Phones phones,
        QueryEnum<RegistrationState>? state = null,
        Guid? positionId = null,
        string? q = null,
        int page = 1,
        CancellationToken cancellation = default)
    {
        if (await access.RequireAsync(id, Roles.ExamOfficer, Roles.RegistrationReviewer) is { } forbidden)
        {
            return forbidden.ToProblem();
        }

        var found = await data.FindRegistrations(id, identities, phones, state?.Value, positionId, q)
            .OrderByDescending(row => row.Registration.SubmittedAt).ThenBy(row => row.Registration.Id)
            .ToPageAsync(page, cancellation);
        return TypedResults.Ok(found.Map(row => row.ToSummary()));
    }

    public static IQueryable<RegistrationRow> FindRegistrations(
        this PinchangContext data, Guid projectId, CandidateIdentities identities, Phones phones, RegistrationState? state, Guid? positionId, string? query)
    {
        var text = query?.Trim();
        var identity = identities.FindKey(text);
        var phone = PhoneNumber.Parse(text) is { } number ? phones.KeyOf(number) : null;
        return data.Registrations.AsNoTracking()
            .Where(registration => registration.ProjectId == projectId)
            .Where(registration => state == null || registration.State == state)
            .Where(registration => positionId == null || registration.PositionId == positionId)
            .ToRows(data)
            .Where(row => string.IsNullOrEmpty(text)
                || row.Registration.CandidateName.Contains(text)
                || row.Registration.TicketNumber == text
                || (identity != null && row.Registration.IdentityKey == identity)
                || (phone != null && row.PhoneKey == phone));
    }
}
