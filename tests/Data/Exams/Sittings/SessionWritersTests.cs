using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pinchang.Contracts.Exams;
using Pinchang.Data.Exams.Sittings;
using Pinchang.Data.Keys;
using Pinchang.Domain.Exams.Sittings;
using Pinchang.Support.Exams;

namespace Pinchang.Data.Tests.Exams.Sittings;

/// <summary>One activation writes a session: whoever was overtaken cannot, and whoever overtook knows all that was acknowledged before.</summary>
public sealed class SessionWritersTests(PostgreSqlFixture database) : IClassFixture<PostgreSqlFixture>, IAsyncLifetime
{
    private readonly NpgsqlDataSource _app = NpgsqlDataSource.Create(database.AppConnectionString);
    private readonly NpgsqlDataSource _owner = NpgsqlDataSource.Create(database.OwnerConnectionString);
    private readonly string _keys = Directory.CreateTempSubdirectory("pinchang-keys-").FullName;
    private SittingSchedules _schedules = null!;   // made in InitializeAsync
    private SeatedExam _exam = null!;
    private CrowdMember[] _crowd = null!;

    public async Task InitializeAsync()
    {
        (_schedules, var now) = (new(_app, TimeProvider.System, NullLogger<SittingSchedules>.Instance), DateTimeOffset.UtcNow);
        var keys = new Pinchang.Data.Exams.Papers.ExamKeys(() => MasterKeyFile.ReadOrMake(_keys, "exam.key"));
        _exam = await SeatedExam.MakeAsync(_owner, keys, await SeatedExam.PlaceAsync(_owner), SittingTimes.RunningAt(now), now);
        _crowd = await ExamCrowd.SeatAsync(_owner, _exam, 20);
    }

    public async Task DisposeAsync()
    {
        await _schedules.DisposeAsync();
        await _app.DisposeAsync();
        await _owner.DisposeAsync();
        Directory.Delete(_keys, recursive: true);
    }

    [Fact]
    [Clause("EX-6.3-time", at: "Data/Exams/Sittings/SessionRows.cs")]
    public async Task Whoever_was_overtaken_is_told_and_writes_nothing_while_the_others_of_the_batch_do()
    {
        var (store, log) = Process();
        await using (log)
        {
            var (one, other) = (_crowd[0].Seat.SessionId, _crowd[1].Seat.SessionId);
            var (earlier, neighbour) = (await OwnerAsync(store, one), await OwnerAsync(store, other));
            var later = await OwnerAsync(store, one);

            var answers = await Task.WhenAll(log.AppendAsync(earlier, Answer(1)), log.AppendAsync(neighbour, Answer(1)), log.AppendAsync(later, Answer(2)));

            answers.ShouldBe([false, true, true]);
            (await SequencesAsync(one)).ShouldBe([2]);
            (await SequencesAsync(other)).ShouldBe([1]);
        }
    }

    [Fact]
    [Clause("EX-6.3-time", at: "Data/Exams/Sittings/WakingSessions.cs")]
    public async Task A_start_that_is_not_a_fact_yet_is_known_to_whoever_wakes_the_session()
    {
        var (store, log) = Process();
        await using (log)
        {
            var session = _crowd[2].Seat.SessionId;
            var owner = await OwnerAsync(store, session);
            var at = new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
            var entered = new SessionWrite { Facts = [new(1, at, null, new Entered(1, "pc", "pc", true))], Standing = new() { State = ExamSessionState.Entered, Epoch = 1, Facts = 1 } };
            var started = new SessionWrite { Facts = [new(2, at, null, new Started(1))], Standing = entered.Standing with { State = ExamSessionState.Started, StartedAt = at, Facts = 2 } };

            (await Task.WhenAll(log.AppendAsync(owner, entered), log.AppendAsync(owner, started))).ShouldAllBe(kept => kept);

            (await store.WakeAsync(session, CancellationToken.None)).ShouldNotBeNull().Standing.ShouldSatisfyAllConditions(
                standing => standing.State.ShouldBe(ExamSessionState.Started),
                standing => standing.StartedAt.ShouldBe(at),
                standing => standing.Facts.ShouldBe(2),
                standing => standing.Epoch.ShouldBe(1));
        }
    }

    [Fact]
    [Clause("EX-6.3-time", at: "Data/Exams/Sittings/WakingSessions.cs")]
    public async Task A_crowd_that_moves_between_two_servers_while_it_writes_loses_nothing_that_was_acknowledged()
    {
        (SessionStore Store, SessionLog Log)[] servers = [Process(), Process()];
        var acknowledged = _crowd.ToDictionary(member => member.Seat.SessionId, _ => new List<long>());
        await Task.WhenAll(_crowd.Select((member, i) => Task.Run(() => WanderAsync(member.Seat.SessionId, new Random(2026 + i)))));
        foreach (var (_, log) in servers)
        {
            await log.DisposeAsync();
        }

        foreach (var (session, sequences) in acknowledged)
        {
            sequences.ShouldNotBeEmpty();
            (await SequencesAsync(session)).ShouldBe(sequences, ignoreOrder: true);
        }

        async Task WanderAsync(Guid session, Random random)
        {
            var next = 0L;
            for (var wake = 0; wake < 12; wake++)
            {
                var (store, log) = servers[random.Next(2)];
                var woken = (await store.WakeAsync(session, CancellationToken.None))!;

                // What an earlier owner still has on its way is refused, or was read here.
                lock (acknowledged)
                {
                    acknowledged[session].ShouldAllBe(sequence => woken.Received.Contains(sequence));
                }

                var owner = new SessionOwner(session, woken.Writer);
                for (var burst = random.Next(4); burst >= 0; burst--)
                {
                    await KeepAsync(log, owner, session, ++next);
                }

                // Left under way when the next server takes over.
                _ = KeepAsync(log, owner, session, ++next);
            }

            var last = (await servers[0].Store.WakeAsync(session, CancellationToken.None))!;
            await KeepAsync(servers[0].Log, new(session, last.Writer), session, ++next);
        }

        async Task KeepAsync(SessionLog log, SessionOwner owner, Guid session, long sequence)
        {
            if (await log.AppendAsync(owner, Answer(sequence)))
            {
                lock (acknowledged)
                {
                    acknowledged[session].Add(sequence);
                }
            }
        }
    }

    private static SessionWrite Answer(long sequence) => new()
    {
        Answers = [new(0, sequence, "q1", new(Text: $"{sequence}"), false, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow, AnswerStanding.Counted)],
    };

    private (SessionStore Store, SessionLog Log) Process() =>
        (new(_app, _schedules), new(_app, TimeProvider.System, NullLogger<SessionLog>.Instance));

    private static async Task<SessionOwner> OwnerAsync(SessionStore store, Guid session) =>
        new(session, (await store.WakeAsync(session, CancellationToken.None))!.Writer);

    private async Task<List<long>> SequencesAsync(Guid session)
    {
        await using var command = _owner.CreateCommand("SELECT sequence FROM exams.answers WHERE session_id = $1 ORDER BY sequence");
        command.Parameters.Add(new() { Value = session });
        await using var reader = await command.ExecuteReaderAsync();
        var sequences = new List<long>();
        while (await reader.ReadAsync())
        {
            sequences.Add(reader.GetInt64(0));
        }

        return sequences;
    }
}
