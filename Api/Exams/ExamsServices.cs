using Pinchang.Api.Exams.Projects;

namespace Pinchang.Api.Exams;

internal static class ExamsServices
{
    public static IServiceCollection AddExams(this IServiceCollection services) => services.AddScoped<ExamAccess>();
}
