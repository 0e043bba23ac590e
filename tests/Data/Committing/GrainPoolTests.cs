using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pinchang.Domain.Exams.Sittings;
using Pinchang.Domain.Fairs;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.Data.Tests.Committing;

public sealed class GrainPoolTests(PostgreSqlFixture database) : IClassFixture<PostgreSqlFixture>
{
    private const int Pool = 4;

    [Theory]
    [InlineData(Pool)]
    [InlineData(Pool + 1)]
    public async Task Commands_that_fill_the_pool_while_they_wait_for_their_grains_do_not_wait_for_themselves(int commands)
    {
        await using var services = Services();
        var pool = services.GetRequiredService<NpgsqlDataSource>();
        var (facts, rooms, sessions, booths) = (services.GetRequiredService<IBoothLog>(), services.GetRequiredService<IRoomLog>(),
            services.GetRequiredService<ISessionLog>(), services.GetRequiredService<IBoothStore>());

        // As the key's filter does it: a connection and a transaction, held until the grain answers.
        var answers = await Task.WhenAll(Enumerable.Range(0, commands).Select(async _ =>
        {
            await using var connection = await pool.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await booths.WakeAsync(Guid.NewGuid(), default);
            await rooms.AppendAsync(new(Guid.NewGuid(), Guid.NewGuid(), 1), []);
            await sessions.AppendAsync(new(Guid.NewGuid(), 1), SessionWrite.Nothing);
            return await facts.KeepAsync(new(Guid.NewGuid(), 1), new(1, DateTimeOffset.UnixEpoch, null, new(BoothFactKind.MessageHeld)));
        })).WaitAsync(TimeSpan.FromSeconds(20));

        answers.ShouldAllBe(kept => kept == Kept.Overtaken, "each was written, and was nobody's");
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        services.AddPinchangData(new NpgsqlConnectionStringBuilder(database.AppConnectionString) { MaxPoolSize = Pool, Timeout = 3 }.ConnectionString);
        return services.BuildServiceProvider();
    }
}
