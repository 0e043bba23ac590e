using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Pinchang.Data.Committing;

/// <summary>
/// The connections of what grains wait for: reading themselves from rows and committing what happened. Requests hold a
/// connection of the common pool while they wait for a grain; were its commit to need one of the same pool, a rush that
/// fills the pool would wait for itself.
/// </summary>
internal sealed class GrainPoolAttribute() : FromKeyedServicesAttribute(Pool)
{
    public const string Pool = "grains";

    /// <summary>Each kind of commit is one stream and has one connection at a time; the rest is for grains that wake.</summary>
    private const int Most = 16;

    public static NpgsqlDataSource Build(string connectionString) =>
        new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = Most,
            ApplicationName = "pinchang grains",

            // Their prepared statements look rows up by key: to plan one anew for each batch took a third of its time.
            Options = "-c plan_cache_mode=force_generic_plan",
        }.ConnectionString).Build();
}
