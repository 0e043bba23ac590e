using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Sittings;

/// <summary>
/// Answers that left a candidate's machine as a file, because no network came back before the end. The clock of that machine proves
/// nothing, so they are late whenever they were written, and count when a named officer says so.
/// </summary>
public static class AnswerFileRules
{
    public static SessionDecision<KeptAnswerFile> Keep(SessionState state, KeepAnswerFile command)
    {
        if (AnswerRules.WhyNoAnswers(state, command.Epoch, command.Items) is { } refusal)
        {
            return refusal;
        }

        // Their numbers would be known from then on, and the page's own sending of them would not count any more.
        var standing = AnswerRules.StandingOf(state, command.Epoch, command.ReceivedAt);
        if (standing == AnswerStanding.Counted || !state.Standing.IsEnded)
        {
            return SessionRefusals.FileTooEarly;
        }

        var answers = AnswerRules.NewOnes(state, command.Epoch, command.Items, standing, command.ReceivedAt);
        if (answers.Length == 0)
        {
            return SessionRefusals.FileKnown;
        }

        if (state.KeptApart + answers.Length > AnswerRules.MostKeptApart)
        {
            return SessionRefusals.NotKept;
        }

        var missing = command.Epoch == state.Standing.Epoch
            ? Math.Max(0, state.Received.MissingUntil(answers.Max(answer => answer.Sequence)) - answers.Length)
            : 0;
        var fact = new AnswerFileKept(command.Sha256, answers.Length, missing, command.Actor.Name);
        var write = state.Write(state.Standing, command.ReceivedAt, command.Actor.UserId, fact) with { Answers = answers };
        return new(new KeptAnswerFile(answers.Length, missing), write);
    }
}
