using Orleans;

namespace Pinchang.Contracts.Calls;

/// <summary>
/// <c>GET /api/calls/ice-servers</c>: what a browser gives to its peer connection. Credentials, where there are any, are
/// this person's and hold until <see cref="ExpiresAt"/>; a call that begins later asks again.
/// </summary>
public sealed record IceServers(IceServer[] Servers, DateTimeOffset ExpiresAt);

/// <summary>As <c>RTCIceServer</c> has it.</summary>
public sealed record IceServer(string[] Urls, string? Username = null, string? Credential = null);

[GenerateSerializer, Alias("call-signal-kind")]
public enum CallSignalKind
{
    Offer,
    Answer,

    /// <summary>An ICE candidate; an empty payload says that there are no more.</summary>
    IceCandidate,

    /// <summary>No connection formed, or it broke: both sides go over to the picture by way of the server.</summary>
    Fallback,
    HangUp,
}

/// <summary>
/// One step of a call's signalling, relayed to the other side as it is and never kept. <see cref="Payload"/> is the
/// browser's own text (a session description or a candidate as JSON), at most 32 KB.
/// </summary>
[GenerateSerializer, Immutable, Alias("call-signal")]
public sealed record CallSignal([property: Id(0)] CallSignalKind Kind, [property: Id(1)] string Payload);
