using Npgsql;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Api.Exams.Marking;

/// <summary>
/// Keeps who asked for an answer that was not theirs. On a connection of its own, since a refused command's transaction is rolled back.
/// </summary>
internal sealed class RefusedOpenings(NpgsqlDataSource source)
{
    public async Task KeepAsync(Refusal refusal, Guid taskId, Guid personId, DateTimeOffset now, CancellationToken cancellation)
    {
        if (refusal.Code != MarkingRefusals.NotGiven.Code)
        {
            return;
        }

        await using var command = source.CreateCommand(
            "INSERT INTO exams.answer_openings (id, task_id, person_id, act, at) VALUES ($1, $2, $3, 'Refused', $4)");
        command.Parameters.Add(new() { Value = Guid.CreateVersion7(now) });
        command.Parameters.Add(new() { Value = taskId });
        command.Parameters.Add(new() { Value = personId });
        command.Parameters.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
