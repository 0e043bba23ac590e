using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Surveys;

internal static class SurveysApi
{
    public static IServiceCollection AddSurveys(this IServiceCollection services) => services.AddScoped<SurveySubjects>();

    public static IEndpointRouteBuilder MapSurveys(this IEndpointRouteBuilder app)
    {
        // An answer is safe to send twice by who sends it, without a row among the kept commands: those keep a hash of what was sent beside the sender.
        var mine = app.MapGroup("/api/surveys").WithTags("Surveys").RequireAuthorization(Access.SignedIn);
        mine.MapGet("/mine", AnswerSurveys.MineAsync);
        mine.MapGet("/{id:guid}", AnswerSurveys.GetAsync);
        mine.MapPost("/{id:guid}/answers", AnswerSurveys.AnswerAsync);

        var desk = app.MapGroup("/api/operations/surveys").WithTags("Surveys");
        var read = desk.MapGroup("").RequireAuthorization(Access.ReadSurveys);
        read.MapGet("/", ReadSurveys.ListAsync);
        read.MapGet("/subjects", ReadSurveys.SubjectsAsync);
        read.MapGet("/{id:guid}", ReadSurveys.GetAsync);
        read.MapGet("/{id:guid}/results", GetSurveyResults.HandleAsync);
        read.MapGet("/{id:guid}/results.csv", GetSurveyResults.ToCsvAsync);
        var manage = desk.MapGroup("").RequireAuthorization(Access.ManageSurveys).RequireIdempotencyKey();
        manage.MapPost("/", ManageSurveys.BeginAsync);
        manage.MapPut("/{id:guid}", ManageSurveys.ChangeAsync);
        manage.MapPost("/{id:guid}/publications", ManageSurveys.PublishAsync);
        manage.MapPost("/{id:guid}/closures", ManageSurveys.CloseAsync);
        return app;
    }
}
