using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.LiveRooms;

/// <summary>Questions with one vote per person, answered by voice or in writing (LH-4.3.2b).</summary>
public static class QuestionRules
{
    public const int LongestQuestion = 200;
    public const int LongestAnswer = 500;
    public const int QuestionsPerWindow = 3;
    public const int MostQuestions = 1_000;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static Outcome<Decision<Question>> Ask(RoomState room, AskQuestion command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(command);
        if (room.FindQuestion(command.QuestionId) is { } asked)
        {
            return new Decision<Question>(asked);
        }

        if ((SessionRules.NotOnAir(room) ?? ChatRules.MayNotSpeak(room, command.Actor, now)) is { } refusal)
        {
            return refusal;
        }

        if (room.QuestionCount >= MostQuestions)
        {
            return CommonRefusals.TooMany;
        }

        if (room.QuestionPace.WaitFor(command.Actor.UserId, now, QuestionsPerWindow, Window) is { Ticks: > 0 } wait)
        {
            return LiveRoomRefusals.ChatTooFast.With(Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        }

        var text = RoomText.Clean(command.Text, LongestQuestion, LiveRoomRefusals.ChatEmpty, LiveRoomRefusals.ChatTooLong);
        if (!text.IsAccepted)
        {
            return text.Refusal;
        }

        room.QuestionPace.Note(command.Actor.UserId, now, QuestionsPerWindow);
        return ChatRules.Screened(text.Value) is { } screened ? screened : Changing(new Question
        {
            Id = command.QuestionId,
            Author = command.Actor.Name,
            Text = text.Value,
            Votes = 0,
            State = QuestionState.Open,
            AskedAt = now,
        });
    }

    public static Outcome<Decision<Question>> Vote(RoomState room, VoteQuestion command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(command);
        if (SessionRules.NotOnAir(room) is { } refusal)
        {
            return refusal;
        }

        if (room.RestrictionOf(command.Actor.UserId, now) is { Removed: true })
        {
            return ChatRules.MayNotSpeak(room, command.Actor, now)!;
        }

        if (room.FindQuestion(command.QuestionId) is not { State: not QuestionState.Removed } question)
        {
            return LiveRoomRefusals.QuestionNotFound;
        }

        return room.HasVoted(command.QuestionId, command.Actor.UserId) == command.Up
            ? new Decision<Question>(question)
            : new Decision<Question>(
                question with { Votes = question.Votes + (command.Up ? 1 : -1) },
                new VoteCast(command.QuestionId, command.Actor.UserId, command.Up));
    }

    /// <summary>At most one question is being answered; making one current releases the former.</summary>
    public static Outcome<Decision<Question>> Settle(RoomState room, SettleQuestion command)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(command);
        if (SessionRules.NotOnAir(room) is { } refusal)
        {
            return refusal;
        }

        if (room.FindQuestion(command.QuestionId) is not { State: not QuestionState.Removed } question)
        {
            return room.FindQuestion(command.QuestionId) is { } removed && command.State == QuestionState.Removed
                ? new Decision<Question>(removed)
                : LiveRoomRefusals.QuestionNotFound;
        }

        var answer = question.Answer;
        if (command is { State: QuestionState.Answered, Answer: not null })
        {
            var text = RoomText.Clean(command.Answer, LongestAnswer, LiveRoomRefusals.ChatEmpty, LiveRoomRefusals.ChatTooLong);
            if (!text.IsAccepted)
            {
                return text.Refusal.On("text");
            }

            if (ChatRules.Screened(text.Value) is { } screened)
            {
                return screened;
            }

            answer = text.Value;
        }

        var settled = question with { State = command.State, Answer = answer };
        if (settled == question)
        {
            return new Decision<Question>(question);
        }

        var former = room.Questions.FirstOrDefault(other => other.State == QuestionState.Current && other.Id != question.Id);
        return command.State == QuestionState.Current && former is not null
            ? new Decision<Question>(settled, Changed(former with { State = QuestionState.Open }), Changed(settled))
            : Changing(settled);
    }

    public static Told Changed(Question question) => new(new QuestionChanged { Sequence = 0, At = default, Question = question });

    private static Decision<Question> Changing(Question question) => new(question, Changed(question));
}
