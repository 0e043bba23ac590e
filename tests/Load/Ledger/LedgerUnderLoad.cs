using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pinchang.Data.Ledger;
using Pinchang.Data.Migrations;
using Pinchang.Embedded.PostgreSql;
using Pinchang.Load.Measuring;

namespace Pinchang.Load.Ledger;

/// <summary>The product's log and sealer, as the application, in this process.</summary>
internal sealed class LedgerUnderLoad : IAsyncDisposable
{
    private const int LinesPerCall = 1_000;
    private const int Writers = 4;

    private readonly NpgsqlDataSource _app;
    private readonly LedgerLog _log;
    private readonly LedgerSealer _sealer;
    private readonly LedgerLines _lines = new(Guid.Parse("0199aaaa-0000-7000-8000-000000000001"), seed: 7);

    private LedgerUnderLoad(PostgreSqlServer server)
    {
        Server = server;
        _app = NpgsqlDataSource.Create(server.ConnectionString(PostgreSqlServer.AppRole, "pinchang"));
        _log = new(_app, TimeProvider.System, NullLogger<LedgerLog>.Instance);
        _sealer = new(_app, TimeProvider.System);
    }

    public PostgreSqlServer Server { get; }

    public int Seals { get; private set; }

    public static async Task<LedgerUnderLoad> StartAsync(PostgreSqlServer server)
    {
        await new MigrationRunner(server.OwnerConnectionString).RunAsync();
        return new(server);
    }

    /// <summary>Lines per second, from the first write until the last of them lies under a durable seal. They are made beforehand.</summary>
    public async Task<Sample> WriteAndSealAsync(int count)
    {
        var calls = _lines.Next(count).Chunk(LinesPerCall).ToArray();
        var watch = Stopwatch.StartNew();
        var next = -1;
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var call = Interlocked.Increment(ref next); call < calls.Length; call = Interlocked.Increment(ref next))
            {
                await _log.AppendAsync(calls[call]);
            }
        })));
        var sealedLines = 0;
        while (sealedLines < count)
        {
            var round = await _sealer.SealAsync(CancellationToken.None);
            (sealedLines, Seals) = (sealedLines + round.Lines, Seals + round.Heads.Count);
            if (round.Lines == 0)
            {
                await Task.Delay(2);
            }
        }

        await writing;
        return new(count / watch.Elapsed.TotalSeconds, $"{count} lines", []);
    }

    public async ValueTask DisposeAsync()
    {
        _sealer.Dispose();
        await _log.DisposeAsync();
        await _app.DisposeAsync();
    }
}
