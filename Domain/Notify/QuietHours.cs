using System.Globalization;

namespace Pinchang.Domain.Notify;

/// <summary>
/// When no phone rings for what can wait, by China's clock: a text message made then leaves in the morning. Codes that somebody waits for,
/// and warnings of the account itself, leave at once; the inbox and e-mail ring nowhere.
/// </summary>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    private const string Format = "HH:mm";

    public static readonly QuietHours AtNight = new(new(22, 0), new(8, 0));

    /// <summary>A phone may ring at any time.</summary>
    public static readonly QuietHours None = new(TimeOnly.MinValue, TimeOnly.MinValue);

    /// <summary>Of "22:00-08:00", or "off"; null when it is neither.</summary>
    public static QuietHours? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text == "off" ? None
            : text.Split('-') is [var from, var to]
                && TimeOnly.TryParseExact(from, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var begin)
                && TimeOnly.TryParseExact(to, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var end) ? new(begin, end) : null;
    }

    /// <summary>The moment itself, or the next at which a phone may ring.</summary>
    public DateTimeOffset NotBefore(DateTimeOffset at)
    {
        var day = ChinaTime.DateOf(at);
        var time = TimeOnly.FromTimeSpan(at - ChinaTime.StartOf(day));
        var isNight = From <= To ? time >= From && time < To : time >= From || time < To;
        if (!isNight)
        {
            return at;
        }

        return ChinaTime.StartOf(From > To && time >= From ? day.AddDays(1) : day) + To.ToTimeSpan();
    }
}
