using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pinchang.Data.Committing;
using Pinchang.Domain.Fairs;

namespace Pinchang.Data.Fairs;

internal sealed class BoothStore([GrainPool] NpgsqlDataSource database) : IBoothStore, IFairClaims
{
    private readonly DbContextOptions<PinchangContext> _options = PinchangDataServices.Options(database);

    public async Task<WokenBooth?> WakeAsync(Guid boothId, CancellationToken cancellation)
    {
        if (await TakeEpochAsync(boothId, cancellation) is not { } epoch || await ReadPlanAsync(boothId, cancellation) is not { } plan)
        {
            return null;
        }

        await using var data = new PinchangContext(_options);
        var standing = await data.Booths.AsNoTracking()
            .Where(booth => booth.Id == boothId)
            .Select(booth => new BoothStanding(booth.State, booth.StateReason, booth.StateSince, booth.OnDuty))
            .SingleAsync(cancellation);
        var places = await data.Set<Place>().AsNoTracking().Where(place => place.BoothId == boothId).ToListAsync(cancellation);
        var talks = await data.Set<Talk>().AsNoTracking().Where(talk => talk.BoothId == boothId).ToListAsync(cancellation);
        return new(plan, standing, epoch, places, talks);
    }

    public async Task<BoothPlan?> ReadPlanAsync(Guid boothId, CancellationToken cancellation)
    {
        await using var data = new PinchangContext(_options);
        var row = await (
            from booth in data.Booths.AsNoTracking()
            join fair in data.Fairs.AsNoTracking() on booth.FairId equals fair.Id
            join exhibitor in data.Exhibitors.AsNoTracking() on booth.ExhibitorId equals exhibitor.Id
            join employer in data.Employers.AsNoTracking() on booth.EmployerId equals employer.Id
            where booth.Id == boothId
            select new { booth.FairId, booth.EmployerId, EmployerName = employer.Name, Fair = fair, exhibitor.StaffIds }).SingleOrDefaultAsync(cancellation);
        return row is null ? null : new()
        {
            BoothId = boothId,
            FairId = row.FairId,
            EmployerId = row.EmployerId,
            EmployerName = row.EmployerName,
            Fair = row.Fair.State,
            OpensAt = row.Fair.OpensAt ?? DateTimeOffset.MaxValue,
            ClosesAt = row.Fair.Shuts ?? DateTimeOffset.MaxValue,
            Settings = row.Fair.Settings,
            StaffIds = row.StaffIds,
        };
    }

    public async Task<IReadOnlyDictionary<Guid, Guid>> ReadTakenAsync(Guid fairId, CancellationToken cancellation)
    {
        await using var data = new PinchangContext(_options);
        return await data.Set<Talk>().AsNoTracking()
            .Where(talk => talk.EndedAt == null
                && (talk.FairId == fairId || data.Set<Place>().Any(place => place.CandidateId == talk.CandidateId && place.FairId == fairId && place.EndedAt == null)))
            .ToDictionaryAsync(talk => talk.CandidateId, talk => talk.BoothId, cancellation);
    }

    /// <summary>Waits for the writes that are on their way; afterwards the former activation's are refused.</summary>
    private async Task<long?> TakeEpochAsync(Guid boothId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new($"SELECT pg_advisory_xact_lock({BoothRows.WritersLock})"));
        var command = new NpgsqlBatchCommand(
            """
            INSERT INTO fairs.epochs (booth_id, epoch) SELECT id, 1 FROM fairs.booths WHERE id = $1
            ON CONFLICT (booth_id) DO UPDATE SET epoch = epochs.epoch + 1
            RETURNING epoch
            """);
        command.Parameters.Add(new() { Value = boothId });
        batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? reader.GetInt64(0) : null;
    }
}
