using System.Text.Json;
using Npgsql;
using Pinchang.Data.Committing;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Data.Exams.Sittings;

internal sealed class SessionStore : ISessionStore
{
    private const string AnswerColumns = "epoch, sequence, question_id, response, marked, client_at, received_at, standing";

    private readonly NpgsqlDataSource _database;
    private readonly GroupReader<Guid, WokenSession> _waking;

    public SessionStore([GrainPool] NpgsqlDataSource database, SittingSchedules schedules)
    {
        _database = database;
        _waking = new(new WakingSessions(database, schedules).WakeAsync);
    }

    public Task<WokenSession?> WakeAsync(Guid sessionId, CancellationToken cancellation) => _waking.ReadAsync(sessionId).WaitAsync(cancellation);

    public async Task<IReadOnlyList<AnswerRecord>> FindAnswersAsync(
        Guid sessionId, int epoch, IReadOnlyList<long> sequences, CancellationToken cancellation)
    {
        await using var command = _database.CreateCommand(
            $"SELECT {AnswerColumns} FROM exams.answers WHERE session_id = $1 AND epoch = $2 AND sequence = ANY ($3)");
        command.Parameters.Add(new() { Value = sessionId });
        command.Parameters.Add(new() { Value = epoch });
        command.Parameters.Add(new() { Value = sequences.ToArray() });
        return await ReadAnswersAsync(command, cancellation);
    }

    public async Task<IReadOnlyList<AnswerRecord>> ReadLateAsync(Guid sessionId, CancellationToken cancellation)
    {
        await using var command = _database.CreateCommand(
            $"SELECT {AnswerColumns} FROM exams.answers WHERE session_id = $1 AND standing = 'Late' ORDER BY received_at, epoch, sequence");
        command.Parameters.Add(new() { Value = sessionId });
        return await ReadAnswersAsync(command, cancellation);
    }

    public async Task<string?> ReadScriptAsync(Guid sessionId, CancellationToken cancellation)
    {
        await using var command = _database.CreateCommand("SELECT canonical FROM exams.scripts WHERE session_id = $1");
        command.Parameters.Add(new() { Value = sessionId });
        return await command.ExecuteScalarAsync(cancellation) as string;
    }

    /// <summary>Eight columns in the order of <see cref="AnswerColumns"/>.</summary>
    internal static AnswerRecord AnswerOf(NpgsqlDataReader reader, int from) => new(
        reader.GetInt32(from),
        reader.GetInt64(from + 1),
        reader.GetString(from + 2),
        JsonSerializer.Deserialize(reader.GetString(from + 3), SessionJson.Default.AnswerResponse)!,
        reader.GetBoolean(from + 4),
        reader.GetFieldValue<DateTimeOffset>(from + 5),
        reader.GetFieldValue<DateTimeOffset>(from + 6),
        Enum.Parse<AnswerStanding>(reader.GetString(from + 7)));

    private static async Task<List<AnswerRecord>> ReadAnswersAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var answers = new List<AnswerRecord>();
        while (await reader.ReadAsync(cancellation))
        {
            answers.Add(AnswerOf(reader, 0));
        }

        return answers;
    }
}
