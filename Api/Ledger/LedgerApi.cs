using Pinchang.Contracts;

namespace Pinchang.Api.Ledger;

/// <summary>The ledger is read and taken out; nothing in it is written by a route of its own.</summary>
internal static class LedgerApi
{
    public static IEndpointRouteBuilder MapLedger(this IEndpointRouteBuilder app)
    {
        var ledger = app.MapGroup("/api/operations/ledger").WithTags("Ledger").RequireAuthorization(Access.ReadLedger);
        ledger.MapGet("/", SearchLedger.HandleAsync);
        ledger.MapGet("/standing", GetLedgerStanding.HandleAsync);
        ledger.MapGet("/export.xlsx", ExportLedger.ToWorkbookAsync);
        ledger.MapGet("/export.csv", ExportLedger.ToCsvAsync);
        return app;
    }
}
