using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Staff;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Staff;

namespace Pinchang.Api.Staff;

/// <summary>Who works in an agency, at its employers and in its exams, and where everybody stands today.</summary>
internal sealed class StaffDesk(PinchangContext data, CurrentUser user, AgreementReader agreements, TimeProvider time)
{
    private DateOnly Today => ChinaTime.DateOf(time.GetUtcNow());

    /// <summary>By name. Somebody with several roles is one line.</summary>
    public async Task<StaffLine[]> ReadAsync(Guid agencyId, Guid? only, CancellationToken cancellation)
    {
        var members = await (
            from member in data.Memberships.AsNoTracking()
            join person in data.Users.AsNoTracking() on member.UserId equals person.Id
            where member.AgencyId == agencyId && (only == null || member.UserId == only)
            select new { member.UserId, person.DisplayName, member.Role, Employer = member.Scope == MembershipScope.Employer ? member.ScopeId : (Guid?)null }).ToListAsync(cancellation);
        Guid[] employerIds = [.. members.Select(member => member.Employer).OfType<Guid>().Distinct()];
        var employers = await data.Employers.AsNoTracking().Where(employer => employerIds.Contains(employer.Id))
            .ToDictionaryAsync(employer => employer.Id, employer => employer.Name, cancellation);
        var records = (await data.StaffQualifications.AsNoTracking().Where(held => held.AgencyId == agencyId && (only == null || held.UserId == only)).ToListAsync(cancellation))
            .ToLookup(held => held.UserId);
        var shelf = await agreements.ReadAsync(agencyId, only, cancellation);
        return
        [
            .. members.GroupBy(member => (member.UserId, member.DisplayName)).Select(person =>
            {
                string[] roles = [.. person.Select(member => member.Role).Distinct().Order(StringComparer.Ordinal)];
                var employer = person.Select(member => member.Employer).OfType<Guid>().Select(id => employers.GetValueOrDefault(id)).FirstOrDefault();
                StaffQualification[] record = [.. records[person.Key.UserId]];
                return new StaffLine(person.Key.UserId, person.Key.DisplayName, employer, roles, Duties(roles, record, shelf.Of(person.Key.UserId)), record.Count(held => held.State == QualificationState.Submitted));
            }).OrderBy(line => line.Name, StringComparer.Ordinal).ThenBy(line => line.UserId),
        ];
    }

    public DutyStanding[] Duties(IReadOnlyCollection<string> roles, IReadOnlyCollection<StaffQualification> record, IReadOnlyCollection<HeldAgreement> signed) =>
    [
        .. StaffRules.For(roles).Select(rule =>
        {
            DutyLack[] lacks =
            [
                .. StaffRules.Missing(rule.Duty, record, Today).Select(lack => new DutyLack(lack.Field, lack.Reason, lack.Day, StaffWords.Of(lack))),
                .. StaffAgreements.Missing(rule.Duty, signed, Today).Select(lack => new DutyLack(null, lack.Reason, lack.Day, StaffWords.Of(lack), lack.Key)),
            ];
            return new DutyStanding(rule.Duty, rule.Clause, lacks, lacks.Length == 0 ? StaffRules.HeldUntil(rule.Duty, record, Today) : null);
        }),
    ];

    /// <summary>Newest first.</summary>
    public async Task<QualificationDetails[]> ItemsAsync(IQueryable<StaffQualification> found, CancellationToken cancellation)
    {
        var items = await found.AsNoTracking().OrderByDescending(held => held.SubmittedAt).ThenBy(held => held.Id).ToListAsync(cancellation);
        var names = await data.NamesAsync(items.Select(held => held.DecidedBy), cancellation);
        return
        [
            .. items.Select(held => new QualificationDetails
            {
                Id = held.Id,
                UserId = held.UserId,
                Kind = held.Kind,
                Field = held.Field,
                Name = held.Name,
                Issuer = held.Issuer,
                ObtainedOn = held.ObtainedOn,
                ValidUntil = held.ValidUntil,
                Hours = held.Hours,
                Result = held.Result,
                FileId = held.FileId,
                State = held.State,
                SubmittedAt = held.SubmittedAt,
                DecidedBy = held.DecidedBy is { } by ? names.GetValueOrDefault(by) : null,
                DecidedAt = held.DecidedAt,
                DecisionReason = held.DecisionReason,
                MayDecide = user.May(Access.CheckStaff) && held.UserId != user.IdOrNull && held.State != QualificationState.Refused,
            }),
        ];
    }
}
