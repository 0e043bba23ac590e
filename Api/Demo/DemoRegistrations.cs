using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Registrations;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Domain.Exams.Projects;
using Pinchang.Domain.Exams.Registrations;
using Pinchang.Domain.Files;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Demo;

/// <summary>From a published notice to a ticket, as candidates and the office would do it at that time.</summary>
internal sealed class DemoRegistrations(PinchangContext data, DemoPeople people, CandidateIdentities identities, IFileStore files)
{
    public async Task<ExamNotice> OpenAsync(ExamProject project, Employer client, Guid officerId, DateTimeOffset at, CancellationToken cancellation)
    {
        var positions = await data.Positions.Where(position => position.ProjectId == project.Id).OrderBy(position => position.Code).ToListAsync(cancellation);
        var notice = DemoPeople.Accepted(ExamNotice.Publish(new(project, client.Name, DemoTexts.Agency, positions), null, new(null), officerId, at));
        data.ExamNotices.Add(notice);
        project.PublishedAs(notice);
        await data.SaveChangesAsync(cancellation);
        return notice;
    }

    /// <summary>With a photo and a signed pledge; the form is kept for the next time.</summary>
    public async Task<Registration> RegisterAsync(
        Guid candidateId, string positionCode, RegistrationForm form, string portrait, ExamNotice notice, DateTimeOffset at, CancellationToken cancellation)
    {
        form = form with { PhotoFileId = await PhotoAsync(candidateId, portrait, at, cancellation) };
        var given = DemoPeople.Accepted(Acknowledgement.Sign(notice, candidateId, new(notice.Version, true, PledgeText.Current.Version, form.Name), at));
        var position = notice.Contents.Positions.Single(position => position.Content.Code == positionCode);
        var identity = identities.Seal(form.IdentityNumber)!;
        var registration = DemoPeople.Accepted(Registration.Submit(
            new(people.NewId(), candidateId, identity),
            new(notice.ProjectId, position.Id, form),
            new() { Notice = notice, Acknowledgement = given, HasPhoto = true },
            at));
        var kept = await data.KeptRegistrationForms.FindAsync([candidateId], cancellation);
        if (kept is null)
        {
            data.KeptRegistrationForms.Add(kept = KeptRegistrationForm.Begin(candidateId));
        }

        kept.Keep(form, identity.Sealed, at);
        data.Acknowledgements.Add(given);
        data.Registrations.Add(registration);
        return registration;
    }

    public static void Admit(Registration registration, ExamProject project, Guid reviewerId, Guid officerId, DateTimeOffset at)
    {
        DemoPeople.Accepted(registration.Decide(new(ReviewVerdict.Pass, null, registration.Revision, TellNow: true), reviewerId, at));
        DemoPeople.Accepted(registration.IssueTicket(project, officerId, at.AddMinutes(1)));
    }

    private async Task<Guid> PhotoAsync(Guid candidateId, string portrait, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var picture = typeof(DemoRegistrations).Assembly.GetManifestResourceStream($"Pinchang.Api.Demo.{portrait}")!;
        await using var incoming = await files.ReceiveAsync(picture, FileLimits.Of(FileKind.ExamPhoto).Bytes, cancellation);
        var file = DemoPeople.Accepted(UploadedFile.Receive(new(people.NewId(), FileKind.ExamPhoto, candidateId, people.NewId(), "证件照.jpg"), incoming.Content, at));
        data.Files.Add(file);
        await data.SaveChangesAsync(cancellation);
        await incoming.KeepAsync(file.Location, cancellation);
        return file.Id;
    }
}
