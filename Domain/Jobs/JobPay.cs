using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;

namespace Pinchang.Domain.Jobs;

/// <summary>What a job pays: yuan per month, and how many months a year.</summary>
public static class JobPay
{
    public const int Least = 1_000;
    public const int Most = 1_000_000;

    public static Refusal? Check(int? from, int? to, int months)
    {
        if (months is < 12 or > 24)
        {
            return CommonRefusals.OutOfRange.With("12", "24").On("payMonths");
        }

        return (from, to) switch
        {
            (null, null) => null,
            ({ } low, { } high) when low >= Least && high <= Most && low <= high => null,
            _ => JobRefusals.PayRange.On("payFrom"),
        };
    }

    /// <summary>As job seekers read it: 25–40K·15薪, 4350–5000元, or 面议.</summary>
    public static string Text(int? from, int? to, int months)
    {
        if (from is not { } low || to is not { } high)
        {
            return "面议";
        }

        var thousands = low % 100 == 0 && high % 100 == 0;
        var range = low == high ? Figure(low, thousands) : $"{Figure(low, thousands)}–{Figure(high, thousands)}";
        return $"{range}{(thousands ? "K" : "元")}{(months > 12 ? $"·{months}薪" : "")}";
    }

    private static string Figure(int yuan, bool thousands) =>
        thousands ? (yuan / 1000m).ToString("0.#", CultureInfo.InvariantCulture) : yuan.ToString(CultureInfo.InvariantCulture);
}
