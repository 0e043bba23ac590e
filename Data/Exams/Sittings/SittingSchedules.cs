using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pinchang.Data.Committing;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Data.Exams.Sittings;

/// <summary>The times of the sittings whose sessions are awake here, read again every few seconds and whenever somebody must be sure.</summary>
internal sealed class SittingSchedules : ISittingSchedules, IAsyncDisposable
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromHours(12);

    private readonly NpgsqlDataSource _database;
    private readonly TimeProvider _time;
    private readonly ILogger<SittingSchedules> _logger;
    private readonly GroupReader<Guid, SittingSchedule> _reader;
    private readonly ConcurrentDictionary<Guid, SittingSchedule> _known = [];
    private readonly ITimer _reading;

    public SittingSchedules([GrainPool] NpgsqlDataSource database, TimeProvider time, ILogger<SittingSchedules> logger)
    {
        (_database, _time, _logger) = (database, time, logger);
        _reader = new(ReadAsync);
        _reading = time.CreateTimer(_ => _ = ReadKnownAsync(), null, ReadEvery, ReadEvery);
    }

    public SittingSchedule? Known(Guid sittingId) => _known.GetValueOrDefault(sittingId);

    /// <summary>A session of it woke: from now on its times are read again.</summary>
    public void Follow(Guid sittingId, SittingSchedule schedule) => _known.TryAdd(sittingId, schedule);

    public async Task<SittingSchedule> ReadAsync(Guid sittingId) =>
        await _reader.ReadAsync(sittingId) ?? throw new InvalidOperationException("A sitting with sessions does not go.");

    public ValueTask DisposeAsync() => _reading.DisposeAsync();

    private async Task ReadKnownAsync()
    {
        try
        {
            var now = _time.GetUtcNow();
            foreach (var (id, schedule) in _known)
            {
                if (schedule.EndsAt + ForgetAfter < now)
                {
                    _known.TryRemove(id, out _);
                }
            }

            await Task.WhenAll(_known.Keys.Select(_reader.ReadAsync));
        }
        catch (Exception exception)
        {
            // What is known goes on holding; nobody is refused for the time on it without reading again.
            _logger.LogWarning(exception, "The times of sittings could not be read again");
        }
    }

    private async Task<IReadOnlyDictionary<Guid, SittingSchedule>> ReadAsync(IReadOnlyList<Guid> ids)
    {
        await using var command = _database.CreateCommand(
            """
            SELECT id, opens_at, starts_at, ends_at, latest_entry_at, earliest_hand_in_at, grace_seconds, extra_seconds
            FROM exams.sittings WHERE id = ANY ($1)
            """);
        command.Parameters.Add(new() { Value = ids.ToArray() });
        await using var reader = await command.ExecuteReaderAsync();
        var found = new Dictionary<Guid, SittingSchedule>();
        while (await reader.ReadAsync())
        {
            var id = reader.GetGuid(0);
            _known[id] = found[id] = ScheduleOf(reader, 1);
        }

        return found;
    }

    /// <summary>Seven columns in the order of the record.</summary>
    public static SittingSchedule ScheduleOf(NpgsqlDataReader reader, int from) => new(
        reader.GetFieldValue<DateTimeOffset>(from),
        reader.GetFieldValue<DateTimeOffset>(from + 1),
        reader.GetFieldValue<DateTimeOffset>(from + 2),
        reader.GetFieldValue<DateTimeOffset>(from + 3),
        reader.GetFieldValue<DateTimeOffset>(from + 4),
        reader.GetInt32(from + 5),
        reader.GetInt32(from + 6));
}
