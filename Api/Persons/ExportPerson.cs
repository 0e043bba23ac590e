using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Ledger;
using Pinchang.Domain;

namespace Pinchang.Api.Persons;

/// <summary>Gives a person everything that is held about them; that they took it is told first.</summary>
internal static class ExportPerson
{
    public static async Task<FileStreamHttpResult> HandleAsync(
        CurrentUser user, HttpContext http, PersonArchive archive, PersonLedger ledger, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var content = await archive.MakeAsync(user.Id, now, cancellation);
        await ledger.TellNowAsync(user.Id, LedgerKinds.PersonExported, null, cancellation);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(content, "application/zip", string.Create(CultureInfo.InvariantCulture, $"我的个人信息-{ChinaTime.DateOf(now):yyyy-MM-dd}.zip"));
    }
}
