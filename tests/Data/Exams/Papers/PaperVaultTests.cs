using System.Text;
using Npgsql;
using Pinchang.Contracts.Exams;
using Pinchang.Data.Exams.Papers;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Support.Exams;

namespace Pinchang.Data.Tests.Exams.Papers;

public sealed class PaperVaultTests(PostgreSqlFixture database) : IClassFixture<PostgreSqlFixture>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 1, 0, 0, TimeSpan.Zero);
    private static readonly PaperTimes Times = PaperTimes.Of(Now.AddHours(3), Now.AddHours(5));
    private static readonly PaperAccessor Sitting = new(null, "开考");
    private static readonly byte[] Master = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];

    private readonly NpgsqlDataSource _app = NpgsqlDataSource.Create(database.AppConnectionString);
    private readonly NpgsqlDataSource _owner = NpgsqlDataSource.Create(database.OwnerConnectionString);
    private SamplePlace _place = null!;   // made in InitializeAsync
    private PaperVault _vault = null!;

    public async Task InitializeAsync()
    {
        _place = await SeatedExam.PlaceAsync(_owner);
        _vault = VaultWith(Master);
    }

    public async Task DisposeAsync()
    {
        _vault.Dispose();
        await _app.DisposeAsync();
        await _owner.DisposeAsync();
    }

    [Fact]
    [Clause("EX-6.3-paper", at: "Data/Exams/Papers/PaperVault.cs")]
    public async Task The_key_is_released_at_the_time_and_opens_the_sealed_bytes()
    {
        var paper = await SealAsync();
        var sealedPaper = (await _vault.ReadSealedAsync(paper.Id))!;

        var key = (await _vault.ReleaseKeyAsync(paper.Id, Sitting, Times.ReleaseAt)).Value!;

        var content = PaperJson.Read<PaperContent>(SealedBox.Open(key.Bytes.Span, sealedPaper.Bytes.Span));
        content.PaperId.ShouldBe(paper.Id);
        content.Sections[0].Questions.Length.ShouldBe(7);
        sealedPaper.Sha256.ShouldBe(Convert.ToHexStringLower(paper.ContentSha256));
    }

    [Fact]
    [Clause("EX-6.3-paper", at: "Domain/Exams/Papers/PaperLock.cs")]
    public async Task Nobody_opens_anything_before_its_time_and_each_attempt_stays_in_the_log()
    {
        var paper = await SealAsync();
        var administrator = new PaperAccessor(_place.FirstId, "想看看", "10.0.0.8");
        var early = Times.ReleaseAt.AddMilliseconds(-1);

        (await _vault.ReleaseKeyAsync(paper.Id, administrator, early)).Refusal!.Code.ShouldBe("exam.paper-locked");
        (await _vault.OpenContentAsync(paper.Id, administrator, early)).Refusal!.Code.ShouldBe("exam.paper-locked");
        (await _vault.OpenWholeAsync(paper.Id, PaperAct.Previewed, administrator, early)).Refusal!.Code.ShouldBe("exam.paper-locked");
        (await _vault.OpenMarkingKeyAsync(paper.Id, administrator, Times.ReleaseAt)).Refusal!.Code.ShouldBe("exam.paper-marking-locked");
        (await _vault.OpenMarkingKeyAsync(paper.Id, administrator, Times.MarkingOpensAt)).IsAccepted.ShouldBeTrue();

        (await LogAsync(paper.Id)).ShouldBe(
        [
            "Assembled ",
            "KeyReleased exam.paper-locked",
            "ContentOpened exam.paper-locked",
            "Previewed exam.paper-locked",
            "MarkingKeyOpened exam.paper-marking-locked",
            "MarkingKeyOpened ",
        ]);
    }

    [Fact]
    [Clause("EX-6.3-paper", at: "Data/Exams/Papers/VaultedPaper.cs")]
    public async Task An_earlier_time_written_into_the_row_opens_nothing()
    {
        var paper = await SealAsync();
        // As the owner of the database, past every right and trigger that holds the application.
        await ExecuteAsync(_owner, $"ALTER TABLE exams.papers DISABLE TRIGGER keep_paper_sealed; UPDATE exams.papers SET release_at = now() - interval '50 years', marking_opens_at = now() - interval '50 years' WHERE id = '{paper.Id}'; ALTER TABLE exams.papers ENABLE TRIGGER keep_paper_sealed");

        (await _vault.ReleaseKeyAsync(paper.Id, Sitting, Now)).Refusal!.Code.ShouldBe("exam.paper-damaged");
        (await _vault.OpenMarkingKeyAsync(paper.Id, Sitting, Now)).Refusal!.Code.ShouldBe("exam.paper-damaged");
    }

    [Fact]
    [Clause("EX-6.3-paper", at: "Data/Migrations/0062_exam_papers.sql")]
    public async Task The_application_itself_cannot_open_a_sealed_paper_early()
    {
        var paper = await SealAsync();

        foreach (var change in new[] { "release_at = release_at - interval '1 second'", "state = 'Assembled', sealed_at = NULL, sealed_by = NULL, release_at = NULL, marking_opens_at = NULL, countersigned_by = NULL, countersigned_at = NULL" })
        {
            (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(_app, $"UPDATE exams.papers SET {change} WHERE id = '{paper.Id}'")))
                .SqlState.ShouldBe(PostgresErrorCodes.CheckViolation);
        }

        foreach (var statement in new[]
        {
            "UPDATE exams.papers SET content_sha256 = ''", "DELETE FROM exams.papers", "UPDATE exams.paper_vault SET sealed_content = ''",
            "UPDATE exams.paper_access SET reason = ''", "DELETE FROM exams.paper_access", "UPDATE exams.question_versions SET sealed = ''",
            "DELETE FROM exams.secrecy_agreements",
        })
        {
            (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(_app, statement))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, statement);
        }
    }

    [Fact]
    [Clause("EX-6.3-paper", at: "Data/Exams/Papers/PaperSafe.cs")]
    public async Task A_copy_of_the_database_holds_no_question_and_opens_with_no_other_key()
    {
        var paper = await SealAsync();
        await using var command = _owner.CreateCommand(
            $"SELECT convert_to(to_jsonb(p)::text, 'UTF8') || v.sealed_content || v.sealed_marking_key || v.sealed_manifest FROM exams.papers p JOIN exams.paper_vault v ON v.paper_id = p.id WHERE p.id = '{paper.Id}'");
        var everything = (byte[])(await command.ExecuteScalarAsync())!;

        foreach (var secret in new[] { "对的一项", "首都是", "北京", "言之有理", "0123456789ABCDEF", "rightOptions" })
        {
            everything.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).ShouldBe(-1, secret);
        }

        using var otherVault = VaultWith([.. Master.Reverse()]);
        (await otherVault.ReleaseKeyAsync(paper.Id, Sitting, Times.ReleaseAt)).Refusal!.Code.ShouldBe("exam.paper-damaged");
    }

    [Fact]
    public async Task A_crowd_at_the_start_opens_the_key_once()
    {
        var paper = await SealAsync();

        var keys = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => _vault.ReleaseKeyAsync(paper.Id, Sitting, Times.ReleaseAt)));

        keys.ShouldAllBe(key => key.IsAccepted);
        (await LogAsync(paper.Id)).Count(line => line.StartsWith("KeyReleased", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_paper_that_one_person_sealed_is_delivered_to_nobody()
    {
        await using var data = new PinchangContext(PinchangDataServices.Options(_app));
        var safe = new PaperSafe(data, new ExamKeys(() => Master));
        var paper = safe.Keep(SamplePapers.Make(Guid.CreateVersion7()), _place.AgencyId, _place.ProjectId, new(_place.FirstId, "组卷"), Now);
        await data.SaveChangesAsync();
        paper.Seal(Times, _place.FirstId, Now).ShouldBeNull();
        await data.SaveChangesAsync();

        (await _vault.ReadSealedAsync(paper.Id)).ShouldBeNull();
        (await _vault.ReleaseKeyAsync(paper.Id, Sitting, Times.ReleaseAt)).Refusal!.Code.ShouldBe("exam.paper-sealing");
        (await _vault.FindOutlineAsync(paper.Id))!.Questions.ShouldBe(8);
    }

    [Fact]
    public async Task A_postponed_paper_opens_at_the_new_time()
    {
        var paper = await SealAsync();
        var later = PaperTimes.Of(Times.ReleaseAt.AddHours(1), Times.MarkingOpensAt.AddHours(1));
        await using (var data = new PinchangContext(PinchangDataServices.Options(_app)))
        {
            var again = (await data.Papers.FindAsync(paper.Id))!;
            var before = again.Times;
            again.Postpone(later, Now).ShouldBeNull();
            await new PaperSafe(data, new ExamKeys(() => Master)).WrapForTimesAsync(again, before, default);
            await data.SaveChangesAsync();
        }

        (await _vault.ReleaseKeyAsync(paper.Id, Sitting, Times.ReleaseAt)).Refusal!.Code.ShouldBe("exam.paper-locked");
        (await _vault.ReleaseKeyAsync(paper.Id, Sitting, later.ReleaseAt)).IsAccepted.ShouldBeTrue();
    }

    private PaperVault VaultWith(byte[] master) => new(_app, new ExamKeys(() => master), new PaperAccessLog(_app));

    private async Task<Paper> SealAsync()
    {
        await using var data = new PinchangContext(PinchangDataServices.Options(_app));
        return await SamplePapers.SealAsync(data, new ExamKeys(() => Master), SamplePapers.Make(Guid.CreateVersion7()), _place, Times, Now);
    }

    private async Task<List<string>> LogAsync(Guid paperId)
    {
        await using var command = _owner.CreateCommand($"SELECT act || ' ' || coalesce(refused_with, '') FROM exams.paper_access WHERE paper_id = '{paperId}' ORDER BY ctid");
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
