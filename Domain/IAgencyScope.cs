namespace Pinchang.Domain;

/// <summary>A row that belongs to one agency; everything else about it is visible to that agency only.</summary>
public interface IOwnedByAgency
{
    Guid AgencyId { get; }
}

/// <summary>Whose rows are seen. Null sees all: public pages, candidates, background work.</summary>
public interface IAgencyScope
{
    Guid? AgencyId { get; }
}
