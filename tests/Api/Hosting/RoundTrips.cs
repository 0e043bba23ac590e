using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace Pinchang.Api.Tests.Hosting;

/// <summary>Round trips to one class's database, by the statements that went there.</summary>
internal static class RoundTrips
{
    /// <param name="counts">Which statements are those of the act; workers go on beside it.</param>
    public static async Task<string[]> OfAsync<T>(ApiFixture api, Func<Task<T>> act, Func<string, bool> counts)
    {
        var database = new NpgsqlConnectionStringBuilder(api.OwnerConnectionString).Database;
        var commands = new ConcurrentBag<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                var tags = activity.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value?.ToString());
                var name = tags.GetValueOrDefault("db.namespace") ?? tags.GetValueOrDefault("db.name");
                var text = tags.GetValueOrDefault("db.query.text") ?? tags.GetValueOrDefault("db.statement");
                if (name == database && text is not null && counts(text))
                {
                    commands.Add(text);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await act();
        return [.. commands];
    }
}
