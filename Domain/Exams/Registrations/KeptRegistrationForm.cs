using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Registrations;

/// <summary>What a candidate entered once and need not enter again (EX-4.3-acct). What was sent is a copy and does not follow it.</summary>
public sealed class KeptRegistrationForm
{
    private KeptRegistrationForm()
    {
    }

    public Guid CandidateId { get; private set; }

    /// <summary>Without the identity number.</summary>
    public RegistrationForm Form { get; private set; } = null!;

    public byte[] SealedIdentity { get; private set; } = [];

    public Guid? PhotoFileId { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public static KeptRegistrationForm Begin(Guid candidateId) => new() { CandidateId = candidateId };

    public void Keep(RegistrationForm form, byte[] sealedIdentity, DateTimeOffset now)
    {
        Form = FormContent.Tidy(form);
        SealedIdentity = sealedIdentity;
        PhotoFileId = form.PhotoFileId;
        UpdatedAt = now;
    }
}
