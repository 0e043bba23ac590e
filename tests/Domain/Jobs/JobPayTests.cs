using Pinchang.Domain.Jobs;

namespace Pinchang.Domain.Tests.Jobs;

public sealed class JobPayTests
{
    [Theory]
    [InlineData(25_000, 40_000, 15, "25–40K·15薪")]
    [InlineData(25_000, 40_000, 12, "25–40K")]
    [InlineData(6_500, 8_000, 12, "6.5–8K")]
    [InlineData(8_000, 8_000, 13, "8K·13薪")]
    [InlineData(4_350, 5_000, 12, "4350–5000元")]
    [InlineData(null, null, 12, "面议")]
    [InlineData(null, null, 16, "面议")]
    public void Pay_reads_as_job_seekers_know_it(int? from, int? to, int months, string text) =>
        JobPay.Text(from, to, months).ShouldBe(text);

    [Theory]
    [InlineData(999, 8_000, 12, "jobs.pay-range")]
    [InlineData(8_000, 1_000_001, 12, "jobs.pay-range")]
    [InlineData(9_000, 8_000, 12, "jobs.pay-range")]
    [InlineData(9_000, null, 12, "jobs.pay-range")]
    [InlineData(null, 9_000, 12, "jobs.pay-range")]
    [InlineData(8_000, 9_000, 11, "common.out-of-range")]
    [InlineData(8_000, 9_000, 25, "common.out-of-range")]
    public void Pay_that_makes_no_sense_is_refused(int? from, int? to, int months, string code) =>
        JobPay.Check(from, to, months)!.Code.ShouldBe(code);

    [Theory]
    [InlineData(1_000, 1_000_000, 24)]
    [InlineData(null, null, 12)]
    public void The_bounds_themselves_are_taken(int? from, int? to, int months) => JobPay.Check(from, to, months).ShouldBeNull();
}
