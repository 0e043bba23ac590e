namespace Pinchang.Web.Calls;

/// <summary>Where the visitor is signed in, as <c>GET /api/account/sessions</c> lists it.</summary>
public sealed record OwnSession(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, string Address, string Device, bool Current);
