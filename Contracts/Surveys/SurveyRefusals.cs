namespace Pinchang.Contracts.Surveys;

public static class SurveyRefusals
{
    /// <summary>Not over yet, not there, or another agency's.</summary>
    public static readonly Refusal SubjectUnknown = new(RefusalKind.Unprocessable, "surveys.subject-unknown");

    /// <summary>No questionnaire goes to this audience of this service.</summary>
    public static readonly Refusal AudienceUnknown = new(RefusalKind.Unprocessable, "surveys.audience-unknown");

    /// <summary>Each audience is asked once about the same thing.</summary>
    public static readonly Refusal SubjectTaken = new(RefusalKind.Conflict, "surveys.subject-taken");

    /// <summary>It was published: what people answer no longer changes under them.</summary>
    public static readonly Refusal Published = new(RefusalKind.Conflict, "surveys.published");

    /// <summary>It is not open: not published yet, or closed.</summary>
    public static readonly Refusal NotOpen = new(RefusalKind.Conflict, "surveys.not-open");

    public static readonly Refusal NoQuestions = new(RefusalKind.Unprocessable, "surveys.no-questions");

    /// <summary>A choice has two to {0} different options.</summary>
    public static readonly Refusal OptionsWrong = new(RefusalKind.Unprocessable, "surveys.options-wrong");

    /// <summary>EX-8: one of the five contents is not asked about.</summary>
    public static readonly Refusal AspectMissing = new(RefusalKind.Unprocessable, "surveys.aspect-missing");

    /// <summary>The caller did not use the service that is asked about.</summary>
    public static readonly Refusal NotAsked = new(RefusalKind.Forbidden, "surveys.not-asked");

    public static readonly Refusal Answered = new(RefusalKind.Conflict, "surveys.answered");

    public static readonly Refusal AnswerMissing = new(RefusalKind.Unprocessable, "surveys.answer-missing");

    /// <summary>Results are taken out once it is closed and enough people answered.</summary>
    public static readonly Refusal TooFew = new(RefusalKind.Conflict, "surveys.too-few");
}
