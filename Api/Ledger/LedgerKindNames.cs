using System.Globalization;
using System.Resources;

namespace Pinchang.Api.Ledger;

/// <summary>What a kind of line is called, from Resources/LedgerKinds.resx.</summary>
internal static class LedgerKindNames
{
    private static readonly ResourceManager Resources = new("Pinchang.Api.Resources.LedgerKinds", typeof(LedgerKindNames).Assembly);

    public static string Of(string kind) => Find(kind) ?? kind;

    public static string? Find(string kind) => Resources.GetString(kind, CultureInfo.InvariantCulture);
}
