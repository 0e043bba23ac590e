using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans;
using Orleans.Hosting;
using Pinchang.Contracts.Fairs;
using Pinchang.Data;
using Pinchang.Data.Migrations;
using Pinchang.Embedded;
using Pinchang.Embedded.PostgreSql;
using Pinchang.LiveRooms.Grains;
using Pinchang.Load.Measuring;

namespace Pinchang.Load.Queue;

/// <summary>A fair's booths as grains over a real database; each recruiter takes a number for somebody, calls, and gives it back.</summary>
internal sealed class BoothsUnderLoad(IHost host, Guid[] booths) : IAsyncDisposable
{
    public const int Booths = 64;
    public const int Recruiters = 8;

    private readonly ConcurrentDictionary<Guid, byte> _called = new();
    private readonly int[] _latest = new int[Booths];
    private int _calledTwice;
    private int _overtaken;

    public int CalledTwice => _calledTwice;

    /// <summary>Calls of a number below one that the same booth had called before, by the order of calls.</summary>
    public int Overtaken => _overtaken;

    public static async Task<BoothsUnderLoad> StartAsync(PostgreSqlServer server)
    {
        await new MigrationRunner(server.OwnerConnectionString).RunAsync();
        var booths = Enumerable.Range(0, Booths).Select(number => Id(1, number)).ToArray();
        await SeedAsync(server.OwnerConnectionString);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddPinchangData(server.AppConnectionString);
        builder.UseOrleans(silo => silo.Configure<EmbeddedEngineOptions>(engine => engine.GrainAssemblies.Add(typeof(RoomGrains).Assembly)));
        var host = builder.Build();
        await host.StartAsync();
        return new(host, booths);
    }

    public async Task<Sample> RunAsync(TimeSpan window)
    {
        var until = Stopwatch.GetTimestamp() + (long)(window.TotalSeconds * Stopwatch.Frequency);
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(
            from booth in Enumerable.Range(0, Booths) from recruiter in Enumerable.Range(0, Recruiters) select Task.Run(() => WorkAsync(booth, recruiter, until)));
        return new(counts.Sum() / watch.Elapsed.TotalSeconds, $"{counts.Sum()} in {watch.Elapsed.TotalSeconds:F1} s", []);
    }

    /// <summary>A process that shares its cores compiles its hot paths late: until a window is no longer faster than the one before, or 90 s.</summary>
    public async Task WarmUpAsync(TimeSpan window)
    {
        var (watch, before) = (Stopwatch.StartNew(), 0.0);
        while (watch.Elapsed < TimeSpan.FromSeconds(90))
        {
            var rate = (await RunAsync(window)).Value;
            Console.WriteLine($"warm-up: {rate:N0}/s");
            if (rate < before * 1.03 && watch.Elapsed > window * 3)
            {
                break;
            }

            before = rate;
        }
    }

    /// <summary>So many more wait at each booth, from now on: they keep being called from the front, and others join behind.</summary>
    public async Task FillAsync(int waiting)
    {
        await Parallel.ForEachAsync(booths, async (booth, _) =>
        {
            var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IBoothGrain>(booth);
            for (var number = 0; number < waiting; number++)
            {
                await grain.TakeNumber(new(new(Guid.CreateVersion7(), "求职者", false, false, DateTimeOffset.UtcNow), Guid.CreateVersion7(), 1, null, false));
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    private async Task<int> WorkAsync(int booth, int recruiter, long until)
    {
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IBoothGrain>(booths[booth]);
        var count = 0;
        while (Stopwatch.GetTimestamp() < until)
        {
            var now = DateTimeOffset.UtcNow;
            var taken = await grain.TakeNumber(new(new(Guid.CreateVersion7(), "求职者", false, false, now), Guid.CreateVersion7(), 1, null, false));
            var called = await grain.CallNext(new(new(Id(2, recruiter), "招聘官", true, false, DateTimeOffset.UtcNow), Guid.CreateVersion7()));
            if (taken.Refusal is { } refused || called.Value is not { } talk)
            {
                throw new InvalidOperationException($"Refused: {(taken.Refusal ?? called.Refusal)!.Code}");
            }

            if (!_called.TryAdd(talk.PlaceId, 0))
            {
                Interlocked.Increment(ref _calledTwice);
            }

            var left = await grain.LeaveQueue(new(new(talk.CandidateId, "求职者", false, false, DateTimeOffset.UtcNow), talk.PlaceId));
            if (left.Value is { } place)
            {
                // Answers of one booth come in the order of its calls, give or take those in flight.
                var before = Volatile.Read(ref _latest[booth]);
                if (place.Number + (2 * Recruiters) < before)
                {
                    Interlocked.Increment(ref _overtaken);
                }

                Volatile.Write(ref _latest[booth], Math.Max(before, place.Number));
            }

            count++;
        }

        return count;
    }

    private static async Task SeedAsync(string connection)
    {
        var staff = string.Join(',', Enumerable.Range(0, Recruiters).Select(recruiter => $"'{Id(2, recruiter)}'"));
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(
            $"""
            INSERT INTO organisations.agencies (id, name, created_at) VALUES ('{Id(9, 0)}', '示范', now());
            INSERT INTO accounts.users (id, display_name, created_at, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            VALUES ('{Id(9, 1)}', '周', now(), false, false, false, false, 0);
            INSERT INTO fairs.fairs (id, agency_id, author_id, name, organizer, co_organizers, opens_at, closes_at, content, audience, scale, requirements,
                how_to_register, enquiries, settings, state, created_at, updated_at, published_at)
            VALUES ('{Id(9, 2)}', '{Id(9, 0)}', '{Id(9, 1)}', '负载', '聘场', '无', now() - interval '1 hour', now() + interval '9 hours', '洽谈', '求职者', '大', '无',
                '在线', '0755', '{"{}"}', 'Published', now(), now(), now());
            INSERT INTO fairs.halls (id, fair_id, name, position) VALUES ('{Id(9, 3)}', '{Id(9, 2)}', '展区', 0);
            """);
        await command.ExecuteNonQueryAsync();
        for (var number = 0; number < Booths; number++)
        {
            await using var booth = source.CreateCommand(
                $"""
                INSERT INTO organisations.employers (id, agency_id, author_id, name, credit_code, address, industry, contact_name, state, submitted_at)
                VALUES ('{Id(4, number)}', '{Id(9, 0)}', '{Id(9, 1)}', '单位{number}', '{number:D18}', '上海', '软件', '林', 'Approved', now());
                INSERT INTO fairs.exhibitors (id, agency_id, fair_id, employer_id, author_id, introduction, job_ids, staff_ids, state, submitted_at)
                VALUES ('{Id(5, number)}', '{Id(9, 0)}', '{Id(9, 2)}', '{Id(4, number)}', '{Id(9, 1)}', '展位', ARRAY[]::uuid[], ARRAY[{staff}]::uuid[], 'Approved', now());
                INSERT INTO fairs.booths (id, agency_id, fair_id, hall_id, exhibitor_id, employer_id, number, state, state_since, on_duty)
                VALUES ('{Id(1, number)}', '{Id(9, 0)}', '{Id(9, 2)}', '{Id(9, 3)}', '{Id(5, number)}', '{Id(4, number)}', 'A{number}', 'Open', now(), ARRAY[{staff}]::uuid[]);
                """);
            await booth.ExecuteNonQueryAsync();
        }
    }

    private static Guid Id(int kind, int number) => new(kind, (short)number, 0, new byte[8]);
}
