namespace Pinchang.Contracts.Surveys;

/// <summary>What is asked about: one session of a live room, one fair, or one exam project.</summary>
public enum SurveyService
{
    LiveHiring,
    JobFair,
    Exam,
}

public enum SurveyAudience
{
    /// <summary>Who applied or spoke up in the session, was admitted to the fair, or sat the exam.</summary>
    Candidate,

    /// <summary>Members of the employer whose session it was, or who stood at the fair's booths.</summary>
    Employer,
}

/// <summary>EX-8: the five contents that an exam's questionnaire covers.</summary>
public enum SurveyAspect
{
    Content,
    Process,
    Efficiency,
    Result,
    Attitude,
}

public enum SurveyQuestionKind
{
    /// <summary>One to five.</summary>
    Scale,
    Single,
    Multiple,
    Text,
}

public enum SurveyState
{
    Draft,
    Open,
    Closed,
}

/// <param name="Options">Of a single or multiple choice; else empty.</param>
public sealed record SurveyQuestion(string Text, SurveyQuestionKind Kind, SurveyAspect Aspect, bool Required, string[] Options);

/// <summary>The answer to one question: its score, the places of the chosen options, or a text; nothing of it where the question was left out.</summary>
public sealed record SurveyValue(int? Score, int[]? Options, string? Text);

/// <summary>Something that can be asked about.</summary>
/// <param name="At">When it ended, opened or was sat.</param>
public sealed record SurveySubject(Guid Id, string Name, DateTimeOffset At);

public sealed record SurveySummary(
    Guid Id, SurveyService Service, SurveyAudience Audience, string SubjectName, string Title, SurveyState State, DateTimeOffset CreatedAt, DateTimeOffset? ClosesAt, int Answered);

public sealed record SurveyDetails(
    SurveySummary Summary, Guid SubjectId, string? Introduction, SurveyQuestion[] Questions, DateTimeOffset? PublishedAt);

/// <summary><c>POST /api/operations/surveys</c>: from the template of the service and the audience.</summary>
public sealed record BeginSurvey(SurveyService Service, SurveyAudience Audience, Guid SubjectId);

/// <summary><c>PUT /api/operations/surveys/{id}</c>, before it is published.</summary>
public sealed record ChangeSurvey(string Title, string? Introduction, SurveyQuestion[] Questions);

/// <summary><c>POST /api/operations/surveys/{id}/publications</c>: opens it at once, for so many days.</summary>
public sealed record PublishSurvey(int Days);

/// <summary>One questionnaire of the caller's.</summary>
public sealed record OwnSurvey(Guid Id, SurveyService Service, string SubjectName, string Title, DateTimeOffset ClosesAt, bool HasAnswered);

/// <summary><c>GET /api/surveys/{id}</c>.</summary>
public sealed record SurveySheet(OwnSurvey Survey, bool IsOpen, string? Introduction, SurveyQuestion[] Questions);

/// <summary><c>POST /api/surveys/{id}/answers</c>: a value for each question, in their order.</summary>
public sealed record AnswerSurvey(SurveyValue[] Values);

/// <param name="Counts">Of a scale how often one to five; of a choice how often each option; of a text empty.</param>
/// <param name="IsLow">The mean is so low that something should be done.</param>
public sealed record SurveyQuestionResult(SurveyQuestion Question, int Answered, double? Mean, int[] Counts, string[] Texts, bool IsLow);

/// <summary>How earlier questionnaires of the same service and audience came out.</summary>
public sealed record SurveyMean(Guid Id, string SubjectName, DateTimeOffset PublishedAt, int Answered, double? Mean);

/// <param name="Entitled">How many were asked.</param>
/// <param name="Questions">Empty while answers come in, and where fewer than <paramref name="Least"/> came: somebody could be recognised.</param>
/// <param name="Trend">Oldest first, this one included.</param>
public sealed record SurveyResults(SurveyDetails Survey, int Entitled, int Answered, int Least, double? Mean, SurveyQuestionResult[] Questions, SurveyMean[] Trend);
