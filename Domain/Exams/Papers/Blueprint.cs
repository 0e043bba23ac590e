using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Papers;

/// <summary>What a paper of one exam is to be made of; changed until it pleases, since each paper keeps the one it was drawn by.</summary>
public sealed class Blueprint : IOwnedByAgency
{
    private Blueprint()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public Guid ProjectId { get; private set; }

    public WriteBlueprint Content { get; private set; } = null!;

    public int Version { get; private set; }

    public Guid AuthorId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public static Outcome<Blueprint> Write(Guid id, Guid agencyId, Guid projectId, Guid authorId, WriteBlueprint content, DateTimeOffset now)
    {
        if (BlueprintRules.Check(content) is { } refusal)
        {
            return refusal;
        }

        return new Blueprint
        {
            Id = id,
            AgencyId = agencyId,
            ProjectId = projectId,
            Content = content,
            Version = 1,
            AuthorId = authorId,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    public Outcome<Blueprint> Change(int read, Guid authorId, WriteBlueprint content, DateTimeOffset now)
    {
        if (BlueprintRules.Check(content) is { } refusal)
        {
            return refusal;
        }

        if (read != Version)
        {
            return BlueprintRefusals.Changed;
        }

        (Content, AuthorId, UpdatedAt) = (content, authorId, now);
        Version++;
        return this;
    }
}
