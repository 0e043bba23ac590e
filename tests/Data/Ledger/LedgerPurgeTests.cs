using Pinchang.Data.Ledger;
using Pinchang.Domain.Ledger;

namespace Pinchang.Data.Tests.Ledger;

/// <summary>A month goes whole, three years after the last service that it speaks of, and never while one goes on.</summary>
[Clause("LH-4.4.1f", at: "Data/Ledger/LedgerPurge.cs")]
public sealed class LedgerPurgeTests
{
    private static readonly Guid Agency = Guid.Parse("0199aaaa-0000-7000-8000-000000000001");

    [Fact]
    public async Task A_month_goes_when_its_three_years_are_over_and_says_so()
    {
        await using var ledger = await LedgerUnderTest.MakeAsync();
        await ledger.WriteAsync(Agency, 5);
        await ledger.SealAsync();
        var purge = new LedgerPurge(ledger.Owner);
        var month = (await purge.JudgeAsync(CancellationToken.None)).ShouldHaveSingleItem();
        var until = month.KeepUntil.ShouldNotBeNull();
        until.ShouldBe(new LedgerChain(Agency, month.Month).To.AddYears(3));
        (await purge.PurgeAsync(until.AddSeconds(-1), CancellationToken.None)).ShouldBeEmpty();

        (await purge.PurgeAsync(until, CancellationToken.None)).ShouldHaveSingleItem().Lines.ShouldBe(5);

        (await ledger.ReadAsync<long>("SELECT count(*) FROM compliance.ledger_lines WHERE kind <> 'ledger.purged'")).ShouldBe(0);
        (await ledger.ReadAsync<string>("SELECT what || ' ' || after FROM compliance.ledger_lines WHERE kind = 'ledger.purged'")).ShouldBe($"{month.Month:yyyy-MM} 5");
        await ledger.SealAsync();
        (await ledger.VerifyAsync(ahead: TimeSpan.FromDays(2000))).Findings.ShouldBeEmpty("what was purged is known, although its anchors are still there");
    }

    [Fact]
    public async Task A_month_that_speaks_of_a_service_that_goes_on_stays()
    {
        await using var ledger = await LedgerUnderTest.MakeAsync();
        var service = Guid.CreateVersion7(LedgerUnderTest.Now);
        await ledger.Log.AppendAsync([LedgerLine.Of(new("fair.published", Agency, "fair", service) { ServiceId = service }, LedgerActor.Platform, LedgerUnderTest.Now)]);

        var purge = new LedgerPurge(ledger.Owner);

        (await purge.JudgeAsync(CancellationToken.None)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            month => month.KeepUntil.ShouldBeNull(), month => month.OpenServices.ShouldBe(1));
        (await purge.PurgeAsync(LedgerUnderTest.Now.AddYears(50), CancellationToken.None)).ShouldBeEmpty();
    }
}
