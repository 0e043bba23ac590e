using System.Security.Cryptography;
using Npgsql;
using Pinchang.Data.Keys;

namespace Pinchang.Data.Tests.Keys;

public sealed class FieldRotationTests : IAsyncLifetime
{
    private const string Number = "13800138000";
    private readonly MasterKey _master = new(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), null);
    private TestDatabase _database = null!;   // made in InitializeAsync
    private NpgsqlDataSource _owner = null!;
    private FieldKeyRing _ring = null!;
    private FieldSeals _seals = null!;

    public async Task InitializeAsync()
    {
        _database = await TestPostgreSql.CreateDatabaseAsync();
        _owner = NpgsqlDataSource.Create(_database.OwnerConnectionString);
        (_ring, _seals) = Open();
    }

    public async Task DisposeAsync()
    {
        await _owner.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    [Clause("LH-4.4.1c", at: "Data/Keys/FieldSeals.cs")]
    public void A_value_opens_in_its_own_field_only_and_never_twice_alike()
    {
        var value = _seals.Seal(SealedField.Phone, Number);

        _seals.Open(SealedField.Phone, value).ShouldBe(Number);
        _seals.Seal(SealedField.Phone, Number).ShouldNotBe(value);
        Should.Throw<AuthenticationTagMismatchException>(() => _seals.Open(SealedField.Identity, value));
        _seals.IndexOf(SealedField.Phone, Number).ShouldBe(_seals.IndexOf(SealedField.Phone, Number));
        _seals.IndexOf(SealedField.Phone, Number).ShouldNotBe(_seals.IndexOf(SealedField.Identity, Number));
    }

    [Fact]
    public void A_value_from_before_the_ring_is_still_opened() =>
        _seals.Open(SealedField.Contact, _master.Seal("13800138000"u8.ToArray())).ShouldBe(Number);

    [Fact]
    public void Two_processes_that_begin_at_once_agree_on_one_key()
    {
        var others = Enumerable.Range(0, 6).AsParallel().WithDegreeOfParallelism(6).Select(_ => Open().Seals.Seal(SealedField.Phone, Number)).ToList();

        others.Select(value => FieldSeals.KeyOf(value)).ShouldAllBe(key => key == 1);
        others.ShouldAllBe(value => _seals.Open(SealedField.Phone, value) == Number);
    }

    [Fact]
    [Clause("LH-4.4.1c", at: "Data/Keys/FieldRotation.cs")]
    public async Task A_rotation_brings_every_value_under_the_new_key_and_opens_the_same()
    {
        var people = await MakeAsync(1_203);

        var first = await RotateAsync();

        first.ShouldBe(new(2, false, 1_203, 0));
        (await KeysInUseAsync()).ShouldBe([2]);
        _seals.Open(SealedField.Phone, await ReadAsync(people[700])).ShouldBe(Number + "700");
    }

    [Fact]
    public async Task A_rotation_that_was_stopped_is_taken_up_under_the_same_key()
    {
        await MakeAsync(1_200);
        await ExecuteAsync(
            """
            CREATE FUNCTION fail_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF (SELECT count(*) FROM accounts.users WHERE substring(sealed_phone FROM 8 FOR 1) = '\x02') >= 500 THEN RAISE EXCEPTION 'stopped'; END IF; RETURN NEW;
            END $$;
            CREATE TRIGGER fail_late BEFORE UPDATE OF sealed_phone ON accounts.users FOR EACH STATEMENT EXECUTE FUNCTION fail_late();
            """);
        await Should.ThrowAsync<PostgresException>(RotateAsync());
        (await KeysInUseAsync()).ShouldBe([1, 2]);
        await ExecuteAsync("DROP TRIGGER fail_late ON accounts.users");

        (await RotateAsync()).ShouldBe(new(2, true, 700, 0));
        (await KeysInUseAsync()).ShouldBe([2]);
    }

    [Fact]
    public async Task An_old_key_is_destroyed_when_no_process_can_remember_it()
    {
        await MakeAsync(3);
        await RotateAsync();
        await ExecuteAsync("UPDATE accounts.field_keys SET made_at = made_at - interval '2 hours'");

        (await RotateAsync()).Destroyed.ShouldBe(1);
        Open().Ring.Find(1).ShouldBeNull();
    }

    [Fact]
    public async Task The_application_can_neither_change_nor_destroy_a_key()
    {
        await using var app = NpgsqlDataSource.Create(_database.AppConnectionString);
        _ = _ring.Current;

        foreach (var sql in new[] { "DELETE FROM accounts.field_keys", "UPDATE accounts.field_keys SET sealed_key = '\\x00'", "TRUNCATE accounts.field_keys" })
        {
            await using var command = app.CreateCommand(sql);
            (await Should.ThrowAsync<PostgresException>(command.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
    }

    private (FieldKeyRing Ring, FieldSeals Seals) Open()
    {
        var ring = new FieldKeyRing(_owner, _master, TimeProvider.System);
        return (ring, new(ring, _master));
    }

    private Task<RotationResult> RotateAsync() => new FieldRotation(_owner, _ring, _seals).RotateAsync((_, _) => { }, CancellationToken.None);

    private async Task<Guid[]> MakeAsync(int count)
    {
        Guid[] people = [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()))];
        await using var command = _owner.CreateCommand(
            """
            INSERT INTO accounts.users (id, display_name, created_at, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled,
                                        access_failed_count, sealed_phone, phone_key, masked_phone)
            SELECT id, '求职者', now(), false, true, false, false, 0, phone, key, '138****8000' FROM unnest($1, $2, $3) AS row (id, phone, key)
            """);
        command.Parameters.Add(new() { Value = people });
        command.Parameters.Add(new() { Value = people.Select((_, number) => _seals.Seal(SealedField.Phone, $"{Number}{number}")).ToArray() });
        command.Parameters.Add(new() { Value = people.Select((_, number) => _seals.IndexOf(SealedField.Phone, $"{Number}{number}")).ToArray() });
        await command.ExecuteNonQueryAsync();
        return people;
    }

    private async Task<byte[]> ReadAsync(Guid person)
    {
        await using var command = _owner.CreateCommand("SELECT sealed_phone FROM accounts.users WHERE id = $1");
        command.Parameters.Add(new() { Value = person });
        return (byte[])(await command.ExecuteScalarAsync())!;
    }

    private async Task<int[]> KeysInUseAsync()
    {
        var keys = new List<int>();
        await using var command = _owner.CreateCommand("SELECT DISTINCT get_byte(sealed_phone, 7) FROM accounts.users ORDER BY 1");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            keys.Add(reader.GetInt32(0));
        }

        return [.. keys];
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
