using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Data.Exams.Projects;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Exams.Registrations;

namespace Pinchang.Api.Exams.Registrations;

internal static class Circumstances
{
    /// <summary>
    /// What holds for a candidate and an identity number in an exam, and nobody can change it until the transaction ends: one account
    /// and one number at a time.
    /// </summary>
    public static async Task<RegisterCircumstances> TakeCircumstancesAsync(
        this PinchangContext data, Guid projectId, Guid candidateId, SealedIdentity? identity, Guid? photoFileId, CancellationToken cancellation)
    {
        await data.LockAsync($"exam {projectId} {candidateId}", cancellation);
        if (identity is not null)
        {
            await data.LockAsync($"exam {projectId} {Convert.ToHexString(identity.Key)}", cancellation);
        }

        var registered = data.Registrations.IgnoreQueryFilters()
            .Where(registration => registration.ProjectId == projectId && registration.State != RegistrationState.Withdrawn);
        var key = identity?.Key;
        var notice = await data.FindNoticeInForceAsync(projectId, cancellation);
        var agencyId = notice?.AgencyId;
        return new()
        {
            Notice = notice,
            Acknowledgement = await data.FindAcknowledgementAsync(projectId, candidateId, cancellation),
            OwnPosition = await registered.Where(registration => registration.CandidateId == candidateId)
                .Select(registration => registration.PositionName)
                .SingleOrDefaultAsync(cancellation),
            IdentityHeldByAnother = key is not null
                && await registered.AnyAsync(registration => registration.IdentityKey == key && registration.CandidateId != candidateId, cancellation),
            // The bank is the agency's: who sets papers, or may have them set, knows the answers from which any of its exams is drawn.
            IsStaff = await data.Memberships.IgnoreQueryFilters().AnyAsync(
                held => held.UserId == candidateId
                    && ((held.Scope == MembershipScope.Project && held.ScopeId == projectId)
                        || (held.AgencyId == agencyId && (held.Role == Roles.PaperSetter || held.Role == Roles.ExamOfficer))),
                cancellation),
            HasPhoto = photoFileId is { } photo
                && await data.Files.AnyAsync(file => file.Id == photo && file.OwnerId == candidateId && file.Kind == FileKind.ExamPhoto, cancellation),
        };
    }
}
