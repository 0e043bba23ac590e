using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Data.Persons;

namespace Pinchang.Api.Persons;

/// <summary>LH-4.4.1c: what a person may do about their own data, and what others must say before they see it.</summary>
internal static class PersonsApi
{
    public static IServiceCollection AddPersons(this IServiceCollection services)
    {
        services.AddSingleton<PersonRecords>().AddSingleton<PersonTies>().AddSingleton<RetentionSweep>().AddSingleton<ExamRecordingSweep>();
        services.AddScoped<PersonLedger>().AddScoped<PersonArchive>();
        services.AddHostedService<ClosureKeeper>().AddHostedService<RetentionWorker>();
        return services;
    }

    public static IEndpointRouteBuilder MapPersons(this IEndpointRouteBuilder app)
    {
        var person = app.MapGroup("/api/person").WithTags("Persons").RequireAuthorization(Access.SignedIn);
        person.MapGet("/", GetPerson.HandleAsync);
        person.MapGet("/export.zip", ExportPerson.HandleAsync).RequireRateLimiting(RateLimits.SignIn);
        person.MapPost("/consents", DecideConsents.HandleAsync).RequireIdempotencyKey();
        person.MapPut("/name", CorrectPerson.NameAsync);
        person.MapPut("/phone", CorrectPerson.PhoneAsync).RequireRateLimiting(RateLimits.SignIn);
        person.MapPost("/closures", CloseAccount.AskAsync).RequireIdempotencyKey();
        person.MapPost("/closure-withdrawals", CloseAccount.WithdrawAsync).RequireIdempotencyKey();

        app.MapPost("/api/reveals", RevealData.HandleAsync).WithTags("Persons").RequireAuthorization(Access.SignedIn).RequireIdempotencyKey();
        app.MapGet("/api/operations/retention", GetRetention.HandleAsync).WithTags("Persons").RequireAuthorization(Access.ReadLedger);
        return app;
    }
}
