using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Papers;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Support.Exams;

/// <summary>One candidate's place in a sitting.</summary>
public sealed record SeatedCandidate(Guid CandidateId, Guid SessionId, string TicketNumber);

/// <summary>The times of a sitting around one moment.</summary>
public sealed record SittingTimes(DateTimeOffset OpensAt, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    public int GraceSeconds { get; init; } = 120;

    public TimeSpan HandInAfter { get; init; }

    /// <summary>Opened an hour ago, started half an hour ago, ends in an hour.</summary>
    public static SittingTimes RunningAt(DateTimeOffset now) => new(now.AddHours(-1), now.AddMinutes(-30), now.AddHours(1));
}

/// <summary>Rows of a sitting as the office leaves it: a sealed paper, and a session per candidate drawn by the product's own shuffle.</summary>
public sealed class SeatedExam
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private SeatedExam(SamplePlace place, Guid sittingId, MadePaper paper) => (Place, SittingId, Paper) = (place, sittingId, paper);

    public SamplePlace Place { get; }

    public Guid SittingId { get; }

    public MadePaper Paper { get; }

    public PaperOutline Outline => Paper.Outline;

    public Guid PaperId => Outline.PaperId;

    public string[] QuestionIds => [.. Outline.AllQuestions.Select(question => question.Id)];

    /// <summary>A project of its own in the agency, with two officers of it who need not be able to sign in.</summary>
    public static async Task<SamplePlace> PlaceAsync(NpgsqlDataSource owner, Guid? agencyId = null)
    {
        var place = new SamplePlace(agencyId ?? New(), New(), New(), New());
        var clientId = New();
        await using var command = owner.CreateCommand(
            $"""
            INSERT INTO organisations.agencies (id, name, created_at) VALUES ('{place.AgencyId}', '示范', now()) ON CONFLICT DO NOTHING;
            INSERT INTO accounts.users (id, display_name, created_at, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            SELECT id, '考务', now(), false, false, false, false, 0 FROM unnest(ARRAY['{place.FirstId}', '{place.SecondId}']::uuid[]) AS t (id);
            INSERT INTO organisations.employers (id, agency_id, author_id, name, credit_code, address, industry, contact_name, state, submitted_at)
            VALUES ('{clientId}', '{place.AgencyId}', '{place.FirstId}', '示范局', '{clientId.ToString("N")[^18..]}', '杭州', '机关', '林', 'Approved', now());
            INSERT INTO exams.projects (id, agency_id, client_id, serial, name, notice_version, last_ticket, created_by, created_at, changed_at)
            SELECT '{place.ProjectId}', '{place.AgencyId}', '{clientId}', coalesce(max(serial), 0) + 1, '公开招聘', 0, 0, '{place.FirstId}', now(), now()
            FROM exams.projects WHERE agency_id = '{place.AgencyId}';
            """);
        await command.ExecuteNonQueryAsync();
        return place;
    }

    /// <param name="now">The product's now: the paper was sealed long before.</param>
    public static async Task<SeatedExam> MakeAsync(
        NpgsqlDataSource owner, ExamKeys keys, SamplePlace place, SittingTimes times, DateTimeOffset now, SittingSettings? settings = null, int singles = 4)
    {
        var made = SamplePapers.Make(New(), singles);
        var sealedAt = now.AddDays(-2);
        var release = times.StartsAt < sealedAt ? sealedAt.AddHours(1) : times.StartsAt;
        await using (var data = new PinchangContext(PinchangDataServices.Options(owner)))
        {
            await SamplePapers.SealAsync(data, keys, made, place, PaperTimes.Of(release, release), sealedAt);
        }

        var sittingId = New();
        await using var command = owner.CreateCommand(
            """
            INSERT INTO exams.sittings (id, agency_id, project_id, paper_id, name, state, opens_at, starts_at, ends_at, latest_entry_at,
                                        earliest_hand_in_at, grace_seconds, extra_seconds, settings, created_by, created_at)
            VALUES ($1, $2, $3, $4, '上午场', 'Planned', $5, $6, $7, $7, $8, $9, 0, $10, $11, $12)
            """);
        command.Parameters.Add(new() { Value = sittingId });
        command.Parameters.Add(new() { Value = place.AgencyId });
        command.Parameters.Add(new() { Value = place.ProjectId });
        command.Parameters.Add(new() { Value = made.Outline.PaperId });
        command.Parameters.Add(new() { Value = times.OpensAt.UtcDateTime });
        command.Parameters.Add(new() { Value = times.StartsAt.UtcDateTime });
        command.Parameters.Add(new() { Value = times.EndsAt.UtcDateTime });
        command.Parameters.Add(new() { Value = (times.StartsAt + times.HandInAfter).UtcDateTime });
        command.Parameters.Add(new() { Value = times.GraceSeconds });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(settings ?? Unwatched, Json), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = place.FirstId });
        command.Parameters.Add(new() { Value = sealedAt.UtcDateTime });
        await command.ExecuteNonQueryAsync();
        return new(place, sittingId, made);
    }

    /// <summary>Neither recording nor checks: what is tried is the answering.</summary>
    public static SittingSettings Unwatched { get; } = new() { Recording = false, IdentityCheck = false, DeviceCheck = false };

    /// <summary>Arranges a session for each; the accounts must exist.</summary>
    public async Task<SeatedCandidate[]> SeatAsync(NpgsqlDataSource owner, IReadOnlyList<Guid> candidates, SessionStanding? standing = null)
    {
        standing ??= SessionStanding.Arranged;
        var seats = candidates.Select((candidate, i) => new SeatedCandidate(candidate, New(), $"2026{Random.Shared.Next(1_000_000):D6}{i:D5}")).ToArray();
        var seeds = Array.ConvertAll(seats, seat => Convert.ToHexString(seat.SessionId.ToByteArray()));
        await using var command = owner.CreateCommand(
            """
            INSERT INTO exams.sessions (id, agency_id, project_id, sitting_id, paper_id, registration_id, candidate_id, candidate_name,
                                        ticket_number, seat, seed, draw, state, epoch, started_at, extra_seconds, standing, arranged_at)
            SELECT session_id, $1, $2, $3, $4, session_id, candidate_id, '考生' || ticket, ticket, '001', seed, draw, $10, $11, $12, 0, $13, now()
            FROM unnest($5, $6, $7, $8, $9) AS t (session_id, candidate_id, ticket, seed, draw)
            """);
        command.Parameters.Add(new() { Value = Place.AgencyId });
        command.Parameters.Add(new() { Value = Place.ProjectId });
        command.Parameters.Add(new() { Value = SittingId });
        command.Parameters.Add(new() { Value = PaperId });
        command.Parameters.Add(new() { Value = Array.ConvertAll(seats, seat => seat.SessionId) });
        command.Parameters.Add(new() { Value = Array.ConvertAll(seats, seat => seat.CandidateId) });
        command.Parameters.Add(new() { Value = Array.ConvertAll(seats, seat => seat.TicketNumber) });
        command.Parameters.Add(new() { Value = seeds });
        command.Parameters.Add(new()
        {
            Value = Array.ConvertAll(seeds, seed => JsonSerializer.Serialize(PaperShuffle.Draw(Outline, seed), Json)),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
        });
        command.Parameters.Add(new() { Value = standing.State.ToString() });
        command.Parameters.Add(new() { Value = standing.Epoch });
        command.Parameters.Add(new() { Value = standing.StartedAt is { } at ? at.UtcDateTime : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(standing, StandingJson), NpgsqlDbType = NpgsqlDbType.Jsonb });
        await command.ExecuteNonQueryAsync();
        return seats;
    }

    private static readonly JsonSerializerOptions StandingJson = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    private static Guid New() => Guid.CreateVersion7();
}
