using Pinchang.Data.Exams.Results;
using Pinchang.Domain.Exams.Results;

namespace Pinchang.Api.Exams.Results;

internal static class ResultsServices
{
    public static IServiceCollection AddResults(this IServiceCollection services) => services
        .AddScoped<ScoreRoom>()
        .AddScoped<ScoreChecks>()
        .AddScoped<ScoreMessages>()
        .AddSingleton<IIndependentScorer, IndependentScorer>()
        .AddSingleton<IClientConfirmation, RecordedConfirmation>();
}
