using Pinchang.Contracts;

namespace Pinchang.Domain.Accounts;

public enum MembershipScope
{
    Agency,
    Employer,

    /// <summary>An exam project.</summary>
    Project,
}

/// <summary>A role that a person holds in an agency, or in an employer or an exam project of that agency. Removing the row removes the access.</summary>
public sealed class Membership
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required Guid AgencyId { get; init; }

    public required MembershipScope Scope { get; init; }

    /// <summary>The agency's, the employer's or the exam project's id.</summary>
    public required Guid ScopeId { get; init; }

    /// <summary>One of <see cref="Roles"/>.</summary>
    public required string Role { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public static Membership InAgency(Guid id, Guid userId, Guid agencyId, string role, DateTimeOffset now) =>
        new() { Id = id, UserId = userId, AgencyId = agencyId, Scope = MembershipScope.Agency, ScopeId = agencyId, Role = role, CreatedAt = now };

    public static Membership InEmployer(Guid id, Guid userId, Guid agencyId, Guid employerId, string role, DateTimeOffset now) =>
        new() { Id = id, UserId = userId, AgencyId = agencyId, Scope = MembershipScope.Employer, ScopeId = employerId, Role = role, CreatedAt = now };

    public static Membership InProject(Guid id, Guid userId, Guid agencyId, Guid projectId, string role, DateTimeOffset now) =>
        new() { Id = id, UserId = userId, AgencyId = agencyId, Scope = MembershipScope.Project, ScopeId = projectId, Role = role, CreatedAt = now };
}
