using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Exams.Registrations;

namespace Pinchang.Api.Exams;

internal static class ExamsServices
{
    public static IServiceCollection AddExams(this IServiceCollection services) => services
        .AddScoped<ExamAccess>()
        .AddScoped<CandidateMessages>()
        .AddSingleton<CandidateIdentities>();
}
