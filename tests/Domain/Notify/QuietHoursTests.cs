using System.Globalization;
using Pinchang.Domain.Notify;

namespace Pinchang.Domain.Tests.Notify;

public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("22:00-08:00", "2026-11-23 21:59", "2026-11-23 21:59")]
    [InlineData("22:00-08:00", "2026-11-23 22:00", "2026-11-24 08:00")]
    [InlineData("22:00-08:00", "2026-11-24 00:30", "2026-11-24 08:00")]
    [InlineData("22:00-08:00", "2026-11-24 08:00", "2026-11-24 08:00")]
    [InlineData("22:00-08:00", "2026-12-31 23:00", "2027-01-01 08:00")]
    [InlineData("12:00-14:00", "2026-11-23 13:00", "2026-11-23 14:00")]
    [InlineData("12:00-14:00", "2026-11-23 14:00", "2026-11-23 14:00")]
    [InlineData("off", "2026-11-24 03:00", "2026-11-24 03:00")]
    public void What_can_wait_waits_for_the_morning(string hours, string at, string leaves) =>
        QuietHours.Parse(hours)!.NotBefore(China(at)).ShouldBe(China(leaves));

    [Theory]
    [InlineData("")]
    [InlineData("22-8")]
    [InlineData("22:00")]
    [InlineData("25:00-08:00")]
    public void Other_words_are_no_hours(string hours) => QuietHours.Parse(hours).ShouldBeNull();

    private static DateTimeOffset China(string text) => DateTimeOffset.Parse($"{text}:00+08:00", CultureInfo.InvariantCulture);
}
