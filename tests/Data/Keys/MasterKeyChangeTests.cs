using System.Security.Cryptography;
using System.Xml.Linq;
using Npgsql;
using Pinchang.Data.Keys;

namespace Pinchang.Data.Tests.Keys;

public sealed class MasterKeyChangeTests : IAsyncLifetime
{
    private const string Number = "13800138000";
    private readonly MasterKey _before = Key();
    private readonly MasterKey _after = Key();
    private TestDatabase _database = null!;   // made in InitializeAsync
    private NpgsqlDataSource _owner = null!;

    public async Task InitializeAsync()
    {
        _database = await TestPostgreSql.CreateDatabaseAsync();
        _owner = NpgsqlDataSource.Create(_database.OwnerConnectionString);
    }

    public async Task DisposeAsync()
    {
        await _owner.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    [Clause("LH-4.4.1c", at: "Data/Keys/MasterKeyChange.cs")]
    public async Task Everything_opens_and_is_found_under_the_new_key_and_nothing_under_the_old_one()
    {
        var (person, seals) = (Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), SealsOf(_before));
        await MakePersonAsync(person, seals);
        var code = new KeptKeys(_owner, _before).Of(KeptKeys.ComplaintCode);
        await ExecuteAsync(
            "INSERT INTO accounts.protection_keys (id, friendly_name, xml, created_at) VALUES ($1, 'key', $2, now())",
            person, new XElement("key", new XElement("sealed", Convert.ToBase64String(_before.Seal("secret"u8.ToArray())))).ToString());

        var done = await new MasterKeyChange(_owner, _before, _after).ChangeAsync(CancellationToken.None);

        done["accounts.users.phone_key"].ShouldBe(1);
        var (phone, index) = await ReadPersonAsync(person);
        SealsOf(_after).Open(SealedField.Phone, phone).ShouldBe(Number);
        index.ShouldBe(SealsOf(_after).IndexOf(SealedField.Phone, Number));
        Should.Throw<CryptographicException>(() => SealsOf(_before).Open(SealedField.Phone, phone));
        new KeptKeys(_owner, _after).Of(KeptKeys.ComplaintCode).ShouldBe(code, "slips that people hold go on opening");
        var kept = XElement.Parse((string)(await ScalarAsync("SELECT xml FROM accounts.protection_keys"))!).Element("sealed")!.Value;
        _after.Open(Convert.FromBase64String(kept)).ShouldBe("secret"u8.ToArray());
        (await MasterKeyChange.LiesUnderAsync(_owner, _after, CancellationToken.None)).ShouldBeTrue();
        (await MasterKeyChange.LiesUnderAsync(_owner, _before, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_outlived_one_change_outlives_the_next()
    {
        _ = SealsOf(_before).Seal(SealedField.Phone, Number);
        var (code, third) = (new KeptKeys(_owner, _before).Of(KeptKeys.ComplaintCode), Key());

        await new MasterKeyChange(_owner, _before, _after).ChangeAsync(CancellationToken.None);
        await new MasterKeyChange(_owner, _after, third).ChangeAsync(CancellationToken.None);

        new KeptKeys(_owner, third).Of(KeptKeys.ComplaintCode).ShouldBe(code);
    }

    [Fact]
    public async Task A_change_under_the_wrong_key_changes_nothing()
    {
        var person = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        await MakePersonAsync(person, SealsOf(_before));

        await Should.ThrowAsync<CryptographicException>(new MasterKeyChange(_owner, Key(), _after).ChangeAsync(CancellationToken.None));

        var (phone, index) = await ReadPersonAsync(person);
        SealsOf(_before).Open(SealedField.Phone, phone).ShouldBe(Number);
        index.ShouldBe(SealsOf(_before).IndexOf(SealedField.Phone, Number));
    }

    [Fact]
    public async Task It_waits_until_nobody_works_on_the_database_and_nothing_lies_under_the_master_key_itself()
    {
        var (change, person) = (new MasterKeyChange(_owner, _before, _after), Guid.CreateVersion7(TimeProvider.System.GetUtcNow()));
        await MakePersonAsync(person, SealsOf(_before));
        (await change.WhyNotAsync(CancellationToken.None)).ShouldBeNull();

        await using (var app = new NpgsqlConnection($"{_database.AppConnectionString};Pooling=false"))
        {
            await app.OpenAsync();
            (await change.WhyNotAsync(CancellationToken.None)).ShouldNotBeNull().ShouldContain("stop it first");
        }

        await ExecuteAsync("UPDATE accounts.users SET sealed_phone = $2 WHERE id = $1", person, _before.Seal("13800138000"u8.ToArray()));
        (await change.WhyNotAsync(CancellationToken.None)).ShouldNotBeNull().ShouldContain("rotate-keys");
    }

    [Fact]
    public void The_next_key_takes_the_keys_place_and_the_former_one_is_kept_for_older_backups()
    {
        var folder = Directory.CreateTempSubdirectory("pinchang-");
        try
        {
            var (former, next) = (MasterKeyFile.ReadOrMake(folder.FullName, MasterKey.FileName), MasterKeyFile.ReadOrMake(folder.FullName, "next"));

            MasterKeyFile.Replace(folder.FullName, MasterKey.FileName, "next");

            MasterKeyFile.ReadOrMake(folder.FullName, MasterKey.FileName).ShouldBe(next);
            File.ReadAllBytes(Path.Combine(folder.FullName, "keys", $"{MasterKey.FileName}.before")).ShouldBe(former);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static MasterKey Key() => new(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), null);

    private FieldSeals SealsOf(MasterKey master) => new(new(_owner, master, TimeProvider.System), master);

    private Task MakePersonAsync(Guid id, FieldSeals seals) => ExecuteAsync(
        """
        INSERT INTO accounts.users (id, display_name, created_at, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled,
                                    access_failed_count, sealed_phone, phone_key, masked_phone)
        VALUES ($1, '求职者', now(), false, true, false, false, 0, $2, $3, '138****8000')
        """,
        id, seals.Seal(SealedField.Phone, Number), seals.IndexOf(SealedField.Phone, Number));

    private async Task<(byte[] Phone, byte[] Index)> ReadPersonAsync(Guid id)
    {
        await using var command = _owner.CreateCommand("SELECT sealed_phone, phone_key FROM accounts.users WHERE id = $1");
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync();
        (await reader.ReadAsync()).ShouldBeTrue();
        return (reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1));
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var command = _owner.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = _owner.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }
}
