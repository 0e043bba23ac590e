using Pinchang.Contracts.Evaluations;

namespace Pinchang.Web.Pages.Evaluations;

/// <summary>How a grade looks.</summary>
internal static class EvaluationShown
{
    public static string FaceOf(EvaluationGrade grade) => grade switch
    {
        EvaluationGrade.Conforming => "good",
        EvaluationGrade.NotConforming => "bad",
        _ => "",
    };
}
