using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Data;

namespace Pinchang.Api.Accounts;

/// <summary>JF-9c: who came and left, from where and on what. Lines of an agency's staff are that agency's alone.</summary>
internal static class ListSignIns
{
    private const int Size = 50;

    public static async Task<Ok<Page<SignInSummary>>> HandleAsync(
        CurrentUser user, PinchangContext data, CancellationToken cancellation, int page = 1)
    {
        var number = Math.Max(1, page);
        var agencyId = user.AgencyId;
        // Candidates belong to no agency: their lines are shown where the installation serves only one.
        var isOnlyAgency = await data.Agencies.CountAsync(cancellation) == 1;
        var lines = data.SignIns.AsNoTracking().Where(line => line.AgencyId == agencyId || (line.AgencyId == null && isOnlyAgency));
        var total = await lines.CountAsync(cancellation);
        var rows = await (
            from line in lines
            join account in data.Users on line.UserId equals account.Id into accounts
            from account in accounts.DefaultIfEmpty()
            orderby line.At descending, line.Id descending
            select new { Line = line, Name = account == null ? null : account.DisplayName })
            .Skip((number - 1) * Size).Take(Size).ToListAsync(cancellation);
        SignInSummary[] items =
        [
            .. rows.Select(row => new SignInSummary(
                row.Line.Id, row.Line.At, Camel(row.Line.Event), Camel(row.Line.Method), row.Name ?? row.Line.Account, row.Line.Address, row.Line.Device, row.Line.Reason)),
        ];
        return TypedResults.Ok(new Page<SignInSummary>(items, total, number, Size));
    }

    private static string Camel(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
