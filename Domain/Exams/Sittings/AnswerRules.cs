using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Sittings;

/// <summary>
/// What becomes of answers. The judge is the moment at which the server received them: not the browser's clock, and not the moment at
/// which their turn came. Whatever does not count is kept all the same.
/// </summary>
public static class AnswerRules
{
    public const int MostItems = 200;
    public const int LongestText = 20_000;
    public const int LongestBlank = 1_000;
    public const int MostParts = 50;
    public const int LongestId = 64;

    /// <summary>Answers kept apart per session; what comes after an end must not fill the disk.</summary>
    public const int MostKeptApart = 5_000;

    /// <summary>What no session would take, whatever its state.</summary>
    public static Refusal? Check(IReadOnlyList<AnswerItem> items, int most = MostItems)
    {
        if (items.Count > most)
        {
            return SessionRefusals.TooManyItems.With(Text(most));
        }

        var numbers = new HashSet<long>();
        foreach (var item in items)
        {
            if (item is null || item.Sequence < 1 || !numbers.Add(item.Sequence) || item.Response is null
                || string.IsNullOrEmpty(item.QuestionId) || item.QuestionId.Length > LongestId)
            {
                return CommonRefusals.Malformed.On("items");
            }

            if (item.Response.Text?.Length > LongestText)
            {
                return SessionRefusals.AnswerTooLong.With(Text(LongestText));
            }

            if (!AreFit(item.Response.Choices, LongestId) || !AreFit(item.Response.Blanks, LongestBlank))
            {
                return SessionRefusals.AnswerTooLong.With(Text(LongestBlank));
            }
        }

        return null;
    }

    public static SessionDecision<AnswerAck> Save(SessionState state, SaveAnswers command, DateTimeOffset now)
    {
        if (WhyNoAnswers(state, command.Epoch, command.Items) is { } refusal)
        {
            return refusal;
        }

        var standing = StandingOf(state, command.Epoch, command.ReceivedAt);
        var answers = NewOnes(state, command.Epoch, command.Items, standing, command.ReceivedAt);
        if (standing == AnswerStanding.Counted)
        {
            var write = Amend(state, new SessionWrite { Answers = answers }, command.ReceivedAt);
            var durable = state.Received.ThroughWith(answers.Select(answer => answer.Sequence));
            return new(new AnswerAck(durable, now, state.Deadline, state.PhaseAt(now)), write);
        }

        return KeepApart<AnswerAck>(state, answers, standing);
    }

    /// <summary>Where answers of an epoch stand that were received then.</summary>
    public static AnswerStanding StandingOf(SessionState state, int epoch, DateTimeOffset receivedAt)
    {
        var standing = state.Standing;
        return epoch < standing.Epoch ? AnswerStanding.Overtaken
            : standing.EndKind is SessionEndKind.ByCandidate or SessionEndKind.Terminated ? AnswerStanding.AfterEnd
            : receivedAt >= state.ClosesAt ? AnswerStanding.Late
            : AnswerStanding.Counted;
    }

    public static AnswerRecord[] NewOnes(
        SessionState state, int epoch, IEnumerable<AnswerItem> items, AnswerStanding standing, DateTimeOffset receivedAt)
    {
        // Of an epoch that was overtaken nobody remembers what came; the rows do, and keep the first of each number.
        return
        [
            .. items.Where(item => epoch != state.Standing.Epoch || !state.Received.Contains(item.Sequence))
                .Select(item => new AnswerRecord(
                    epoch, item.Sequence, item.QuestionId, item.Response, item.Marked, item.At, receivedAt, standing)),
        ];
    }

    public static Refusal? WhyNoAnswers(SessionState state, int epoch, IReadOnlyList<AnswerItem> items)
    {
        if (state.Standing.StartedAt is null)
        {
            return state.Standing.EndKind == SessionEndKind.Absent ? SessionRefusals.Absent : SessionRefusals.NotRunning;
        }

        if (epoch < 1 || epoch > state.Standing.Epoch)
        {
            return SessionRefusals.UnknownEpoch;
        }

        var foreign = items.FirstOrDefault(item => !state.Plan.Questions.Contains(item.QuestionId));
        return foreign is null ? null : SessionRefusals.QuestionNotDrawn.With(foreign.QuestionId);
    }

    public static SessionDecision<T> KeepApart<T>(SessionState state, AnswerRecord[] answers, AnswerStanding standing)
        where T : class
    {
        var refusal = standing switch
        {
            AnswerStanding.Overtaken => SessionRefusals.Overtaken,
            AnswerStanding.Late => SessionRefusals.TooLate,
            _ => EntryRules.WhyEnded(state.Standing),
        };
        return state.KeptApart + answers.Length > MostKeptApart
            ? SessionRefusals.NotKept
            : new SessionDecision<T>(refusal, new() { Answers = answers });
    }

    /// <summary>
    /// A paper that the server handed in takes in what was received in time and was only written now: however long it queued, it is not
    /// late (P3). The receipt is made again, with the next version.
    /// </summary>
    private static SessionWrite Amend(SessionState state, SessionWrite write, DateTimeOffset at) =>
        state.Standing is { EndKind: SessionEndKind.AtDeadline, EndedAt: { } ended } && write.Answers.Length > 0
            ? HandInRules.Seal(state, write.Answers, SessionEndKind.AtDeadline, ended, at)
            : write;

    private static bool AreFit(string[]? parts, int longest) =>
        parts is null || (parts.Length <= MostParts && Array.TrueForAll(parts, part => part is not null && part.Length <= longest));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
