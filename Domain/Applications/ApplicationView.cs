namespace Pinchang.Domain.Applications;

public enum ViewedPart
{
    Application,
    Attachment,
}

/// <summary>LH-5.1.4: who of the employer looked at what, and when. Only ever added.</summary>
public sealed class ApplicationView : IOwnedByAgency
{
    private ApplicationView()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public Guid ApplicationId { get; private set; }

    public Guid MemberId { get; private set; }

    public ViewedPart Part { get; private set; }

    public DateTimeOffset ViewedAt { get; private set; }

    public static ApplicationView Of(JobApplication application, Guid memberId, ViewedPart part, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        AgencyId = application.AgencyId,
        ApplicationId = application.Id,
        MemberId = memberId,
        Part = part,
        ViewedAt = now,
    };
}
