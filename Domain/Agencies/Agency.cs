namespace Pinchang.Domain.Agencies;

/// <summary>A tenant: the human-resources agency whose venue this is (人力资源服务机构).</summary>
public sealed class Agency
{
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
