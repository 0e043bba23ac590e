using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Domain.Exams.Marking;

/// <summary>What opening a round made.</summary>
public sealed record OpenedRound(MarkingRound Round, IReadOnlyList<BlindScript> Scripts, IReadOnlyList<MarkingTask> Tasks);

/// <summary>Everything that a round is opened from.</summary>
/// <param name="NumberOf">The number of each question on the paper as assembled.</param>
public sealed record RoundMaterial(
    MarkedSitting Sitting,
    IReadOnlyList<HandedScript> Scripts,
    MarkingKey Key,
    IReadOnlyDictionary<string, int> NumberOf,
    MarkingSettings Settings,
    Guid OfficerId);

/// <summary>
/// Takes the candidates off a sitting's scripts: objective parts are scored at once, each written answer becomes a task under a random code,
/// in a random order, with what names its writer covered. Chance comes in as a source of random bytes.
/// </summary>
public static class RoundOpening
{
    /// <summary>
    /// For so long after its close a paper may still take in what was received in time and only written then (P3): marked before, it would
    /// be another script than the one that is kept, and no score of the project could be released.
    /// </summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    /// <summary>What a sitting still waits for, asked before the key is; or null.</summary>
    public static Refusal? WhyNotYet(MarkedSitting sitting, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(sitting);
        if (sitting.Unfinished > 0)
        {
            return MarkingRefusals.SittingNotOver.With(Text(sitting.Unfinished));
        }

        if (now < sitting.ClosedAt + Settling)
        {
            return MarkingRefusals.PapersSettling;
        }

        // What is accepted afterwards would make another script than the one that was marked.
        return sitting.LateUndecided > 0 ? MarkingRefusals.LateAnswersWait.With(Text(sitting.LateUndecided)) : null;
    }

    public static Outcome<OpenedRound> Open(RoundMaterial material, Action<Span<byte>> fillRandom, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(material);
        if (MarkingSettingsRules.Check(material.Settings) is { } refusal)
        {
            return refusal;
        }

        var unfinished = material.Scripts.Count(script => script.State == ScriptState.Unfinished);
        if (unfinished > 0)
        {
            return MarkingRefusals.SittingNotOver.With(Text(unfinished));
        }

        var handedIn = material.Scripts.Where(script => script is { State: ScriptState.HandedIn, Canonical: not null }).ToArray();
        if (handedIn.Length == 0)
        {
            return MarkingRefusals.NoScripts;
        }

        var round = new MarkingRound
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = material.Sitting.AgencyId,
            ProjectId = material.Sitting.ProjectId,
            SittingId = material.Sitting.Id,
            PaperId = material.Sitting.PaperId,
            SittingName = material.Sitting.Name,
            Settings = material.Settings,
            FullPoints = material.Key.Questions.Sum(question => question.Points),
            OpenedBy = material.OfficerId,
            OpenedAt = now,
        };
        var (scripts, tasks) = (new List<BlindScript>(), new List<MarkingTask>());
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handed in Shuffled(handedIn, fillRandom))
        {
            if (CanonicalScript.Read(handed.Canonical!, handed.Sha256!) is not { } answers)
            {
                return MarkingRefusals.ScriptBroken.With(handed.Person.TicketNumber ?? "");
            }

            var script = Blind(round, handed, ScriptScoring.Score(material.Key, answers, material.Settings), NewCode(codes, fillRandom), now);
            scripts.Add(script);
            tasks.AddRange(material.Key.Questions.Where(question => !question.IsObjective()).Select(question => Task(
                round, script, question, material.NumberOf[question.QuestionId], SelfNaming.CoverIn(answers.Answers.GetValueOrDefault(question.QuestionId)?.Text, handed.Person), fillRandom, now)));
        }

        return new OpenedRound(round, scripts, tasks);
    }

    private static string Text(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static BlindScript Blind(MarkingRound round, HandedScript handed, IReadOnlyDictionary<string, decimal> points, string code, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        AgencyId = round.AgencyId,
        RoundId = round.Id,
        SessionId = handed.SessionId,
        RegistrationId = handed.RegistrationId,
        TicketNumber = handed.Person.TicketNumber ?? "",
        ScriptSha256 = handed.Sha256!,
        Code = code,
        Objective = points.Values.Sum(),
        ObjectiveByQuestion = points,
    };

    private static MarkingTask Task(
        MarkingRound round, BlindScript script, KeyedQuestion question, int number, CoveredAnswer answer, Action<Span<byte>> fillRandom, DateTimeOffset now)
    {
        var task = new MarkingTask
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = round.AgencyId,
            RoundId = round.Id,
            ScriptId = script.Id,
            QuestionId = question.QuestionId,
            QuestionNumber = number,
            MaxPoints = question.Points,
            Threshold = DoubleMarking.ThresholdOf(question.Points, round.Settings),
            Step = round.Settings.Step,
            Answer = answer.Text,
            Covered = [.. answer.Found],
            Lot = Lot(fillRandom),
        };
        if (string.IsNullOrWhiteSpace(answer.Text))
        {
            task.SettleBlank(now);
        }

        return task;
    }

    private static string NewCode(HashSet<string> codes, Action<Span<byte>> fillRandom)
    {
        Span<byte> random = stackalloc byte[BlindCode.Bytes];
        while (true)
        {
            fillRandom(random);
            var code = BlindCode.Of(random);
            if (codes.Add(code))
            {
                return code;
            }
        }
    }

    // Ids rise with time: made in the order of sessions, they would still tell it.
    private static HandedScript[] Shuffled(HandedScript[] scripts, Action<Span<byte>> fillRandom) =>
        [.. scripts.Select(script => (script, lot: Lot(fillRandom))).OrderBy(pair => pair.lot).Select(pair => pair.script)];

    private static int Lot(Action<Span<byte>> fillRandom)
    {
        Span<byte> random = stackalloc byte[4];
        fillRandom(random);
        return BitConverter.ToInt32(random) & int.MaxValue;
    }
}
