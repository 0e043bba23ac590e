using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Projects;

namespace Pinchang.Domain.Exams.Registrations;

/// <summary>EX-6.1: that a candidate read a version of the notice and signed a version of the integrity pledge, and when.</summary>
public sealed class Acknowledgement
{
    private Acknowledgement()
    {
    }

    public Guid ProjectId { get; private set; }

    public Guid CandidateId { get; private set; }

    public int NoticeVersion { get; private set; }

    public int PledgeVersion { get; private set; }

    public DateTimeOffset NoticeReadAt { get; private set; }

    public DateTimeOffset PledgeSignedAt { get; private set; }

    public string SignedName { get; private set; } = "";

    public static Outcome<Acknowledgement> Sign(ExamNotice notice, Guid candidateId, Acknowledge command, DateTimeOffset now)
    {
        if (!command.NoticeRead)
        {
            return RegistrationRefusals.NoticeUnread.On("noticeRead");
        }

        if (command.NoticeVersion != notice.Version)
        {
            return RegistrationRefusals.NoticeChanged;
        }

        if (command.PledgeVersion != PledgeText.Current.Version)
        {
            return RegistrationRefusals.PledgeUnsigned.On("pledgeVersion");
        }

        if (WrittenText.Check(command.SignedName, 50, "signedName", required: true) is { } refusal)
        {
            return refusal;
        }

        return new Acknowledgement
        {
            ProjectId = notice.ProjectId,
            CandidateId = candidateId,
            NoticeVersion = notice.Version,
            PledgeVersion = PledgeText.Current.Version,
            NoticeReadAt = now,
            PledgeSignedAt = now,
            SignedName = command.SignedName.Trim(),
        };
    }

    /// <summary>Why a registration cannot rest on it, or null.</summary>
    public static Refusal? WhyNotEnough(Acknowledgement? given, ExamNotice notice, string candidateName)
    {
        if (given is null)
        {
            return RegistrationRefusals.NoticeUnread;
        }

        if (given.NoticeVersion != notice.Version)
        {
            return RegistrationRefusals.NoticeChanged;
        }

        if (given.PledgeVersion != PledgeText.Current.Version)
        {
            return RegistrationRefusals.PledgeUnsigned;
        }

        return given.SignedName == candidateName.Trim() ? null : RegistrationRefusals.PledgeOfAnother.With(given.SignedName).On("name");
    }
}
