using Pinchang.Contracts.Maintenance;
using Pinchang.Domain.Maintenance;

namespace Pinchang.Domain.Tests.Maintenance;

public sealed class HealthLimitsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(HealthCheck.Outbox, 59, HealthLight.Green)]
    [InlineData(HealthCheck.Outbox, 60, HealthLight.Yellow)]
    [InlineData(HealthCheck.Outbox, 600, HealthLight.Red)]
    [InlineData(HealthCheck.Storage, 21, HealthLight.Green)]
    [InlineData(HealthCheck.Storage, 20, HealthLight.Yellow)]
    [InlineData(HealthCheck.Storage, 5, HealthLight.Red)]
    [InlineData(HealthCheck.Certificate, -3, HealthLight.Red)]
    public void A_figure_is_judged_by_its_limits_also_where_less_is_worse(HealthCheck check, double figure, HealthLight light) =>
        HealthLimits.Judge(check, figure).Light.ShouldBe(light);

    [Fact]
    public void Every_check_has_limits() => Enum.GetValues<HealthCheck>().ShouldAllBe(check => HealthLimits.Of(check).Yellow != HealthLimits.Of(check).Red);

    [Theory]
    [InlineData(1, HealthLight.Yellow)]
    [InlineData(80, HealthLight.Red)]
    public void What_never_happened_is_owed_at_once_and_missing_once_its_term_is_over(int hoursInstalled, HealthLight light)
    {
        var reading = HealthLimits.JudgeAge(HealthCheck.Backup, TimeSpan.FromHours(1), null, Now.AddHours(-hoursInstalled), Now);

        reading.Light.ShouldBe(light);
        reading.Figure.ShouldBeNull();
    }

    [Fact]
    public void What_happened_is_judged_by_its_own_age() =>
        HealthLimits.JudgeAge(HealthCheck.Backup, TimeSpan.FromHours(1), Now.AddHours(-3), Now.AddYears(-1), Now).Light.ShouldBe(HealthLight.Green);
}
