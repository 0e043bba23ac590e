namespace Pinchang.Contracts.Calls;

/// <summary><c>GET /api/calls/ice-servers</c>: where two browsers find each other; empty where the installation has neither STUN nor TURN.</summary>
public sealed record IceServers(IceServer[] Servers);

/// <summary>As <c>RTCIceServer</c>. The credential is the caller's own and ends after some hours.</summary>
public sealed record IceServer(string[] Urls, string? Username, string? Credential);
