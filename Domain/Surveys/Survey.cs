using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.Surveys;

namespace Pinchang.Domain.Surveys;

/// <summary>
/// 满意度问卷 (LH-6.2.1, JF-10, EX-8): one per audience and thing asked about; once published its questions stand, and what came in is read after
/// it closed.
/// </summary>
public sealed class Survey : IOwnedByAgency
{
    public const int MostQuestions = 20;
    public const int MostOptions = 10;
    public const int MostTitle = 60;
    public const int MostText = 200;
    public const int MostAnswer = 1000;
    public const int MostDays = 60;

    private Survey()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public SurveyService Service { get; private set; }

    public SurveyAudience Audience { get; private set; }

    public Guid SubjectId { get; private set; }

    public string SubjectName { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string? Introduction { get; private set; }

    public SurveyQuestion[] Questions { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    public DateTimeOffset? ClosesAt { get; private set; }

    public static Outcome<Survey> Begin(Guid id, Guid agencyId, BeginSurvey command, SurveySubject subject, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(subject);
        if (SurveyTemplates.Find(command.Service, command.Audience) is not { } template)
        {
            return SurveyRefusals.AudienceUnknown.On("audience");
        }

        return new Survey
        {
            Id = id,
            AgencyId = agencyId,
            Service = command.Service,
            Audience = command.Audience,
            SubjectId = subject.Id,
            SubjectName = subject.Name,
            Title = template.Title,
            Introduction = template.Introduction,
            Questions = template.Questions,
            CreatedAt = now,
        };
    }

    public SurveyState StateAt(DateTimeOffset now) =>
        ClosesAt is not { } closes ? SurveyState.Draft : now < closes ? SurveyState.Open : SurveyState.Closed;

    public Outcome<Survey> Change(ChangeSurvey command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var refusal = (PublishedAt is null ? null : SurveyRefusals.Published)
            ?? WrittenText.Check(command.Title, MostTitle, "title", required: true)
            ?? WrittenText.Check(command.Introduction, MostText, "introduction", lines: true)
            ?? CheckQuestions(command.Questions);
        if (refusal is not null)
        {
            return refusal;
        }

        (Title, Introduction) = (WrittenText.Tidy(command.Title)!, WrittenText.Tidy(command.Introduction));
        Questions = [.. command.Questions.Select(question => question with
        {
            Text = WrittenText.Tidy(question.Text)!,
            Options = IsChoice(question.Kind) ? [.. question.Options.Select(option => option.Trim())] : [],
        })];
        return this;
    }

    /// <summary>EX-8: an exam's questionnaire without one of the five contents is not sent.</summary>
    public Outcome<Survey> Publish(PublishSurvey command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(command);
        var refusal = (PublishedAt is null ? null : SurveyRefusals.Published)
            ?? (command.Days is >= 1 and <= MostDays ? null : CommonRefusals.OutOfRange.With("1", MostDays.ToString(CultureInfo.InvariantCulture)).On("days"))
            ?? CheckQuestions(Questions)
            ?? (Service == SurveyService.Exam && Enum.GetValues<SurveyAspect>().Except(Questions.Select(question => question.Aspect)).Any()
                ? SurveyRefusals.AspectMissing
                : null);
        if (refusal is not null)
        {
            return refusal;
        }

        (PublishedAt, ClosesAt) = (now, now.AddDays(command.Days));
        return this;
    }

    /// <summary>Earlier than announced; nobody opens it again, for its answers may have been read.</summary>
    public Outcome<Survey> Close(DateTimeOffset now)
    {
        if (StateAt(now) != SurveyState.Open)
        {
            return SurveyRefusals.NotOpen;
        }

        ClosesAt = now;
        return this;
    }

    /// <summary>What somebody answered, as it is kept.</summary>
    public Outcome<SurveyValue[]> Take(AnswerSurvey command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (StateAt(now) != SurveyState.Open)
        {
            return SurveyRefusals.NotOpen;
        }

        if (command.Values is not { } values || values.Length != Questions.Length || Array.Exists(values, value => value is null))
        {
            return CommonRefusals.Malformed.On("values");
        }

        var kept = new SurveyValue[values.Length];
        for (var place = 0; place < values.Length; place++)
        {
            var (question, field) = (Questions[place], $"q{place}");
            kept[place] = Of(question.Kind, values[place]);
            var refusal = Check(question.Kind, kept[place], question.Options.Length, field)
                ?? (question.Required && IsBlank(kept[place]) ? SurveyRefusals.AnswerMissing.On(field) : null);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return Array.TrueForAll(kept, IsBlank) ? SurveyRefusals.AnswerMissing : kept;
    }

    public static bool IsBlank(SurveyValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value is { Score: null, Text: null, Options: null or [] };
    }

    // Of what was sent only what belongs to the kind of the question.
    private static SurveyValue Of(SurveyQuestionKind kind, SurveyValue value) => kind switch
    {
        SurveyQuestionKind.Scale => new(value.Score, null, null),
        SurveyQuestionKind.Text => new(null, null, WrittenText.Tidy(value.Text)),
        _ => new(null, value.Options, null),
    };

    private static Refusal? Check(SurveyQuestionKind kind, SurveyValue value, int options, string field) => kind switch
    {
        SurveyQuestionKind.Scale when value.Score is < 1 or > 5 => CommonRefusals.OutOfRange.With("1", "5").On(field),
        SurveyQuestionKind.Text => WrittenText.Check(value.Text, MostAnswer, field, lines: true),
        SurveyQuestionKind.Single or SurveyQuestionKind.Multiple when value.Options is { } chosen
            && (Array.Exists(chosen, one => one < 0 || one >= options) || chosen.Distinct().Count() != chosen.Length
                || (kind == SurveyQuestionKind.Single && chosen.Length > 1)) => CommonRefusals.Malformed.On(field),
        _ => null,
    };

    private static bool IsChoice(SurveyQuestionKind kind) => kind is SurveyQuestionKind.Single or SurveyQuestionKind.Multiple;

    private static Refusal? CheckQuestions(SurveyQuestion[]? questions)
    {
        if (questions is null or [])
        {
            return SurveyRefusals.NoQuestions;
        }

        if (questions.Length > MostQuestions)
        {
            return CommonRefusals.OutOfRange.With("1", MostQuestions.ToString(CultureInfo.InvariantCulture)).On("questions");
        }

        return questions.Select((question, place) => CheckQuestion(question, $"q{place}")).FirstOrDefault(refusal => refusal is not null);
    }

    private static Refusal? CheckQuestion(SurveyQuestion? question, string field)
    {
        if (question is null || !Enum.IsDefined(question.Kind) || !Enum.IsDefined(question.Aspect) || question.Options is null)
        {
            return CommonRefusals.Malformed.On(field);
        }

        return WrittenText.Check(question.Text, MostText, field, required: true)
            ?? (IsChoice(question.Kind) ? CheckOptions(question.Options, field) : null);
    }

    private static Refusal? CheckOptions(string[] options, string field) =>
        options.Length is < 2 or > MostOptions || options.Distinct(StringComparer.Ordinal).Count() != options.Length
            ? SurveyRefusals.OptionsWrong.With(MostOptions.ToString(CultureInfo.InvariantCulture)).On(field)
            : WrittenText.CheckAll(options, MostOptions, MostTitle, field);
}

/// <summary>One person's answers, with nothing that says whose.</summary>
public sealed class SurveyAnswer(Guid id, Guid surveyId, SurveyValue[] body)
{
    public Guid Id { get; private set; } = id;

    public Guid SurveyId { get; private set; } = surveyId;

    public SurveyValue[] Body { get; private set; } = body;
}
