using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Invigilation;
using Pinchang.Domain.Exams.Invigilation;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Api.Exams.Invigilation;

/// <summary>
/// What was done about a session, who did it, when and why. The session's own history has it; beside it only what the second person said
/// and who looked.
/// </summary>
internal sealed class SessionMeasures(PinchangContext data, SessionHistory history)
{
    public async Task<SessionMeasure[]> ListAsync(SessionDoor door, Guid callerId, CancellationToken cancellation)
    {
        var sessionId = door.SessionId;
        var confirmation = await data.Set<TerminationConfirmation>().AsNoTracking()
            .SingleOrDefaultAsync(said => said.SessionId == sessionId, cancellation);
        var records = await history.ReadAsync(sessionId, cancellation);
        var seconds = records.Select(record => record.Fact).OfType<Terminated>().Select(fact => fact.SecondPersonId).ToArray();
        var names = await data.Users.AsNoTracking().Where(person => seconds.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.DisplayName, cancellation);
        var looks = await (
            from view in data.Set<EvidenceView>().AsNoTracking()
            join person in data.Users on view.ViewerId equals person.Id
            where view.SessionId == sessionId
            select new SessionMeasure { Kind = MeasureKind.Looked, TakenBy = person.DisplayName, TakenAt = view.At, Reason = view.Part.ToString() })
            .ToListAsync(cancellation);
        var forAll = await (
            from extension in data.SittingExtensions.AsNoTracking()
            join person in data.Users on extension.GrantedBy equals person.Id
            where extension.SittingId == door.SittingId
            select new SessionMeasure
            {
                Kind = MeasureKind.Extended,
                TakenBy = person.DisplayName,
                TakenAt = extension.GrantedAt,
                Reason = extension.Reason,
                Minutes = extension.Seconds / 60,
                ForAll = true,
            }).ToListAsync(cancellation);
        return
        [
            .. records.Select(record => Shape(record, confirmation, names, callerId)).OfType<SessionMeasure>().Concat(looks).Concat(forAll)
                .OrderBy(measure => measure.TakenAt),
        ];
    }

    public async Task<Guid?> FindSecondPersonAsync(Guid sessionId, CancellationToken cancellation) =>
        (await history.ReadAsync(sessionId, cancellation)).Select(record => record.Fact).OfType<Terminated>().SingleOrDefault()?.SecondPersonId;

    private static SessionMeasure? Shape(
        SessionRecord record, TerminationConfirmation? confirmation, Dictionary<Guid, string> names, Guid callerId) => record.Fact switch
        {
            EntryDecided entry => Taken(entry.Admitted ? MeasureKind.DeviceAdmitted : MeasureKind.DeviceRefused, entry.By, record, entry.Reason),
            IdentityDecided identity => Taken(KindOf(identity.Decision), identity.By, record, identity.Reason),
            Extended extended => Taken(MeasureKind.Extended, extended.By, record, extended.Reason) with { Minutes = extended.Seconds / 60 },
            LateDecided late => Taken(late.Accepted ? MeasureKind.LateAnswersAccepted : MeasureKind.LateAnswersRefused, late.By, record, late.Reason),
            Terminated ended => Taken(MeasureKind.Terminated, ended.By, record, ended.Reason) with
            {
                Rule = ended.Rule,
                Evidence = ended.Evidence,
                SecondPerson = names.GetValueOrDefault(ended.SecondPersonId),
                Confirmed = confirmation?.Agreed,
                ConfirmedAt = confirmation?.At,
                Objection = confirmation?.Reason,
                AwaitsYou = confirmation is null && ended.SecondPersonId == callerId,
            },
            _ => null,
        };

    private static SessionMeasure Taken(MeasureKind kind, string by, SessionRecord record, string? reason) =>
        new() { Kind = kind, TakenBy = by, TakenAt = record.At, Reason = reason };

    private static MeasureKind KindOf(IdentityState decision) => decision switch
    {
        IdentityState.Passed => MeasureKind.IdentityPassed,
        IdentityState.Waived => MeasureKind.IdentityWaived,
        _ => MeasureKind.IdentityRefused,
    };
}
