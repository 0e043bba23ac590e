namespace Pinchang.Contracts.Maintenance;

/// <summary>Something that can be asked of the product: a route, or a method of a hub.</summary>
/// <param name="Action"><c>POST /api/jobs</c>, or <c>FairHub.EnterDesk</c>.</param>
/// <param name="Policies">What it asks of its caller; none where it asks nothing.</param>
/// <param name="IsOpen">Whether somebody who is not signed in may ask.</param>
/// <param name="Roles">Who may ask, of the matrix's columns. Whose things they may ask about, each use case says besides.</param>
public sealed record AccessLine(string Action, string[] Policies, bool IsOpen, string[] Roles);

/// <summary>The lines of a room of the product.</summary>
public sealed record AccessRoom(string Name, AccessLine[] Lines);

/// <summary>
/// LH-4.4.1b: who may do what, read from the running product's own route table (<c>GET /api/operations/access-matrix</c>).
/// </summary>
/// <param name="Roles">The columns: a candidate, then the roles of an agency, of an employer and of an exam project.</param>
public sealed record AccessMatrix(DateTimeOffset At, string[] Roles, AccessRoom[] Rooms);
