using System.Globalization;

namespace Pinchang.Web.Shown;

/// <summary>Points as people write them: 14.5, not 14.50; a total always with its two decimals.</summary>
internal static class PointsText
{
    public static string Of(decimal points) => points.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>For a form that sends back what it was given.</summary>
    public static string Exactly(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Total(decimal? total) => total?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–";

    public static string Percent(decimal? share) => share is { } value ? (value * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%" : "–";

    /// <summary>+3.5 % or −2 %: milder or stricter.</summary>
    public static string Leaning(decimal? share) => share is { } value ? (value > 0 ? "+" : value < 0 ? "−" : "") + Percent(Math.Abs(value)) : "–";
}
