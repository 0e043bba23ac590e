using Pinchang.Data.Exams.Marking;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Api.Exams.Marking;

internal static class MarkingServices
{
    public static IServiceCollection AddMarking(this IServiceCollection services) => services
        .AddMemoryCache()
        .AddScoped<MarkingPapers>()
        .AddScoped<MarkedAnswers>()
        .AddScoped<MarkerHands>()
        .AddScoped<MarkingOffice>()
        .AddSingleton<RefusedOpenings>()
        .AddScoped<IScriptSource, Scripts>();
}
