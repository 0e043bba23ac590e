using System.Numerics;
using System.Text.Json;
using Npgsql;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Domain.Exams.Results;

namespace Pinchang.Data.Exams.Results;

/// <summary>
/// The second scorer. It reads exams.answers (never the canonical script) and exams.marks (never a settled task), restates the rule of two
/// marks in SQL, counts in whole hundredths, and adds up in exact fractions.
/// </summary>
public sealed class IndependentScorer(NpgsqlDataSource source) : IIndependentScorer
{
    // Which received rows count, said for both readings.
    private const string Counts =
        """
        (answer.standing = 'Counted'
         OR (answer.standing = 'Late' AND (answer.session_id, answer.epoch, answer.sequence) IN (TABLE exams.late_acceptances)))
        """;

    private const string RawAnswers =
        $"""
        SELECT session.id, answer.question_id, (array_agg(answer.response ORDER BY answer.epoch DESC, answer.sequence DESC))[1]
        FROM exams.sessions session
        JOIN exams.answers answer ON answer.session_id = session.id
        WHERE session.sitting_id = $1 AND session.state = 'HandedIn' AND {Counts}
        GROUP BY session.id, answer.question_id
        """;

    // One row per session and essay of the key, whether or not anybody made a task of it.
    private const string RawMarks =
        $$"""
        WITH essay AS (
            SELECT * FROM unnest($2::text[], $3::numeric[]) AS essay (question_id, threshold)
        ), given AS (
            SELECT script.session_id, task.question_id,
                   max(mark.points) FILTER (WHERE mark.kind = 'First') AS a,
                   max(mark.points) FILTER (WHERE mark.kind = 'Second') AS b,
                   max(mark.points) FILTER (WHERE mark.kind = 'Third') AS c,
                   (array_agg(mark.points ORDER BY mark.given_at DESC, mark.id DESC) FILTER (WHERE mark.kind = 'Adjudication'))[1] AS last_word
            FROM exams.marks mark
            JOIN exams.marking_tasks task ON task.id = mark.task_id
            JOIN exams.blind_scripts script ON script.id = task.script_id
            WHERE mark.round_id = $1
            GROUP BY script.session_id, task.question_id
        ), written AS (
            SELECT answer.session_id, answer.question_id,
                   (array_agg(answer.response ->> 'text' ORDER BY answer.epoch DESC, answer.sequence DESC))[1] AS text
            FROM exams.answers answer
            WHERE answer.session_id IN (SELECT id FROM exams.sessions WHERE sitting_id = $4) AND answer.question_id = ANY ($2) AND {{Counts}}
            GROUP BY answer.session_id, answer.question_id
        )
        SELECT session.id, session.registration_id, session.ticket_number, session.state,
               CASE WHEN essay.question_id IS NULL THEN 0
                    WHEN given.last_word IS NOT NULL THEN given.last_word
                    WHEN coalesce(written.text, '') !~ '[^[:space:]\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]' THEN 0
                    WHEN given.b IS NULL THEN NULL
                    WHEN greatest(given.a, given.b) - least(given.a, given.b) <= essay.threshold THEN (given.a + given.b) / 2
                    WHEN given.c IS NULL THEN NULL
                    WHEN 2 * given.c = given.a + given.b AND abs(given.c - given.a) <= essay.threshold THEN given.c
                    WHEN 2 * given.c < given.a + given.b AND abs(given.c - least(given.a, given.b)) <= essay.threshold THEN (given.c + least(given.a, given.b)) / 2
                    WHEN 2 * given.c > given.a + given.b AND abs(given.c - greatest(given.a, given.b)) <= essay.threshold THEN (given.c + greatest(given.a, given.b)) / 2
               END
        FROM exams.sessions session
        LEFT JOIN essay ON true
        LEFT JOIN given ON given.session_id = session.id AND given.question_id = essay.question_id
        LEFT JOIN written ON written.session_id = session.id AND written.question_id = essay.question_id
        WHERE session.sitting_id = $4
        """;

    public async Task<RecomputedScores> RecomputeAsync(IReadOnlyList<RoundToRecompute> rounds, CancellationToken cancellation)
    {
        var parts = new List<RecomputedPart>();
        var candidates = new Dictionary<Guid, List<Fraction?>>();
        foreach (var (round, key) in rounds)
        {
            var objective = await ObjectiveAsync(round.SittingId, key, round.Settings, cancellation);
            var full = key.Questions.Sum(question => question.Points);
            foreach (var session in await MarkedAsync(round.Id, round.SittingId, key, round.Settings, cancellation))
            {
                var sums = candidates.TryGetValue(session.RegistrationId, out var known) ? known : candidates[session.RegistrationId] = [];
                if (session.State != "HandedIn")
                {
                    sums.Add(null);
                    continue;
                }

                var scored = objective.GetValueOrDefault(session.Id) / 100m;
                parts.Add(new(session.Id, session.TicketNumber, scored, session.Points));
                sums.Add(session.Points is { } marked ? Fraction.Weighed(scored + marked, round.Settings.Weight, full) : null);
            }
        }

        foreach (var arrangedElsewhere in await UnmarkedAsync(rounds, cancellation))
        {
            candidates[arrangedElsewhere] = [null];
        }

        return new(parts, candidates.ToDictionary(
            candidate => candidate.Key,
            candidate => candidate.Value.TrueForAll(sum => sum is not null)
                ? candidate.Value.Aggregate(Fraction.Zero, (total, sum) => total.Plus(sum!.Value)).ToHundredths()
                : (decimal?)null));
    }

    /// <summary>Who was arranged in a sitting of the same project that has no round, since nobody handed in there: no total.</summary>
    private async Task<List<Guid>> UnmarkedAsync(IReadOnlyList<RoundToRecompute> rounds, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            """
            SELECT DISTINCT session.registration_id
            FROM exams.sessions session JOIN exams.sittings sitting ON sitting.id = session.sitting_id
            WHERE session.project_id = ANY ($1) AND sitting.id <> ALL ($2) AND sitting.state <> 'Cancelled'
            """);
        command.Parameters.Add(new() { Value = rounds.Select(round => round.Round.ProjectId).Distinct().ToArray() });
        command.Parameters.Add(new() { Value = rounds.Select(round => round.Round.SittingId).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var registrations = new List<Guid>();
        while (await reader.ReadAsync(cancellation))
        {
            registrations.Add(reader.GetGuid(0));
        }

        return registrations;
    }

    private async Task<Dictionary<Guid, int>> ObjectiveAsync(Guid sittingId, MarkingKey key, MarkingSettings settings, CancellationToken cancellation)
    {
        var keys = key.Questions.Where(question => question.Kind != QuestionKind.Essay).ToDictionary(question => question.QuestionId, question => new SecondKey(question, settings));
        await using var command = source.CreateCommand(RawAnswers);
        command.Parameters.Add(new() { Value = sittingId });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var hundredths = new Dictionary<Guid, int>();
        while (await reader.ReadAsync(cancellation))
        {
            if (keys.TryGetValue(reader.GetString(1), out var question))
            {
                using var response = JsonDocument.Parse(reader.GetString(2));
                hundredths[reader.GetGuid(0)] = hundredths.GetValueOrDefault(reader.GetGuid(0))
                    + question.Hundredths(Texts(response, "choices"), Texts(response, "blanks"));
            }
        }

        return hundredths;
    }

    private async Task<List<MarkedSession>> MarkedAsync(Guid roundId, Guid sittingId, MarkingKey key, MarkingSettings settings, CancellationToken cancellation)
    {
        var essays = key.Questions.Where(question => question.Kind == QuestionKind.Essay).ToArray();
        await using var command = source.CreateCommand(RawMarks);
        command.Parameters.Add(new() { Value = roundId });
        command.Parameters.Add(new() { Value = essays.Select(essay => essay.QuestionId).ToArray() });
        command.Parameters.Add(new() { Value = essays.Select(essay => Threshold(essay, settings)).ToArray() });
        command.Parameters.Add(new() { Value = sittingId });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var sessions = new Dictionary<Guid, MarkedSession>();
        while (await reader.ReadAsync(cancellation))
        {
            var id = reader.GetGuid(0);
            var points = reader.IsDBNull(4) ? (decimal?)null : reader.GetDecimal(4);
            sessions[id] = sessions.TryGetValue(id, out var before)
                ? before with { Points = before.Points + points }
                : new(id, reader.GetGuid(1), reader.GetString(2), reader.GetString(3), points);
        }

        return [.. sessions.Values];
    }

    /// <summary>The smallest multiple of the step that is not below the share, counted up rather than divided.</summary>
    private static decimal Threshold(KeyedQuestion essay, MarkingSettings settings)
    {
        var threshold = 0m;
        while (threshold < essay.Points * settings.ThresholdShare)
        {
            threshold += settings.Step;
        }

        return threshold;
    }

    private static string[]? Texts(JsonDocument response, string name) =>
        response.RootElement.TryGetProperty(name, out var texts) && texts.ValueKind == JsonValueKind.Array
            ? [.. texts.EnumerateArray().Select(text => text.GetString() ?? "")]
            : null;

    private sealed record MarkedSession(Guid Id, Guid RegistrationId, string TicketNumber, string State, decimal? Points);

    private readonly record struct Fraction(BigInteger Over, BigInteger Under)
    {
        // Points have at most four decimals (a quarter of a hundredth cannot arise), weights two.
        private const int Scale = 10_000;

        public static readonly Fraction Zero = new(0, 1);

        public static Fraction Weighed(decimal points, decimal weight, decimal full) => weight == 100
            ? new((BigInteger)(points * Scale), Scale)
            : new((BigInteger)(points * Scale) * (BigInteger)(weight * Scale), (BigInteger)(full * Scale) * Scale);

        public Fraction Plus(Fraction other) => new((Over * other.Under) + (other.Over * Under), Under * other.Under);

        /// <summary>To the hundredth, a half going up.</summary>
        public decimal ToHundredths() => (decimal)(((2 * 100 * Over) + Under) / (2 * Under)) / 100m;
    }
}
