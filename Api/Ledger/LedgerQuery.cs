using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Contracts;
using Pinchang.Contracts.Ledger;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Ledger;

namespace Pinchang.Api.Ledger;

/// <summary>Which lines are asked for: by organisation, person, thing, kind, words and time. Parameters of the query string.</summary>
internal sealed record LedgerQuery(
    Guid? Organisation = null, Guid? Person = null, Guid? Subject = null, string? Kind = null, string? Q = null, DateOnly? From = null, DateOnly? To = null)
{
    private const int LongestWords = 60;

    public Refusal? WhyNot() => From > To ? LedgerRefusals.PeriodMalformed.On("to")
        : Q?.Length > LongestWords ? CommonRefusals.TooLong.With($"{LongestWords}").On("q")
        : null;

    /// <summary>Only of the caller's agency, newest first.</summary>
    public async Task<IQueryable<LedgerLine>> FindAsync(PinchangContext data, Phones phones, Guid agencyId, CancellationToken cancellation)
    {
        var lines = data.LedgerLines.AsNoTracking().Where(line => line.AgencyId == agencyId);
        if (From is { } first)
        {
            var from = ChinaTime.StartOf(first);
            lines = lines.Where(line => line.At >= from);
        }

        if (To is { } last)
        {
            var to = ChinaTime.EndOf(last);
            lines = lines.Where(line => line.At < to);
        }

        if (Organisation is { } organisation)
        {
            lines = lines.Where(line => line.OrganisationId == organisation);
        }

        if (Person is { } person)
        {
            lines = lines.Where(line => line.ActorId == person || line.PersonId == person);
        }

        if (Subject is { } subject)
        {
            lines = lines.Where(line => line.SubjectId == subject || line.ServiceId == subject);
        }

        if (!string.IsNullOrWhiteSpace(Kind))
        {
            var kind = Kind.Trim();
            lines = lines.Where(line => line.Kind == kind || line.Kind.StartsWith(kind + "."));
        }

        if (!string.IsNullOrWhiteSpace(Q))
        {
            lines = await ByWordsAsync(lines, Q.Trim(), data, phones, agencyId, cancellation);
        }

        return lines.OrderByDescending(line => line.At).ThenByDescending(line => line.Id);
    }

    // A whole phone finds its owner; part of one finds nobody, so that nobody is found by trying.
    private static async Task<IQueryable<LedgerLine>> ByWordsAsync(
        IQueryable<LedgerLine> lines, string words, PinchangContext data, Phones phones, Guid agencyId, CancellationToken cancellation)
    {
        if (PhoneNumber.Parse(words) is { } phone)
        {
            var key = phones.KeyOf(phone);
            var owner = await data.Users.Where(user => user.PhoneKey == key).Select(user => (Guid?)user.Id).SingleOrDefaultAsync(cancellation);
            return lines.Where(line => line.ActorId == owner || line.PersonId == owner).Where(_ => owner != null);
        }

        var employers = await data.Employers.Where(employer => employer.AgencyId == agencyId && employer.Name.Contains(words))
            .OrderBy(employer => employer.Id).Select(employer => employer.Id).Take(200).ToListAsync(cancellation);
        return lines.Where(line => line.What!.Contains(words) || line.Reason!.Contains(words)
            || (line.OrganisationId != null && employers.Contains(line.OrganisationId.Value)));
    }
}

/// <summary>Lines with the names of who and what is in them.</summary>
internal static class LedgerShapes
{
    public static async Task<LedgerLineSummary[]> ToSummariesAsync(
        this PinchangContext data, IReadOnlyList<LedgerLine> lines, Guid agencyId, ulong sealedUpTo, CancellationToken cancellation)
    {
        var people = lines.SelectMany(line => new[] { line.ActorId, line.PersonId }).OfType<Guid>().Distinct().ToArray();
        var organisations = lines.Select(line => line.OrganisationId).OfType<Guid>().Distinct().ToArray();
        var staff = await data.Memberships.Where(member => member.AgencyId == agencyId && people.Contains(member.UserId))
            .Select(member => member.UserId).Distinct().ToListAsync(cancellation);
        var names = await data.Users.AsNoTracking().Where(user => people.Contains(user.Id))
            .ToDictionaryAsync(user => user.Id, user => staff.Contains(user.Id) ? user.DisplayName : Masking.Name(user.DisplayName), cancellation);
        var employers = await data.Employers.AsNoTracking().Where(employer => organisations.Contains(employer.Id))
            .ToDictionaryAsync(employer => employer.Id, employer => employer.Name, cancellation);
        return
        [
            .. lines.Select(line => new LedgerLineSummary(
                line.Id, line.At, line.Kind, LedgerKindNames.Of(line.Kind), Name(line.ActorId, names), line.Address, Name(line.OrganisationId, employers),
                Name(line.PersonId, names), line.Subject, line.SubjectId, line.Before, line.After, line.What, line.Reason, line.WrittenBy < sealedUpTo)),
        ];
    }

    private static LedgerName? Name(Guid? id, Dictionary<Guid, string> names) => id is { } given ? new(given, names.GetValueOrDefault(given)) : null;
}
