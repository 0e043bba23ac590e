using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pinchang.Contracts.Fairs;
using Pinchang.Data.Fairs;
using Pinchang.Domain.Fairs;

namespace Pinchang.Data.Tests.Fairs;

/// <summary>The statement against PostgreSQL: whose facts count, what a claim is worth, and facts of one number in one batch.</summary>
public sealed class BoothRowsTests(PostgreSqlFixture database) : IClassFixture<PostgreSqlFixture>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private readonly NpgsqlDataSource _app = NpgsqlDataSource.Create(database.AppConnectionString);
    private readonly NpgsqlDataSource _owner = NpgsqlDataSource.Create(database.OwnerConnectionString);
    private readonly Guid _fairId = New();
    private readonly Guid _candidate = New();
    private BoothStore _store = null!;   // made in InitializeAsync
    private BoothLog _log = null!;
    private Guid _booth;
    private Guid _otherBooth;
    private long _sequence;

    public async Task InitializeAsync()
    {
        (_store, _log) = (new(_app), new(_app, TimeProvider.System, NullLogger<BoothLog>.Instance));
        (_booth, _otherBooth) = await MakeBoothsAsync();
    }

    public async Task DisposeAsync()
    {
        await _log.DisposeAsync();
        await _app.DisposeAsync();
        await _owner.DisposeAsync();
    }

    [Fact]
    [Clause("JF-fair", at: "Data/Fairs/BoothRows.cs")]
    public async Task An_activation_that_was_overtaken_writes_nothing()
    {
        var first = await WakeAsync(_booth);
        var second = await WakeAsync(_booth);
        var place = PlaceAt(_booth);

        (await _log.KeepAsync(first, Taken(place))).ShouldBe(Kept.Overtaken);
        (await _log.SayAsync(first, 1, new(New(), New(), _candidate, "林", "在吗", Now))).ShouldBe(Kept.Overtaken);
        (await CountAsync($"SELECT count(*) FROM fairs.places WHERE id = '{place.Id}'")).ShouldBe(0);

        (await _log.KeepAsync(second, Taken(place))).ShouldBe(Kept.Durable);
        (await _log.KeepAsync(second, Taken(place))).ShouldBe(Kept.Durable, "doing it again meets its own row");
        (await _store.WakeAsync(_booth, default))!.Places.ShouldHaveSingleItem().Id.ShouldBe(place.Id);
    }

    [Fact]
    [Clause("JF-fair", at: "Data/Fairs/BoothRows.cs")]
    public async Task What_another_booth_holds_is_claimed_and_none_of_the_fact_is_written()
    {
        var (owner, other) = (await WakeAsync(_booth), await WakeAsync(_otherBooth));
        var (place, elsewhere) = (PlaceAt(_booth), PlaceAt(_otherBooth) with { Slot = 2 });
        (await _log.KeepAsync(owner, Taken(place))).ShouldBe(Kept.Durable);
        (await _log.KeepAsync(other, Taken(PlaceAt(_otherBooth)))).ShouldBe(Kept.Claimed, "the slot is taken");
        (await _log.KeepAsync(other, Taken(elsewhere))).ShouldBe(Kept.Durable);

        (await _log.KeepAsync(owner, Called(place, TalkOf(place)))).ShouldBe(Kept.Durable);
        var late = Called(elsewhere, TalkOf(elsewhere));
        (await _log.KeepAsync(other, late)).ShouldBe(Kept.Claimed, "the candidate is in a call");
        (await CountAsync($"SELECT count(*) FROM fairs.places WHERE id = '{elsewhere.Id}' AND state = 'Waiting'")).ShouldBe(1);
        (await CountAsync($"SELECT count(*) FROM fairs.booth_events WHERE booth_id = '{_otherBooth}' AND sequence = {late.Sequence}")).ShouldBe(0);
    }

    [Fact]
    public async Task A_key_used_at_another_booth_is_not_taken_for_a_repeat()
    {
        var (owner, other) = (await WakeAsync(_booth), await WakeAsync(_otherBooth));
        var place = PlaceAt(_booth);
        (await _log.KeepAsync(owner, Taken(place))).ShouldBe(Kept.Durable);
        (await _log.KeepAsync(other, Taken(PlaceAt(_otherBooth) with { Id = place.Id, Slot = 2 }))).ShouldBe(Kept.Claimed);
    }

    [Fact]
    public async Task Facts_of_one_number_in_one_batch_follow_each_other()
    {
        var owner = await WakeAsync(_booth);
        var place = PlaceAt(_booth);
        var talk = TalkOf(place);
        var closed = place with { State = PlaceState.Closed, TalkId = talk.Id, EndedAt = Now, TellAt = Now };
        var rows = new[] { Taken(place), Called(place, talk), Record(new(BoothFactKind.NumberClosed, closed, talk with { State = TalkState.Ended, EndedAt = Now, EndedHow = TalkEnd.Withdrawn })) }
            .Select(record => new BoothRow(owner, record)).ToArray();
        await using (var connection = await _app.OpenConnectionAsync())
        {
            await BoothRows.WriteAsync(connection, rows, default);
        }

        rows.ShouldAllBe(row => row.Verdict == Kept.Durable);
        var woken = (await _store.WakeAsync(_booth, default))!;
        var kept = woken.Places.ShouldHaveSingleItem();
        (kept.State, kept.EndedAt, kept.TellAt).ShouldBe((PlaceState.Closed, Now, Now));
        woken.Talks.ShouldHaveSingleItem().EndedHow.ShouldBe(TalkEnd.Withdrawn);
    }

    [Fact]
    [Clause("JF-fair", at: "Data/Migrations/0073_places_move_in_place.sql")]
    public async Task A_number_that_is_called_moves_in_place()
    {
        var owner = await WakeAsync(_booth);
        var place = PlaceAt(_booth);
        await _log.KeepAsync(owner, Taken(place));
        var before = await MovedInPlaceAsync();
        await _log.KeepAsync(owner, Called(place, TalkOf(place)));
        (await MovedInPlaceAsync()).ShouldBeGreaterThan(before);
    }

    private async Task<long> MovedInPlaceAsync()
    {
        // What a session did is counted when it ends.
        _app.Clear();
        for (var tries = 0; tries < 40 && await CountAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'pinchang_app'") > 0; tries++)
        {
            await Task.Delay(50);
        }

        return await CountAsync("SELECT n_tup_hot_upd FROM pg_stat_user_tables WHERE schemaname = 'fairs' AND relname = 'places'");
    }

    private BoothRecord Taken(Place place) => Record(new(BoothFactKind.NumberTaken, place));

    private BoothRecord Called(Place place, Talk talk) =>
        Record(new(BoothFactKind.Called, place with { State = PlaceState.Called, TalkId = talk.Id }, talk));

    private BoothRecord Record(BoothFact fact)
    {
        var sequence = ++_sequence;
        return new(sequence, Now, null, fact with
        {
            Place = fact.Place is { } place ? place with { Revision = sequence } : null,
            Talk = fact.Talk is { } talk ? talk with { Revision = sequence } : null,
        });
    }

    private Place PlaceAt(Guid boothId) => new()
    {
        Id = New(),
        BoothId = boothId,
        FairId = _fairId,
        CandidateId = _candidate,
        CandidateName = "林晓雨",
        Number = 1,
        Slot = 1,
        State = PlaceState.Waiting,
        Skips = 0,
        ShareResume = false,
        JoinedAt = Now,
    };

    private static Talk TalkOf(Place place) => new()
    {
        Id = New(),
        BoothId = place.BoothId,
        FairId = place.FairId,
        PlaceId = place.Id,
        CandidateId = place.CandidateId,
        CandidateName = place.CandidateName,
        RecruiterId = New(),
        RecruiterName = "招聘官",
        State = TalkState.Calling,
        CalledAt = Now,
        AnswerBy = Now.AddMinutes(1),
        ResumeShared = false,
    };

    private async Task<BoothOwner> WakeAsync(Guid boothId)
    {
        var woken = (await _store.WakeAsync(boothId, default))!;
        _sequence = Math.Max(_sequence, woken.Epoch << 32);
        return new(boothId, woken.Epoch);
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var command = _owner.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<(Guid, Guid)> MakeBoothsAsync()
    {
        var (agency, user, hall, one, other) = (New(), New(), New(), New(), New());
        await using var command = _owner.CreateCommand(
            $$"""
            INSERT INTO organisations.agencies (id, name, created_at) VALUES ('{{agency}}', '示范', now());
            INSERT INTO accounts.users (id, display_name, created_at, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            VALUES ('{{user}}', '周', now(), false, false, false, false, 0);
            INSERT INTO fairs.fairs (id, agency_id, author_id, name, organizer, co_organizers, opens_at, closes_at, content, audience, scale, requirements,
                how_to_register, enquiries, settings, state, created_at, updated_at, published_at)
            VALUES ('{{_fairId}}', '{{agency}}', '{{user}}', '春招', '聘场', '无', now() - interval '1 hour', now() + interval '9 hours', '洽谈', '求职者', '大', '无',
                '在线', '0755', '{}', 'Published', now(), now(), now());
            INSERT INTO fairs.halls (id, fair_id, name, position) VALUES ('{{hall}}', '{{_fairId}}', '展区', 0);
            {{BoothSql(one, "A01")}}
            {{BoothSql(other, "A02")}}
            """);
        await command.ExecuteNonQueryAsync();
        return (one, other);

        string BoothSql(Guid booth, string number)
        {
            var (employer, exhibitor) = (New(), New());
            return $$"""
                INSERT INTO organisations.employers (id, agency_id, author_id, name, credit_code, address, industry, contact_name, state, submitted_at)
                VALUES ('{{employer}}', '{{agency}}', '{{user}}', '单位{{number}}', '{{employer.ToString("N")[^18..]}}', '上海', '软件', '林', 'Approved', now());
                INSERT INTO fairs.exhibitors (id, agency_id, fair_id, employer_id, author_id, introduction, job_ids, staff_ids, state, submitted_at)
                VALUES ('{{exhibitor}}', '{{agency}}', '{{_fairId}}', '{{employer}}', '{{user}}', '展位', ARRAY[]::uuid[], ARRAY['{{user}}']::uuid[], 'Approved', now());
                INSERT INTO fairs.booths (id, agency_id, fair_id, hall_id, exhibitor_id, employer_id, number, state, state_since, on_duty)
                VALUES ('{{booth}}', '{{agency}}', '{{_fairId}}', '{{hall}}', '{{exhibitor}}', '{{employer}}', '{{number}}', 'Open', now(), ARRAY[]::uuid[]);
                """;
        }
    }

    private static Guid New() => Guid.CreateVersion7();
}
