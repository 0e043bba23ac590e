using System.Diagnostics;
using Npgsql;
using Pinchang.Data.Exams.Papers;
using Pinchang.Data.Keys;
using Pinchang.Data.Migrations;
using Pinchang.Domain.Exams.Sittings;
using Pinchang.Embedded.PostgreSql;
using Pinchang.Load.Measuring;
using Pinchang.Support.Exams;

namespace Pinchang.Load.Exams;

/// <summary>
/// A PostgreSQL that really writes (fsync on) and the product's Api, both on CPU 0; beside them the rows of an exam with a crowd. Peers
/// use the same server on the same core.
/// </summary>
internal sealed class ExamStand : IAsyncDisposable
{
    public const string Origin = "http://localhost:5080";

    private static readonly Dictionary<string, string> Durable = new()
    {
        ["fsync"] = "on",
        ["synchronous_commit"] = "on",
        ["full_page_writes"] = "on",
        ["wal_compression"] = "on",
        ["shared_buffers"] = "512MB",
        ["max_wal_size"] = "4GB",
        ["checkpoint_timeout"] = "15min",
        ["jit"] = "off",
        ["max_connections"] = "150",
    };

    private readonly string _folder;
    private ServerUnderLoad? _api;
    private SamplePlace? _place;

    private ExamStand(string folder, PostgreSqlServer database) => (_folder, Database, Owner) = (folder, database, NpgsqlDataSource.Create(database.OwnerConnectionString));

    public PostgreSqlServer Database { get; }

    public NpgsqlDataSource Owner { get; }

    public string DatabaseFolder => Path.Combine(_folder, "postgres");

    public ServerUnderLoad Api => _api ?? throw new InvalidOperationException("Api was not started.");

    /// <summary>Processor seconds of Api and of every process of the database.</summary>
    public double ServerSeconds => Api.CpuSeconds + DatabaseSeconds;

    public double DatabaseSeconds => CpuClock.OfTree(Database.ProcessId);

    public static async Task<ExamStand> StartAsync()
    {
        var folder = Path.Combine("/var/tmp", $"pinchang-load-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        var database = await PostgreSqlServer.StartAsync(PostgreSqlOptions.For(folder) with { Settings = Durable });
        await new MigrationRunner(database.OwnerConnectionString).RunAsync();
        var stand = new ExamStand(folder, database);
        await stand.PinAsync();
        return stand;
    }

    public async Task StartApiAsync(int port = 6611)
    {
        Environment.SetEnvironmentVariable("PINCHANG_DB", Database.AppConnectionString + ";Maximum Pool Size=20");
        Environment.SetEnvironmentVariable("PINCHANG_DATA", _folder);
        Environment.SetEnvironmentVariable("PINCHANG_WEB_ORIGIN", Origin);
        Environment.SetEnvironmentVariable("PINCHANG_WEB_SECRET", "load");
        Environment.SetEnvironmentVariable("PINCHANG_DEMO", "0");
        Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "Warning");
        _api = await ServerUnderLoad.StartHostAsync("exam", port);
        await PinAsync();
    }

    /// <summary>A sitting of its own and everybody in it.</summary>
    public async Task<(SeatedExam Exam, CrowdMember[] Crowd)> SeatAsync(int count, SittingTimes times, SessionStanding standing, int singles = 20)
    {
        _place ??= await SeatedExam.PlaceAsync(Owner);
        var keys = new ExamKeys(() => MasterKeyFile.ReadOrMake(_folder, "exam.key"));
        var exam = await SeatedExam.MakeAsync(Owner, keys, _place, times, DateTimeOffset.UtcNow, singles: singles);
        return (exam, await ExamCrowd.SeatAsync(Owner, exam, count, standing));
    }

    /// <summary>So that no side pays for what another left behind.</summary>
    public async Task SettleAsync()
    {
        await using var source = NpgsqlDataSource.Create(Database.ConnectionString(PostgreSqlServer.Superuser, "pinchang"));
        await using var command = source.CreateCommand("CHECKPOINT");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Asks twenty times a second.</summary>
    public async Task UntilAsync(string sql, TimeSpan within)
    {
        for (var since = Stopwatch.GetTimestamp(); ; await Task.Delay(50))
        {
            await using var command = Owner.CreateCommand(sql);
            if (await command.ExecuteScalarAsync() is true)
            {
                return;
            }

            if (Stopwatch.GetElapsedTime(since) > within)
            {
                throw new TimeoutException($"Not within {within}: {sql}");
            }
        }
    }

    /// <summary>New connections are children of the postmaster and stay on its core.</summary>
    public async Task PinAsync()
    {
        if (!Pinning.IsDone)
        {
            return;
        }

        foreach (var pid in CpuClock.Children(Database.ProcessId).Prepend(Database.ProcessId))
        {
            using var pin = Process.Start(new ProcessStartInfo("taskset", ["-apc", "0", $"{pid}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            await pin.WaitForExitAsync();
        }
    }

    /// <summary>Milliseconds of one write of 8 KB with fsync, where the database lies.</summary>
    public double MeasureFsync()
    {
        var file = Path.Combine(_folder, "fsync.probe");
        using var handle = File.OpenHandle(file, FileMode.Create, FileAccess.Write);
        var block = new byte[8192];
        var times = new List<double>();
        for (var i = 0; i < 300; i++)
        {
            var at = Stopwatch.GetTimestamp();
            RandomAccess.Write(handle, block, (i % 64) * block.Length);
            RandomAccess.FlushToDisk(handle);
            times.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
        }

        return Statistics.Median(times);
    }

    public async ValueTask DisposeAsync()
    {
        if (_api is not null)
        {
            await _api.DisposeAsync();
        }

        await Owner.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
