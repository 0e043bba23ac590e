using Pinchang.Domain.Ledger;

namespace Pinchang.Data.Tests.Ledger;

/// <summary>P8: whoever has the whole database cannot touch a line without being told which.</summary>
[Clause("LH-4.4.1f", at: "Data/Ledger/LedgerVerifier.cs")]
[Clause("EX-7.5", at: "Data/Ledger/LedgerVerifier.cs")]
public sealed class LedgerTamperTests
{
    private static readonly Guid Agency = Guid.Parse("0199aaaa-0000-7000-8000-000000000001");

    private static readonly string[] Columns =
        ["kind", "address", "subject", "before", "after", "what", "reason", "actor_id", "organisation_id", "person_id", "subject_id", "service_id", "at"];

    [Theory]
    [InlineData("kind")]
    [InlineData("address")]
    [InlineData("before")]
    [InlineData("after")]
    [InlineData("what")]
    [InlineData("reason")]
    [InlineData("actor_id")]
    [InlineData("organisation_id")]
    [InlineData("person_id")]
    [InlineData("subject_id")]
    [InlineData("service_id")]
    [InlineData("at")]
    public async Task A_changed_line_is_named_whatever_was_changed(string column)
    {
        await using var ledger = await WrittenAsync();
        var lines = await ledger.WriteAsync(Agency, 9);
        await ledger.SealAsync();

        (await ledger.AsOwnerAsync($"UPDATE compliance.ledger_lines SET {Change(column)} WHERE id = $1", lines[4].Id)).ShouldBe(1);

        var finding = (await ledger.VerifyAsync()).Findings.ShouldHaveSingleItem();
        (finding.Flaw, finding.LineId).ShouldBe((LedgerFlaw.LineChanged, lines[4].Id));
        finding.Position.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_removed_line_is_named()
    {
        await using var ledger = await WrittenAsync();
        var lines = await ledger.WriteAsync(Agency, 5);
        await ledger.SealAsync();

        await ledger.AsOwnerAsync("DELETE FROM compliance.ledger_lines WHERE id = $1", lines[2].Id);

        var finding = (await ledger.VerifyAsync()).Findings.ShouldHaveSingleItem();
        (finding.Flaw, finding.LineId).ShouldBe((LedgerFlaw.LineRemoved, lines[2].Id));
    }

    [Fact]
    public async Task A_line_put_in_where_the_sealer_had_been_is_named_at_once()
    {
        await using var ledger = await WrittenAsync();
        var forged = Guid.CreateVersion7(LedgerUnderTest.Now);
        await ledger.AsOwnerAsync(
            """
            INSERT INTO compliance.ledger_lines (id, at, agency_id, kind, subject, subject_id, written_by)
            SELECT $1, at, agency_id, kind, subject, subject_id, written_by FROM compliance.ledger_lines LIMIT 1
            """, forged);
        await ledger.SealAsync();

        var finding = (await ledger.VerifyAsync()).Findings.ShouldHaveSingleItem();
        (finding.Flaw, finding.LineId).ShouldBe((LedgerFlaw.LineInserted, forged));
    }

    [Fact]
    public async Task Two_lines_that_change_their_content_are_both_named()
    {
        await using var ledger = await WrittenAsync();
        var lines = await ledger.WriteAsync(Agency, 6);
        await ledger.SealAsync();
        await ledger.AsOwnerAsync(
            """
            UPDATE compliance.ledger_lines AS line SET what = other.what, subject_id = other.subject_id
            FROM compliance.ledger_lines AS other WHERE (line.id, other.id) IN (($1, $2), ($2, $1))
            """, lines[1].Id, lines[3].Id);

        var findings = (await ledger.VerifyAsync()).Findings;
        findings.ShouldAllBe(finding => finding.Flaw == LedgerFlaw.LineChanged);
        findings.Select(finding => finding.LineId).ShouldBe([lines[1].Id, lines[3].Id], ignoreOrder: true);
    }

    [Fact]
    public async Task A_tail_that_was_cut_off_with_its_seals_is_told_by_the_anchor()
    {
        await using var ledger = await WrittenAsync();
        var lines = await ledger.WriteAsync(Agency, 4);
        await ledger.SealAsync();
        await ledger.AsOwnerAsync("DELETE FROM compliance.ledger_lines WHERE id = ANY ($1)", lines.Select(line => line.Id).ToArray());
        await ledger.AsOwnerAsync("DELETE FROM compliance.ledger_seals WHERE number = (SELECT max(number) FROM compliance.ledger_seals)");

        var finding = (await ledger.VerifyAsync()).Findings.ShouldHaveSingleItem();
        finding.Flaw.ShouldBe(LedgerFlaw.SealRemoved);
        finding.ToString().ShouldContain("anchored up to seal");
    }

    [Fact]
    public async Task A_chain_that_is_gone_whole_is_told_by_its_anchor()
    {
        await using var ledger = await WrittenAsync();
        await ledger.AsOwnerAsync("DELETE FROM compliance.ledger_lines");
        await ledger.AsOwnerAsync("DELETE FROM compliance.ledger_seals");

        (await ledger.VerifyAsync()).Findings.ShouldHaveSingleItem().Flaw.ShouldBe(LedgerFlaw.SealRemoved);
    }

    [Fact]
    public async Task A_chain_that_was_reckoned_anew_holds_in_itself_and_not_against_its_anchors()
    {
        await using var ledger = await WrittenAsync();
        var lines = await ledger.WriteAsync(Agency, 4);
        await ledger.SealAsync();
        await ledger.AsOwnerAsync("UPDATE compliance.ledger_lines SET what = '改过' WHERE id = $1", lines[0].Id);
        await ledger.AsOwnerAsync("DELETE FROM compliance.ledger_seals");
        using var forger = new Data.Ledger.LedgerSealer(ledger.Owner, TimeProvider.System);
        await forger.SealAsync(CancellationToken.None);

        (await ledger.VerifyAsync()).Findings.ShouldContain(finding => finding.Flaw == LedgerFlaw.ChainRewritten || finding.Flaw == LedgerFlaw.SealRemoved);
    }

    [Fact]
    public async Task The_sealer_itself_notices_when_the_chain_is_not_the_one_it_left()
    {
        await using var ledger = await WrittenAsync();
        await ledger.AsOwnerAsync("UPDATE compliance.ledger_seals SET hash = sha256(hash)");
        await ledger.WriteAsync(Agency, 1);

        (await ledger.SealAsync()).Alarms.ShouldHaveSingleItem().Flaw.ShouldBe(LedgerFlaw.ChainRewritten);
    }

    [Theory]
    [InlineData("UPDATE compliance.ledger_seals SET hash = sha256(hash) WHERE number = 1")]
    [InlineData("UPDATE compliance.ledger_seals SET previous = sha256(previous) WHERE number = 2")]
    [InlineData("UPDATE compliance.ledger_seals SET line_ids = line_ids[2:] || line_ids[1] WHERE number = 1")]
    [InlineData("UPDATE compliance.ledger_seals SET number = number + 10 WHERE number = 2")]
    [InlineData("DELETE FROM compliance.ledger_seals WHERE number = 1")]
    public async Task A_seal_that_was_touched_is_named(string sql)
    {
        await using var ledger = await WrittenAsync();
        await ledger.WriteAsync(Agency, 3);
        await ledger.SealAsync();
        (await ledger.VerifyAsync()).Findings.ShouldBeEmpty();

        (await ledger.AsOwnerAsync(sql)).ShouldBe(1);

        (await ledger.VerifyAsync()).Holds.ShouldBeFalse();
    }

    [Fact]
    public async Task An_anchor_that_was_touched_is_named()
    {
        await using var ledger = await WrittenAsync();
        var file = Directory.EnumerateFiles(ledger.Anchors.Folder, "*", SearchOption.AllDirectories).ShouldHaveSingleItem();
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("1 12 ", "1 11 ", StringComparison.Ordinal));

        (await ledger.VerifyAsync()).Findings.ShouldHaveSingleItem().Flaw.ShouldBe(LedgerFlaw.AnchorChanged);
    }

    /// <summary>Random histories: any one touch of any line is named, and it is that line; without a touch nothing is.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Any_touch_in_any_history_is_named(int seed)
    {
        var random = new Random(seed);
        await using var ledger = await LedgerUnderTest.MakeAsync();
        var written = new List<LedgerLine>();
        for (var step = 0; step < 25; step++)
        {
            switch (random.Next(3))
            {
                case 0:
                    written.AddRange(await ledger.WriteAsync(random.Next(3) == 0 ? Guid.Empty : Agency, random.Next(1, 9)));
                    break;
                case 1:
                    await using (var data = new PinchangContext(PinchangDataServices.Options(ledger.App)))
                    {
                        var line = LedgerUnderTest.Line(Agency, step);
                        data.LedgerLines.Add(line);
                        await data.SaveChangesAsync();
                        written.Add(line);
                    }

                    break;
                default:
                    await ledger.SealAsync(anchored: random.Next(2) == 0);
                    break;
            }
        }

        written.AddRange(await ledger.WriteAsync(Agency, 1));
        await ledger.SealAsync();
        var whole = await ledger.VerifyAsync(ahead: TimeSpan.FromMinutes(5));
        whole.Findings.ShouldBeEmpty($"seed {seed}");
        whole.Lines.ShouldBe(written.Count);

        var victim = written[random.Next(written.Count)];
        var removes = random.Next(3) == 0;
        var column = Columns[random.Next(Columns.Length)];
        await ledger.AsOwnerAsync(removes ? "DELETE FROM compliance.ledger_lines WHERE id = $1" : $"UPDATE compliance.ledger_lines SET {Change(column)} WHERE id = $1", victim.Id);

        var finding = (await ledger.VerifyAsync()).Findings.ShouldHaveSingleItem($"seed {seed}, {column}");
        (finding.LineId, finding.Flaw).ShouldBe((victim.Id, removes ? LedgerFlaw.LineRemoved : LedgerFlaw.LineChanged), $"seed {seed}, {column}");
    }

    private static string Change(string column) => column switch
    {
        "at" => "at = at - interval '1 microsecond'",
        _ when column.EndsWith("_id", StringComparison.Ordinal) => $"{column} = gen_random_uuid()",
        _ => $"{column} = coalesce({column}, '') || 'x'",
    };

    /// <summary>A ledger with a sealed and anchored beginning of twelve lines.</summary>
    private static async Task<LedgerUnderTest> WrittenAsync()
    {
        var ledger = await LedgerUnderTest.MakeAsync();
        await ledger.WriteAsync(Agency, 12);
        (await ledger.SealAsync()).Lines.ShouldBe(12);
        return ledger;
    }
}
