using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Pinchang.Api.Persons;
using Pinchang.Api.Tests.Files;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.Persons;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Domain.Persons;

namespace Pinchang.Api.Tests.Persons;

public sealed class RetentionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    [Clause("LH-4.4.1c", at: "Domain/Persons/RetentionRule.cs")]
    public void Every_kind_of_data_has_its_term_and_its_words()
    {
        RetentionRule.All.Select(rule => rule.Kind).ShouldBe(Enum.GetValues<DataKind>());
        foreach (var rule in RetentionRule.All)
        {
            foreach (var part in new[] { "name", "what", "why", "until", "then" })
            {
                DataKindTexts.Find($"{rule.Kind}.{part}").ShouldNotBeNullOrEmpty($"{rule.Kind}.{part}");
            }
        }
    }

    [Fact]
    [Clause("JF-9c", at: "Data/Persons/RetentionSweep.cs")]
    public async Task What_is_past_its_term_is_counted_first_and_removed_then_and_the_ledger_tells_how_much()
    {
        var inspector = await api.StaffAsync(Roles.Inspector);
        var person = await api.CandidateAsync();
        var image = await (await person.Http.UploadAsync(FileKind.ExamIdentity, FileForms.Png, "证件.png")).ReadAsync<StoredFile>();
        await using var owner = NpgsqlDataSource.Create(api.OwnerConnectionString);
        await ExecuteAsync(owner,
            $"""
            INSERT INTO accounts.sign_ins (id, at, event, method, address, device)
            SELECT gen_random_uuid(), now() - interval '3 years 1 day', 'SignedIn', 'Password', '10.0.0.1', 'old' FROM generate_series(1, 2500);
            INSERT INTO accounts.sign_ins (id, at, event, method, address, device)
            VALUES (gen_random_uuid(), now() - interval '2 years', 'SignedIn', 'Password', '10.0.0.1', 'kept');
            UPDATE files.uploads SET uploaded_at = now() - interval '31 days' WHERE id = '{image.Id}';
            """);

        var plan = await inspector.Http.GetAsync<RetentionPlan>("/api/operations/retention");
        plan.Kinds.Single(kind => kind.Kind == nameof(DataKind.SignIns)).Due.ShouldBe(2500);
        plan.Kinds.Single(kind => kind.Kind == nameof(DataKind.IdentityImages)).Due.ShouldBe(1);
        (await person.Http.GetAsync(new Uri($"/api/files/{image.Id}", UriKind.Relative))).IsSuccessStatusCode.ShouldBeTrue("a dry run removes nothing");

        var removed = await Worker.SweepAsync(CancellationToken.None);

        (removed[DataKind.SignIns], removed[DataKind.IdentityImages]).ShouldBe((2500, 1));
        (await person.Http.GetAsync(new Uri($"/api/files/{image.Id}", UriKind.Relative))).IsSuccessStatusCode.ShouldBeFalse();
        (await ReadAsync(data => data.SignIns.CountAsync(line => line.Device == "kept"))).ShouldBe(1);
        (await ReadAsync(data => data.LedgerLines.Where(line => line.Kind == LedgerKinds.DataExpired && line.AgencyId == api.AgencyId).OrderBy(line => line.At)
            .Select(line => line.After).ToListAsync())).ShouldBe(["1", "2500"], ignoreOrder: true);
        (await inspector.Http.GetAsync<RetentionPlan>("/api/operations/retention")).Runs.Length.ShouldBe(2);
        (await Worker.SweepAsync(CancellationToken.None)).Values.Sum().ShouldBe(0);
    }

    [Theory]
    [InlineData("SELECT accounts.forget_sign_ins(now() - interval '5 months', 10)")]
    [InlineData("SELECT live.forget_chat(now() - interval '2 years', 10)")]
    [InlineData("SELECT applications.forget_applications(now() - interval '35 months', 10)")]
    [InlineData("SELECT fairs.forget_talks(now() - interval '35 months', 10)")]
    [InlineData("SELECT fairs.forget_registrations(now() - interval '35 months', 10)")]
    [InlineData("DELETE FROM accounts.sign_ins")]
    public async Task The_application_cannot_forget_sooner_than_the_law_lets(string sql)
    {
        await using var command = api.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        (await Should.ThrowAsync<PostgresException>(command.ExecuteNonQueryAsync())).SqlState
            .ShouldBeOneOf(PostgresErrorCodes.CheckViolation, PostgresErrorCodes.InsufficientPrivilege);
    }

    private RetentionWorker Worker => api.Services.GetServices<IHostedService>().OfType<RetentionWorker>().Single();

    private Task<T> ReadAsync<T>(Func<PinchangContext, Task<T>> read) => api.InScopeAsync(services => read(services.GetRequiredService<PinchangContext>()));

    private static async Task ExecuteAsync(NpgsqlDataSource owner, string sql)
    {
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
