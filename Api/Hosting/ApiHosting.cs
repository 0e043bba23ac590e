using Microsoft.AspNetCore.Http.Features;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.ExamGrains;
using Pinchang.LiveRooms.Grains;

namespace Pinchang.Api.Hosting;

/// <summary>What every feature stands on.</summary>
internal static class ApiHosting
{
    private const long MaxForm = 32 * 1024 * 1024;

    public static WebApplicationBuilder AddApiHosting(this WebApplicationBuilder builder)
    {
        var database = builder.Configuration["PINCHANG_DB"]
            ?? throw new InvalidOperationException("PINCHANG_DB is not set: start the product with `dotnet run --project AppHost`.");
        // A visitor without a session is not an event.
        builder.Logging.AddFilter(typeof(Accounts.SessionAuthentication).FullName, LogLevel.Warning);
        var services = builder.Services;
        services.AddPinchangData(database).AddDatabaseClock();
        services.AddSingleton<ModelHeadStart>().AddHealthChecks().AddCheck<ModelHeadStart>("model", tags: ["ready"]);
        // Named, or the compiler drops the reference and the silo does not find the grains.
        GC.KeepAlive(typeof(RoomGrains));
        services.AddExamGrains();
        builder.AddSilo();
        services.AddHttpContextAccessor();
        services.AddScoped<IAgencyScope, RequestAgencyScope>();
        services.AddScoped(provider =>
            provider.GetRequiredService<IHttpContextAccessor>().HttpContext is { } http ? new CurrentUser(http.User) : CurrentUser.Nobody);
        services.AddScoped<CommandContext>();
        services.AddSingleton<WebOrigin>();
        services.ConfigureHttpJsonOptions(options => JsonDefaults.Apply(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.Configure<FormOptions>(options => options.MultipartBodyLengthLimit = MaxForm);
        services.AddRateLimits(builder.Configuration);
        services.AddPolicies();
        services.AddOpenApi("v1", options => options.AddOperationTransformer<QueryEnumDocument>());
        return builder;
    }

    /// <summary>In this order: the time of receipt before anything waits, the person before anything decides.</summary>
    public static WebApplication UseApiHosting(this WebApplication app)
    {
        app.UseReceivedAt();
        app.UseProblems();
        app.UseWebSockets();
        app.UseOriginCheck();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseIdempotency();
        app.MapOpenApi().AllowAnonymous();
        return app;
    }
}
