using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Invigilation;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Applications;
using Pinchang.Domain.Exams.Invigilation;
using Pinchang.Domain.Files;

namespace Pinchang.Api.Files;

/// <summary>Why somebody may read a file.</summary>
internal enum FileReader
{
    Everybody,
    Owner,
    Employer,
    Reviewer,
    Invigilator,

    /// <summary>Works in the exam for which the photo was sent.</summary>
    ExamStaff,
}

/// <summary>Whom a file concerns; nobody else learns that it is there.</summary>
internal sealed class FileReaders(CurrentUser user, PinchangContext data, IRoomCovers covers, EvidenceLog evidence, TimeProvider time)
{
    public async Task<FileReader?> FindAsync(UploadedFile file, CancellationToken cancellation)
    {
        if (file.Kind == FileKind.Cover && await covers.IsPublicAsync(file.Id, cancellation))
        {
            return FileReader.Everybody;
        }

        if (file.Kind == FileKind.Licence && await IsPublishedLicenceAsync(file.Id, cancellation))
        {
            return FileReader.Everybody;
        }

        if (user.IdOrNull == file.OwnerId)
        {
            return FileReader.Owner;
        }

        return file.Kind switch
        {
            FileKind.Cover => user.EmployerId is { } employerId && await covers.IsOfEmployerAsync(file.Id, employerId, cancellation) ? FileReader.Employer : null,
            FileKind.Licence => await FindLicenceReaderAsync(file, cancellation),
            FileKind.ExamPhoto => await IsOfStaffsExamAsync(file, cancellation) ? FileReader.ExamStaff : null,
            FileKind.Resume => await FindResumeReaderAsync(file, cancellation),
            FileKind.ExamIdentity => await FindInvigilatorAsync(file, cancellation),
            _ => null,
        };
    }

    /// <summary>Whoever lets the candidate into the exam for which the photo was taken; and it is logged who looked.</summary>
    private async Task<FileReader?> FindInvigilatorAsync(UploadedFile file, CancellationToken cancellation)
    {
        if (user.IdOrNull is not { } userId || !user.May(Access.Invigilate))
        {
            return null;
        }

        var projects = data.ProjectRoles(userId, user.AgencyId)
            .Where(membership => membership.Role == Roles.Invigilator || membership.Role == Roles.ExamOfficer)
            .Select(membership => membership.ScopeId);
        var sessions = await data.ExamSessions.AsNoTracking()
            .Where(session => session.CandidateId == file.OwnerId && projects.Contains(session.ProjectId))
            .Select(session => new { session.Id, session.Standing })
            .ToListAsync(cancellation);
        if (sessions.Find(session => session.Standing.DocumentFileId == file.Id || session.Standing.FaceFileId == file.Id) is not { } shown)
        {
            return null;
        }

        await evidence.LookedAsync(shown.Id, userId, EvidencePart.Identity, file.Id, time.GetUtcNow(), cancellation);
        return FileReader.Invigilator;
    }

    /// <summary>LH-4.2: an agency's own that holds today.</summary>
    private Task<bool> IsPublishedLicenceAsync(Guid fileId, CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        return data.Licences.IgnoreQueryFilters().AnyAsync(
            licence => licence.FileId == fileId && licence.EmployerId == null && licence.State == LicenceState.Approved
                && licence.ValidFrom <= today && !(licence.ValidUntil < today),
            cancellation);
    }

    private async Task<FileReader?> FindLicenceReaderAsync(UploadedFile file, CancellationToken cancellation)
    {
        var employers = data.Employers.Where(employer => employer.LicenceFileId == file.Id);
        if (user.EmployerId is { } employerId && await employers.AnyAsync(employer => employer.Id == employerId, cancellation))
        {
            return FileReader.Employer;
        }

        if (user.May(Access.ReviewOrganisations) && await data.Licences.AnyAsync(licence => licence.FileId == file.Id && licence.AgencyId == user.AgencyId, cancellation))
        {
            return FileReader.Reviewer;
        }

        if (user.May(Access.CheckStaff) && await data.StaffQualifications.AnyAsync(held => held.FileId == file.Id && held.AgencyId == user.AgencyId, cancellation))
        {
            return FileReader.Reviewer;
        }

        if (user.EmployerId is { } holder && await data.Licences.AnyAsync(licence => licence.FileId == file.Id && licence.EmployerId == holder, cancellation))
        {
            return FileReader.Employer;
        }

        return user.May(Access.ReviewOrganisations) && await employers.AnyAsync(employer => employer.AgencyId == user.AgencyId, cancellation)
            ? FileReader.Reviewer
            : null;
    }

    /// <summary>Officers, reviewers and invigilators compare the photo with the person; markers never see it.</summary>
    private async Task<bool> IsOfStaffsExamAsync(UploadedFile file, CancellationToken cancellation)
    {
        string[] comparing = [Roles.ExamOfficer, Roles.RegistrationReviewer, Roles.Invigilator];
        if (user.IdOrNull is not { } userId || !comparing.Any(user.Is))
        {
            return false;
        }

        var projects = data.ProjectRoles(userId, user.AgencyId).Where(held => comparing.Contains(held.Role)).Select(held => held.ScopeId);
        return await data.Registrations.AnyAsync(
            registration => registration.PhotoFileId == file.Id && projects.Contains(registration.ProjectId), cancellation);
    }

    /// <summary>LH-5.1.4: the employers it was sent to, as long as the candidate leaves it with them; and it is logged who looked.</summary>
    private async Task<FileReader?> FindResumeReaderAsync(UploadedFile file, CancellationToken cancellation)
    {
        if (user.EmployerId is not { } employerId || !user.May(Access.ReadResumes))
        {
            return null;
        }

        var application = await data.Applications.AsNoTracking()
            .Where(application => application.AttachmentId == file.Id && application.EmployerId == employerId && application.State != ApplicationState.Withdrawn)
            .OrderByDescending(application => application.AppliedAt)
            .FirstOrDefaultAsync(cancellation);
        if (application is null)
        {
            return null;
        }

        data.ApplicationViews.Add(ApplicationView.Of(application, user.Id, ViewedPart.Attachment, time.GetUtcNow()));
        await data.SaveChangesAsync(cancellation);
        return FileReader.Employer;
    }
}
