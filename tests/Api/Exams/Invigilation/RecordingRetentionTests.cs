using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Pinchang.Api.Persons;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Persons;
using Pinchang.Domain.Persons;

namespace Pinchang.Api.Tests.Exams.Invigilation;

public sealed class RecordingRetentionTests(WatchScene scene) : IClassFixture<WatchScene>
{
    [Fact]
    [Clause("EX-7.5", at: "Data/Persons/ExamRecordingSweep.cs")]
    public async Task What_was_filmed_goes_three_years_after_the_exam_and_its_hashes_stay()
    {
        var (own, neighbours) = (new Recorder(scene.Candidate.Http, scene.SessionId), new Recorder(scene.Neighbour.Http, scene.NeighbourSessionId));
        await own.SendAsync(0);
        await neighbours.SendAsync(0);
        byte[] still = [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[2_000], 0xFF, 0xD9];
        (await scene.Candidate.Http.PutAsync($"/api/exam-sessions/{scene.SessionId}/stills/{Guid.NewGuid()}", new ByteArrayContent(still))).EnsureSuccessStatusCode();
        await OverAsync(days: 3 * 365 - 10);
        (await DueAsync()).ShouldBe(0);

        await OverAsync(days: 3 * 366 + 10);

        (await DueAsync()).ShouldBe(3, "two recordings and a still");
        (await Worker.SweepAsync(CancellationToken.None))[DataKind.ExamRecordings].ShouldBe(3);
        (await LookAsync(own, scene.SessionId)).ShouldBeFalse();
        (await LookAsync(neighbours, scene.NeighbourSessionId)).ShouldBeFalse();
        (await scene.TimelineAsync(scene.SessionId)).Recordings.Single(run => run.Id == own.Run).LastHash.ShouldBe(Recorder.HashOf(Recorder.Piece(0)));
        (await Worker.SweepAsync(CancellationToken.None))[DataKind.ExamRecordings].ShouldBe(0);
    }

    private RetentionWorker Worker => scene.Api.Services.GetServices<IHostedService>().OfType<RetentionWorker>().Single();

    private async Task<int?> DueAsync()
    {
        var inspector = await scene.Api.StaffAsync(Roles.Inspector);
        return (await inspector.Http.GetAsync<RetentionPlan>("/api/operations/retention")).Kinds.Single(kind => kind.Kind == nameof(DataKind.ExamRecordings)).Due;
    }

    private async Task<bool> LookAsync(Recorder recorder, Guid sessionId) =>
        (await scene.Invigilator.Http.GetAsync(new Uri($"/api/exam-sessions/{sessionId}/recordings/{recorder.Run}", UriKind.Relative))).IsSuccessStatusCode;

    /// <summary>Both sessions are over, one of them by a termination, and the project's results were published that many days ago.</summary>
    private async Task OverAsync(int days)
    {
        await using var owner = NpgsqlDataSource.Create(scene.Api.OwnerConnectionString);
        await using var command = owner.CreateCommand(
            $"""
            UPDATE exams.sittings SET opens_at = now() - interval '{days + 2} days', starts_at = now() - interval '{days + 2} days', latest_entry_at = now() - interval '{days + 1} days 12 hours',
                earliest_hand_in_at = now() - interval '{days + 1} days', ends_at = now() - interval '{days + 1} days' WHERE project_id = '{scene.ProjectId}';
            UPDATE exams.sessions SET state = CASE id WHEN '{scene.NeighbourSessionId}' THEN 'Terminated' ELSE 'HandedIn' END, end_kind = CASE id WHEN '{scene.NeighbourSessionId}' THEN 'Terminated' ELSE 'ByCandidate' END, receipt_sha256 = '00', receipt_code = '00'
                WHERE project_id = '{scene.ProjectId}';
            DELETE FROM exams.score_notices WHERE project_id = '{scene.ProjectId}';
            INSERT INTO exams.score_notices (id, agency_id, project_id, version, fingerprint, assembled_by, assembled_at, state, confirmed_at, published_at, public_until)
            VALUES (gen_random_uuid(), '{scene.Api.AgencyId}', '{scene.ProjectId}', 1, '', '{scene.Invigilator.UserId}', now(), 'Published', now() - interval '{days + 3} days',
                now() - interval '{days + 2} days', now() - interval '{days} days');
            """);
        await command.ExecuteNonQueryAsync();
    }
}
