using System.Text.Json.Serialization;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Sittings;

/// <summary>What happened in a session, apart from its answers: its history, never changed and never taken back.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "fact")]
[JsonDerivedType(typeof(Entered), "entered")]
[JsonDerivedType(typeof(EntryAsked), "entry-asked")]
[JsonDerivedType(typeof(EntryDecided), "entry-decided")]
[JsonDerivedType(typeof(DeviceChecked), "device-checked")]
[JsonDerivedType(typeof(IdentitySubmitted), "identity-submitted")]
[JsonDerivedType(typeof(IdentityDecided), "identity-decided")]
[JsonDerivedType(typeof(RulesRead), "rules-read")]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(Extended), "extended")]
[JsonDerivedType(typeof(OutageMeasured), "outage")]
[JsonDerivedType(typeof(Sealed), "sealed")]
[JsonDerivedType(typeof(Terminated), "terminated")]
[JsonDerivedType(typeof(NeverStarted), "absent")]
[JsonDerivedType(typeof(LateDecided), "late-decided")]
[JsonDerivedType(typeof(AnswerFileKept), "answer-file-kept")]
public abstract record SessionFact;

public sealed record Entered(int Epoch, string DeviceId, string DeviceName, bool NewDevice) : SessionFact;

public sealed record EntryAsked(string DeviceId, string DeviceName) : SessionFact;

public sealed record EntryDecided(string DeviceId, bool Admitted, string? Reason, string By) : SessionFact;

/// <summary>What was found, each null where nobody looked.</summary>
public sealed record DeviceChecked(
    bool Passed, string? Detail, bool? Camera = null, bool? Microphone = null, bool? Screen = null, bool? Storage = null) : SessionFact;

public sealed record IdentitySubmitted(Guid DocumentFileId, Guid FaceFileId) : SessionFact;

public sealed record IdentityDecided(IdentityState Decision, string? Reason, bool DeviceWaived, string By) : SessionFact;

public sealed record RulesRead : SessionFact;

public sealed record Started(int Epoch) : SessionFact;

public sealed record Extended(Guid CommandId, int Seconds, string Reason, string By) : SessionFact;

/// <param name="ByServer">The session was awake on no server in it: the platform itself may have been away.</param>
public sealed record OutageMeasured(DateTimeOffset From, DateTimeOffset To, bool ByServer) : SessionFact;

/// <param name="Missing">Changes that the browser had numbered and that had not come when it handed in.</param>
public sealed record Sealed(SessionEndKind EndKind, int Version, string Sha256, long Missing) : SessionFact;

public sealed record Terminated(string Rule, string Reason, string Evidence, string By, Guid SecondPersonId) : SessionFact;

public sealed record NeverStarted : SessionFact;

public sealed record LateDecided(bool Accepted, string Reason, string By, int Items) : SessionFact;

/// <param name="Missing">Changes numbered before those of the file that never came.</param>
public sealed record AnswerFileKept(string Sha256, int Items, long Missing, string By) : SessionFact;

/// <summary>A fact with its place in the session's history and who did it; nobody when the server did.</summary>
public sealed record SessionRecord(int Number, DateTimeOffset At, Guid? ActorId, SessionFact Fact);
