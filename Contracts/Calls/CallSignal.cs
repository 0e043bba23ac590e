using Orleans;

namespace Pinchang.Contracts.Calls;

/// <summary>
/// One step of a call's signalling, relayed to the other side as it is and never kept. <paramref name="Payload"/> is the
/// browser's own text (what the calling page made of a description, a candidate or a good-bye), at most 32 KB.
/// </summary>
[GenerateSerializer, Immutable, Alias("call-signal")]
public sealed record CallSignal([property: Id(0)] string Kind, [property: Id(1)] string Payload);
