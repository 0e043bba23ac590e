namespace Pinchang.Domain.Accounts;

/// <summary>A command that was done, with its answer, so that the same key gets the same answer again (kept seven days).</summary>
public sealed class Command
{
    public required Guid UserId { get; init; }

    public required Guid Key { get; init; }

    public required string Route { get; init; }

    public required byte[] BodyHash { get; init; }

    public int Status { get; set; }

    /// <summary>Sealed under the master key: an answer may hold what people wrote.</summary>
    public byte[]? SealedAnswer { get; set; }

    public required DateTimeOffset At { get; init; }
}
