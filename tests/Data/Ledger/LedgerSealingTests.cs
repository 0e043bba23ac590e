using Npgsql;
using Pinchang.Data.Ledger;
using Pinchang.Domain.Ledger;

namespace Pinchang.Data.Tests.Ledger;

/// <summary>Lines are written by many and sealed by one, and none is lost between the two.</summary>
public sealed class LedgerSealingTests
{
    private static readonly Guid Agency = Guid.Parse("0199aaaa-0000-7000-8000-000000000001");
    private static readonly Guid Other = Guid.Parse("0199aaaa-0000-7000-8000-000000000002");

    [Theory]
    [Clause("LH-4.4.1f", at: "Data/Migrations/0090_ledger.sql")]
    [InlineData("UPDATE compliance.ledger_lines SET what = 'x'")]
    [InlineData("DELETE FROM compliance.ledger_lines")]
    [InlineData("TRUNCATE compliance.ledger_lines")]
    [InlineData("UPDATE compliance.ledger_lines_elsewhere SET what = 'x'")]
    [InlineData("DELETE FROM compliance.ledger_lines_elsewhere")]
    [InlineData("UPDATE compliance.ledger_seals SET position = 1")]
    [InlineData("DELETE FROM compliance.ledger_seals")]
    [InlineData("TRUNCATE compliance.ledger_seals")]
    [InlineData("DELETE FROM compliance.ledger_purges")]
    [InlineData("INSERT INTO compliance.ledger_purges VALUES ('2026-01-01', 0, now())")]
    [InlineData("INSERT INTO compliance.ledger_lines (id, at, agency_id, kind, subject, subject_id, written_by) VALUES (gen_random_uuid(), now(), gen_random_uuid(), 'x.y', 'x', gen_random_uuid(), '3')")]
    [InlineData("DROP TABLE compliance.ledger_lines")]
    [InlineData("ALTER TABLE compliance.ledger_lines DETACH PARTITION compliance.ledger_lines_elsewhere")]
    public async Task The_database_refuses_the_application(string sql)
    {
        await using var ledger = await LedgerUnderTest.MakeAsync();
        await ledger.WriteAsync(Agency, 1);
        await using var command = ledger.App.CreateCommand(sql);

        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task The_partition_of_a_month_is_refused_like_the_whole()
    {
        await using var ledger = await LedgerUnderTest.MakeAsync();
        await ledger.WriteAsync(Agency, 1);
        var partition = await ledger.ReadAsync<string>("SELECT tableoid::regclass::text FROM compliance.ledger_lines LIMIT 1");
        partition.ShouldStartWith("compliance.ledger_lines_2");
        foreach (var sql in new[] { $"UPDATE {partition} SET what = 'x'", $"DELETE FROM {partition}", $"TRUNCATE {partition}", $"DROP TABLE {partition}" })
        {
            await using var command = ledger.App.CreateCommand(sql);
            (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, sql);
        }
    }

    [Fact]
    public async Task A_line_has_one_hash_in_the_database_and_in_the_product()
    {
        await using var ledger = await LedgerUnderTest.MakeAsync();
        var lines = await ledger.WriteAsync(Agency, 25);

        await using var data = new PinchangContext(PinchangDataServices.Options(ledger.App));
        foreach (var line in lines)
        {
            var kept = data.LedgerLines.Single(row => row.Id == line.Id);
            Convert.ToHexString(kept.Hash).ShouldBe(Convert.ToHexString(LedgerText.HashOf(line)), LedgerText.Of(line));
        }
    }

    [Fact]
    public async Task A_line_is_kept_with_its_fact_or_neither_is()
    {
        await using var ledger = await LedgerUnderTest.MakeAsync();
        await using (var data = new PinchangContext(PinchangDataServices.Options(ledger.App)))
        {
            await using var transaction = await data.Database.BeginTransactionAsync();
            data.LedgerLines.Add(LedgerUnderTest.Line(Agency, 1));
            await data.SaveChangesAsync();
            await transaction.RollbackAsync();
        }

        await using (var data = new PinchangContext(PinchangDataServices.Options(ledger.App)))
        {
            data.LedgerLines.Add(LedgerUnderTest.Line(Agency, 2));
            await data.SaveChangesAsync();
            data.LedgerLines.Single().Hash.Length.ShouldBe(32);
        }

        (await ledger.SealAsync()).Lines.ShouldBe(1);
        (await ledger.VerifyAsync(ahead: TimeSpan.FromMinutes(5))).ShouldSatisfyAllConditions(
            verdict => verdict.Findings.ShouldBeEmpty(), verdict => verdict.Lines.ShouldBe(1));
    }

    [Fact]
    public async Task A_transaction_that_is_still_open_is_not_passed_over()
    {
        await using var ledger = await LedgerUnderTest.MakeAsync();
        await using var slow = new PinchangContext(PinchangDataServices.Options(ledger.App));
        await using var transaction = await slow.Database.BeginTransactionAsync();
        slow.LedgerLines.Add(LedgerUnderTest.Line(Agency, 1));
        await slow.SaveChangesAsync();
        await ledger.WriteAsync(Agency, 3);

        (await ledger.SealAsync(settled: false)).Lines.ShouldBe(0, "the older transaction may still commit a line before these");
        await transaction.CommitAsync();

        (await ledger.SealAsync()).Lines.ShouldBe(4);
        (await ledger.VerifyAsync(ahead: TimeSpan.FromMinutes(5))).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Writers_and_two_sealers_at_once_leave_every_line_sealed_once()
    {
        await using var ledger = await LedgerUnderTest.MakeAsync();
        using var second = new LedgerSealer(ledger.App, TimeProvider.System);
        using var written = new CancellationTokenSource();
        var sealing = new[] { ledger.Sealer, second }.Select(sealer => Task.Run(async () =>
        {
            while (!written.IsCancellationRequested)
            {
                await sealer.SealAsync(CancellationToken.None);
            }
        })).ToArray();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                await ledger.WriteAsync(writer % 2 == 0 ? Agency : Other, 4);
                await using var data = new PinchangContext(PinchangDataServices.Options(ledger.App));
                data.LedgerLines.Add(LedgerUnderTest.Line(Agency, i));
                await data.SaveChangesAsync();
            }
        })));
        await written.CancelAsync();
        await Task.WhenAll(sealing);
        await ledger.SealAsync();

        var verdict = await ledger.VerifyAsync(ahead: TimeSpan.FromMinutes(5));
        verdict.Findings.ShouldBeEmpty();
        verdict.Lines.ShouldBe(8 * 25 * 5);
        verdict.Chains.ShouldBe(2);
    }

    [Fact]
    public async Task More_lines_than_a_round_takes_are_sealed_by_several()
    {
        await using var ledger = await LedgerUnderTest.MakeAsync();
        for (var i = 0; i < 5; i++)
        {
            await ledger.WriteAsync(Agency, LedgerSealer.MostPerRound / 4);
        }

        var rounds = new List<int>();
        while (await ledger.SealAsync() is { Lines: > 0 } round)
        {
            rounds.Add(round.Lines);
        }

        rounds.Count.ShouldBeGreaterThan(1);
        rounds.Sum().ShouldBe(LedgerSealer.MostPerRound / 4 * 5);
        (await ledger.VerifyAsync(ahead: TimeSpan.FromMinutes(5))).Findings.ShouldBeEmpty();
    }

    /// <summary>X27: the month was not made. Nothing is refused, nothing lost, and the month is made from what waits.</summary>
    [Fact]
    [Clause("LH-4.4.1f", at: "Data/Ledger/LedgerMonths.cs")]
    public async Task A_line_of_a_month_that_nobody_made_is_kept_and_moves_into_it()
    {
        await using var ledger = await LedgerUnderTest.MakeAsync();
        var later = LedgerUnderTest.Now.AddMonths(7);
        await ledger.Log.AppendAsync([LedgerUnderTest.Line(Agency, 1, later), LedgerUnderTest.Line(Agency, 2, later.AddHours(1))]);
        await ledger.SealAsync();
        (await ledger.ReadAsync<long>("SELECT count(*) FROM compliance.ledger_lines_elsewhere")).ShouldBe(2);

        var months = new LedgerMonths(ledger.App);
        (await months.MakeAsync(LedgerUnderTest.Now, CancellationToken.None)).ShouldBe(1);

        (await ledger.ReadAsync<long>("SELECT count(*) FROM compliance.ledger_lines_elsewhere")).ShouldBe(0);
        (await ledger.ReadAsync<long>("SELECT count(*) FROM compliance.ledger_lines")).ShouldBe(2);
        (await months.MakeAsync(LedgerUnderTest.Now, CancellationToken.None)).ShouldBe(0);
        (await ledger.VerifyAsync(ahead: TimeSpan.FromDays(300))).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Months_are_Chinas()
    {
        await using var ledger = await LedgerUnderTest.MakeAsync();
        var midnight = Domain.ChinaTime.StartOf(LedgerChain.MonthOf(LedgerUnderTest.Now).AddMonths(1));
        await ledger.Log.AppendAsync([LedgerUnderTest.Line(Agency, 1, midnight.AddTicks(-10)), LedgerUnderTest.Line(Agency, 2, midnight)]);

        (await ledger.SealAsync()).Heads.Select(head => head.Chain.Month).Distinct().Count().ShouldBe(2);
        (await ledger.ReadAsync<long>("SELECT count(DISTINCT tableoid) FROM compliance.ledger_lines")).ShouldBe(2);
        (await ledger.VerifyAsync(ahead: TimeSpan.FromDays(60))).Findings.ShouldBeEmpty();
    }
}
