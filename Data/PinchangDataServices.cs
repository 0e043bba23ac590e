using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Pinchang.Data.Committing;
using Pinchang.Data.Exams.Invigilation;
using Pinchang.Data.Exams.Papers;
using Pinchang.Data.Exams.Sittings;
using Pinchang.Data.Fairs;
using Pinchang.Data.Ledger;
using Pinchang.Data.LiveRooms;
using Pinchang.Data.Media;
using Pinchang.Data.Notify;
using Pinchang.Data.Reviews;
using Pinchang.Data.Screening;
using Pinchang.Data.Time;
using Pinchang.Domain.Applications;
using Pinchang.Domain.Exams.Invigilation;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Domain.Exams.Sittings;
using Pinchang.Domain.Fairs;
using Pinchang.Domain.Files;
using Pinchang.Domain.Ledger;
using Pinchang.Domain.LiveRooms;
using Pinchang.Domain.Media;
using Pinchang.Domain.Notify;

namespace Pinchang.Data;

public static class PinchangDataServices
{
    /// <summary>The data source (one pool per process, and a small one for its grains), the context per scope, and the stores behind Domain's ports.</summary>
    public static IServiceCollection AddPinchangData(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(_ => new NpgsqlDataSourceBuilder(connectionString).Build());
        services.AddKeyedSingleton(GrainPoolAttribute.Pool, (_, _) => GrainPoolAttribute.Build(connectionString));
        services.AddDbContext<PinchangContext>((provider, options) =>
        {
            Use(options, provider.GetRequiredService<NpgsqlDataSource>());
            options.AddInterceptors(provider.GetRequiredService<ReviewScribe>(), provider.GetRequiredService<LedgerScribe>());
        });
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
        services.TryAddSingleton(QuietHours.None);
        services.AddScoped<IOutbox, Outbox>();
        services.AddScoped<IRecordings, Recordings>();
        services.AddSingleton<IMediaRooms, MediaRooms>();
        services.AddScoped<IRoomJobs, RoomJobs>();
        services.AddScoped<IRoomCovers, RoomCovers>();
        services.AddSingleton<IRoomStore, RoomStore>();
        services.AddSingleton<IRoomLog, RoomLog>();
        services.AddSingleton<PaperAccessLog>();
        services.AddSingleton<PaperVault>();
        services.AddSingleton<IPaperVault>(provider => provider.GetRequiredService<PaperVault>());
        services.AddScoped<PaperSafe>();
        services.AddScoped<QuestionSafe>();
        services.AddScoped<ISecrecyAgreements, SecrecyAgreements>();
        services.AddSingleton<SittingSchedules>();
        services.AddSingleton<ISittingSchedules>(provider => provider.GetRequiredService<SittingSchedules>());
        services.AddSingleton<ISessionStore, SessionStore>();
        services.AddSingleton<ISessionLog, SessionLog>();
        services.AddSingleton<IInvigilationStore, InvigilationStore>();
        services.AddSingleton<RecordingPieces>();
        services.AddSingleton<EvidenceAllowances>();
        services.AddSingleton<SessionHistory>();
        services.AddSingleton<BoothStore>();
        services.AddSingleton<IBoothStore>(provider => provider.GetRequiredService<BoothStore>());
        services.AddSingleton<IFairClaims>(provider => provider.GetRequiredService<BoothStore>());
        services.AddSingleton<IBoothLog, BoothLog>();
        services.TryAddSingleton<ILedgerActors, PlatformActs>();
        services.AddScoped<ILedger, ServiceLedger>();
        services.AddScoped<LedgerScribe>();
        services.AddScoped<ReviewScribe>();
        services.AddSingleton<ILedgerLog, LedgerLog>();
        services.AddSingleton<LedgerSealer>();
        services.AddSingleton<LedgerMonths>();
        services.AddSingleton<EditionInForce>();
        services.AddSingleton<WordingsInForce>();
        return services;
    }

    /// <summary>Makes <see cref="TimeProvider"/> the database's clock. Tests that drive time leave this out.</summary>
    public static IServiceCollection AddDatabaseClock(this IServiceCollection services)
    {
        services.AddSingleton(_ => new DatabaseClock(TimeProvider.System));
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<DatabaseClock>());
        services.AddHostedService<ClockFollower>();
        return services;
    }

    /// <summary>A context on its own, outside any container.</summary>
    public static DbContextOptions<PinchangContext> Options(NpgsqlDataSource source)
    {
        var options = new DbContextOptionsBuilder<PinchangContext>();
        Use(options, source);
        return options.Options;
    }

    // One statement sees one moment; the lists of a room are short enough to be joined.
    private static void Use(DbContextOptionsBuilder options, NpgsqlDataSource source) =>
        options.UseNpgsql(source, npgsql => npgsql.UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery));
}
