namespace Pinchang.Domain.Accounts;

/// <summary>A data-protection key, kept where every process finds it.</summary>
public sealed class ProtectionKey
{
    public required Guid Id { get; init; }

    public required string FriendlyName { get; init; }

    public required string Xml { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
