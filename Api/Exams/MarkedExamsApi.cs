using Pinchang.Api.Exams.Marking;
using Pinchang.Api.Exams.Results;

namespace Pinchang.Api.Exams;

internal static class MarkedExamsApi
{
    /// <summary>What follows a sitting: its marking, and the scores that come of it.</summary>
    public static IEndpointRouteBuilder MapMarkedExams(this IEndpointRouteBuilder app) => app.MapMarking().MapResults();
}
