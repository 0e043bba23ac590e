using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Projects;
using Pinchang.Domain;
using Pinchang.Domain.Exams.Registrations;

namespace Pinchang.Api.Exams.Registrations;

/// <summary>A registration with what stands around it.</summary>
internal sealed class RegistrationRow
{
    public required Registration Registration { get; init; }

    public required string ExamTitle { get; init; }

    public string? MaskedPhone { get; init; }

    public byte[]? SealedPhone { get; init; }

    public byte[]? PhoneKey { get; init; }

    public RegistrationSummary ToSummary() => new()
    {
        Id = Registration.Id,
        ProjectId = Registration.ProjectId,
        ExamTitle = ExamTitle,
        PositionId = Registration.PositionId,
        PositionCode = Registration.PositionCode,
        PositionName = Registration.PositionName,
        CandidateName = Registration.CandidateName,
        MaskedIdentity = Registration.MaskedIdentity,
        MaskedPhone = MaskedPhone ?? "",
        State = Registration.State,
        SubmittedAt = Registration.SubmittedAt,
        DecidedAt = Registration.DecidedAt,
        Reason = Registration.DecisionReason,
        SupplementDueAt = Registration.SupplementDueAt,
        TicketNumber = Registration.TicketNumber,
    };
}

internal static class RegistrationShapes
{
    public static IQueryable<RegistrationRow> ToRows(this IQueryable<Registration> registrations, PinchangContext data) =>
        from registration in registrations
        join project in data.ExamProjects on registration.ProjectId equals project.Id
        join notice in data.ExamNotices on new { project.Id, Version = project.NoticeVersion } equals new { Id = notice.ProjectId, notice.Version }
        join user in data.Users on registration.CandidateId equals user.Id
        select new RegistrationRow
        {
            Registration = registration,
            ExamTitle = notice.Title,
            MaskedPhone = user.MaskedPhone,
            SealedPhone = user.SealedPhone,
            PhoneKey = user.PhoneKey,
        };

    public static async Task<RegistrationSummary> ReadSummaryAsync(this PinchangContext data, Guid id, CancellationToken cancellation) =>
        (await data.Registrations.AsNoTracking().Where(registration => registration.Id == id).ToRows(data).SingleAsync(cancellation)).ToSummary();

    /// <summary>Reads one whole; the identity number, the phone and the address of mail in full only for whom they are.</summary>
    public static async Task<RegistrationDetails> ReadDetailsAsync(
        this PinchangContext data, Guid id, CandidateIdentities identities, Phones phones, bool isOwn, DateTimeOffset now, CancellationToken cancellation)
    {
        var row = await data.Registrations.AsNoTracking().IgnoreQueryFilters()
            .Where(registration => registration.Id == id)
            .ToRows(data)
            .SingleAsync(cancellation);
        var registration = row.Registration;
        var notice = (await data.FindNoticeInForceAsync(registration.ProjectId, cancellation))!;
        var identity = identities.Open(registration.SealedIdentity);
        return new()
        {
            Summary = row.ToSummary(),
            Form = isOwn
                ? registration.Form with { IdentityNumber = identity.Text }
                : registration.Form with { IdentityNumber = identity.Masked, Email = registration.Form.Email is { Length: > 0 } address ? Masking.Email(address) : null },
            Phone = (isOwn ? phones.Open(row.SealedPhone) : row.MaskedPhone) ?? "",
            CountyUnknown = !identity.IsOfKnownCounty,
            Sex = identity.IsMale ? "男" : "女",
            BornOn = isOwn ? identity.BornOn : null,
            Age = identity.AgeOn(ChinaTime.DateOf(notice.OpensAt)),
            Position = (notice.PositionOf(registration.PositionId)
                ?? (await data.ExamNotices.AsNoTracking().IgnoreQueryFilters()
                    .SingleAsync(read => read.ProjectId == registration.ProjectId && read.Version == registration.NoticeVersion, cancellation))
                    .PositionOf(registration.PositionId)!).Content,
            Acknowledgement = new(
                registration.NoticeVersion,
                registration.NoticeReadAt,
                registration.PledgeVersion,
                registration.PledgeSignedAt,
                await data.ReadSignedNameAsync(registration, cancellation)),
            Steps = await data.Set<RegistrationEvent>().AsNoTracking()
                .Where(step => step.RegistrationId == id)
                .OrderBy(step => step.Number)
                .Select(step => new RegistrationStep(step.Kind, step.At, step.Text))
                .ToArrayAsync(cancellation),
            Revision = registration.Revision,
            CanChange = registration.WhyNotChangeable(notice.ClosesAt, now) is null,
            CanWithdraw = registration.State is not (RegistrationState.Approved or RegistrationState.Withdrawn),
            RegistrationClosesAt = notice.ClosesAt,
            UndoUntil = registration.CanBeUndone(now) ? registration.ToldAt : null,
        };
    }

    private static Task<string> ReadSignedNameAsync(this PinchangContext data, Registration registration, CancellationToken cancellation) =>
        data.Acknowledgements.AsNoTracking()
            .Where(given => given.ProjectId == registration.ProjectId
                && given.CandidateId == registration.CandidateId
                && given.NoticeVersion == registration.NoticeVersion
                && given.PledgeVersion == registration.PledgeVersion
                && given.PledgeSignedAt == registration.PledgeSignedAt)
            .Select(given => given.SignedName)
            .SingleAsync(cancellation);
}
