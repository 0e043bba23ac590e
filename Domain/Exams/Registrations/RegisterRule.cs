using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Projects;

namespace Pinchang.Domain.Exams.Registrations;

/// <summary>EX-4.3-reg, EX-6.1: when somebody may register for a position.</summary>
public static class RegisterRule
{
    /// <summary>For the first time.</summary>
    public static Refusal? Check(Guid positionId, RegistrationForm form, RegisterCircumstances circumstances, DateTimeOffset now)
    {
        if (circumstances.Notice is not { } notice)
        {
            return RegistrationRefusals.NotPublished;
        }

        return WhyNotOpen(notice, now)
            ?? FormContent.Check(form, now)
            ?? Acknowledgement.WhyNotEnough(circumstances.Acknowledgement, notice, form.Name)
            ?? (circumstances.IsStaff ? RegistrationRefusals.OwnProject : null)
            ?? (circumstances.OwnPosition is { } position ? RegistrationRefusals.Duplicate.With(position) : null)
            ?? CheckRequirements(positionId, form, circumstances, now);
    }

    public static Refusal? WhyNotOpen(ExamNotice notice, DateTimeOffset now) => notice.PhaseAt(now) switch
    {
        RegistrationPhase.Open => null,
        RegistrationPhase.Upcoming => RegistrationRefusals.NotYetOpen.With(ChinaTime.Text(notice.OpensAt)),
        _ => RegistrationRefusals.Closed.With(ChinaTime.Text(notice.ClosesAt)),
    };

    /// <summary>What a machine can judge of the position's requirements, and that nobody else holds the identity in this project.</summary>
    public static Refusal? CheckRequirements(Guid positionId, RegistrationForm form, RegisterCircumstances circumstances, DateTimeOffset now)
    {
        var notice = circumstances.Notice!;
        if (notice.PositionOf(positionId)?.Content is not { } position)
        {
            return RegistrationRefusals.PositionUnknown.On("positionId");
        }

        if (!circumstances.HasPhoto)
        {
            return RegistrationRefusals.PhotoMissing.On("photoFileId");
        }

        if (circumstances.IdentityHeldByAnother)
        {
            return RegistrationRefusals.IdentityTaken.On("identityNumber");
        }

        if (form.Education < position.Education)
        {
            return RegistrationRefusals.EducationTooLow.With(EducationNames.Of(position.Education)).On("education");
        }

        var age = IdentityNumber.Parse(form.IdentityNumber, ChinaTime.DateOf(now))!.AgeOn(ChinaTime.DateOf(notice.OpensAt));
        return age > position.MaxAge
            ? RegistrationRefusals.TooOld
                .With(position.MaxAge.Value.ToString(CultureInfo.InvariantCulture), age.ToString(CultureInfo.InvariantCulture)).On("identityNumber")
            : null;
    }
}

/// <summary>What holds at the moment somebody registers.</summary>
public sealed record RegisterCircumstances
{
    /// <summary>The notice in force.</summary>
    public ExamNotice? Notice { get; init; }

    /// <summary>The newest that the candidate gave.</summary>
    public Acknowledgement? Acknowledgement { get; init; }

    /// <summary>The position for which this account registered already.</summary>
    public string? OwnPosition { get; init; }

    /// <summary>Whether another account registered with the same identity number.</summary>
    public bool IdentityHeldByAnother { get; init; }

    /// <summary>Whether the form's photo is a photo that the candidate uploaded.</summary>
    public bool HasPhoto { get; init; }

    /// <summary>Whether the candidate works in this project.</summary>
    public bool IsStaff { get; init; }
}
