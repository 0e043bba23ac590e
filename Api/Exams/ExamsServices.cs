using Pinchang.Api.Exams.Marking;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Exams.Registrations;
using Pinchang.Api.Exams.Results;

namespace Pinchang.Api.Exams;

internal static class ExamsServices
{
    public static IServiceCollection AddExams(this IServiceCollection services) => services
        .AddScoped<ExamAccess>()
        .AddScoped<CandidateMessages>()
        .AddSingleton<CandidateIdentities>()
        .AddMarking()
        .AddResults();
}
