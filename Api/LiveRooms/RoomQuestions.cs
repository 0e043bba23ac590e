using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.LiveRooms;

/// <summary>LH-4.3.2b: viewers ask and vote; the desk answers, highlights and removes. A question's id is its command's key.</summary>
internal static class RoomQuestions
{
    public static Task<Results<Ok<Question>, ProblemHttpResult>> AskAsync(Guid id, AskQuestionRequest body, RoomCommand command) =>
        command.TakePartAsync(id, (room, actor) => room.AskQuestion(new(actor, command.Key, body.Text)));

    public static Task<Results<Ok<Question>, ProblemHttpResult>> VoteAsync(Guid id, Guid questionId, VoteRequest body, RoomCommand command) =>
        command.TakePartAsync(id, (room, actor) => room.VoteQuestion(new(actor, questionId, body.Up)));

    public static Task<Results<Ok<Question>, ProblemHttpResult>> AnswerAsync(
        Guid id, Guid questionId, AnswerQuestionRequest body, RoomCommand command) =>
        SettleAsync(id, questionId, QuestionState.Answered, body.Text, command);

    public static Task<Results<Ok<Question>, ProblemHttpResult>> HighlightAsync(Guid id, Guid questionId, RoomCommand command) =>
        SettleAsync(id, questionId, QuestionState.Current, null, command);

    public static Task<Results<Ok<Question>, ProblemHttpResult>> RemoveAsync(Guid id, Guid questionId, RoomCommand command) =>
        SettleAsync(id, questionId, QuestionState.Removed, null, command);

    private static Task<Results<Ok<Question>, ProblemHttpResult>> SettleAsync(
        Guid id, Guid questionId, QuestionState state, string? answer, RoomCommand command) =>
        command.ModerateAsync(id, (room, actor) => room.SettleQuestion(new(actor, questionId, state, answer)));
}
