namespace Pinchang.Domain.Exams.Sittings;

/// <summary>More time for a whole sitting: by whom, and why. The id is the command's, so that one counts once.</summary>
public sealed record SittingExtension(Guid Id, Guid SittingId, int Seconds, string Reason, Guid GrantedBy, DateTimeOffset GrantedAt);
