using System.Net;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Accounts;

/// <summary>Which lines of the sign-in log are asked for: by a whole phone, a login, an address, what happened, and time.</summary>
internal sealed record SignInQuery(string? Q = null, QueryEnum<SignInEvent>? Event = null, DateOnly? From = null, DateOnly? To = null)
{
    private const int LongestWords = 60;

    public Refusal? WhyNot() => From > To ? AccountRefusals.PeriodMalformed.On("to")
        : Q?.Length > LongestWords ? CommonRefusals.TooLong.With($"{LongestWords}").On("q")
        : null;

    /// <summary>Lines of the agency's staff; those of candidates, who belong to none, where the installation serves only this one.</summary>
    public async Task<IQueryable<SignIn>> FindAsync(PinchangContext data, Phones phones, Guid? agencyId, CancellationToken cancellation)
    {
        var isOnlyAgency = await data.Agencies.CountAsync(cancellation) == 1;
        var lines = data.SignIns.AsNoTracking().Where(line => line.AgencyId == agencyId || (line.AgencyId == null && isOnlyAgency));
        if (Event is { Value: var what })
        {
            lines = lines.Where(line => line.Event == what);
        }

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

        return string.IsNullOrWhiteSpace(Q) ? lines : await ByWordsAsync(lines, Q.Trim(), data, phones, cancellation);
    }

    // A phone or a login finds its account whole or not at all, so that nobody is found by trying.
    private static async Task<IQueryable<SignIn>> ByWordsAsync(IQueryable<SignIn> lines, string words, PinchangContext data, Phones phones, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(words, out var address))
        {
            var text = address.ToString();
            return lines.Where(line => line.Address == text);
        }

        var accounts = data.Users.AsNoTracking();
        var login = words.ToUpperInvariant();
        var key = PhoneNumber.Parse(words) is { } phone ? phones.KeyOf(phone) : null;
        var found = key is not null
            ? accounts.Where(user => user.PhoneKey == key)
            : accounts.Where(user => user.NormalizedUserName == login || user.DisplayName == words);
        var ids = await found.OrderBy(user => user.Id).Select(user => (Guid?)user.Id).Take(100).ToListAsync(cancellation);
        return lines.Where(line => ids.Contains(line.UserId));
    }
}
