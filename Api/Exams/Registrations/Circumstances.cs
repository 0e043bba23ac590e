using Microsoft.EntityFrameworkCore;
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
        return new()
        {
            Notice = await data.FindNoticeInForceAsync(projectId, cancellation),
            Acknowledgement = await data.FindAcknowledgementAsync(projectId, candidateId, cancellation),
            OwnPosition = await registered.Where(registration => registration.CandidateId == candidateId)
                .Select(registration => registration.PositionName)
                .SingleOrDefaultAsync(cancellation),
            IdentityHeldByAnother = key is not null
                && await registered.AnyAsync(registration => registration.IdentityKey == key && registration.CandidateId != candidateId, cancellation),
            IsStaff = await data.Memberships.AnyAsync(
                held => held.UserId == candidateId && held.Scope == MembershipScope.Project && held.ScopeId == projectId, cancellation),
            HasPhoto = photoFileId is { } photo
                && await data.Files.AnyAsync(file => file.Id == photo && file.OwnerId == candidateId && file.Kind == FileKind.ExamPhoto, cancellation),
        };
    }
}
