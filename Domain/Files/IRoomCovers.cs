namespace Pinchang.Domain.Files;

/// <summary>Who may see a picture because a live room shows it.</summary>
public interface IRoomCovers
{
    /// <summary>Whether some public room has it as its cover.</summary>
    Task<bool> IsPublicAsync(Guid fileId, CancellationToken cancellation);

    /// <summary>Whether some room of the employer has it as its cover.</summary>
    Task<bool> IsOfEmployerAsync(Guid fileId, Guid employerId, CancellationToken cancellation);
}
