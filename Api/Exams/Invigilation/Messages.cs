using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.Api.Exams.Invigilation;

/// <summary>What invigilators write to one candidate or to all, and who has read it.</summary>
internal static class Messages
{
    public static async Task<Results<Ok<InvigilationMessage>, ProblemHttpResult>> SendAsync(
        Guid id, SendInvigilationMessage body, CurrentUser user, WatchDoors doors, PinchangContext data, WatchNotes notes, CommandContext command,
        CancellationToken cancellation)
    {
        var door = await doors.WatchSittingAsync(id, user, cancellation);
        if ((door.Refusal ?? WrittenText.Check(body.Text, KeptMessage.Longest, "text", required: true, lines: true)) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (body.SessionId is { } sessionId
            && ((await doors.WatchSessionAsync(sessionId, user, cancellation)).Value is not { } session || session.SittingId != id))
        {
            return InvigilationRefusals.NotFound.On("sessionId").ToProblem();
        }

        var message = new KeptMessage
        {
            Id = command.Key,
            SittingId = id,
            SessionId = body.SessionId,
            Text = WrittenText.Tidy(body.Text)!,
            SentBy = user.Id,
            SentAt = command.ReceivedAt,
        };
        data.Add(message);
        await data.SaveChangesAsync(cancellation);
        command.AfterCommit(_ =>
        {
            notes.Note(id, new() { SessionId = message.SessionId, At = message.SentAt, Message = ToMessage(message, Notices.Invigilator) });
            return Task.CompletedTask;
        });
        return TypedResults.Ok(ToMessage(message, user.Name));
    }

    /// <summary>To the candidate: all that concern this session.</summary>
    public static async Task<Results<Ok<InvigilationMessage[]>, ProblemHttpResult>> ListOwnAsync(
        Guid id, CurrentUser user, WatchDoors doors, PinchangContext data, CancellationToken cancellation)
    {
        var door = await doors.OwnAsync(id, user, cancellation);
        if (!door.IsAccepted)
        {
            return door.Refusal.ToProblem();
        }

        var rows = await OfSession(data, door.Value).ToListAsync(cancellation);
        return TypedResults.Ok(rows.Select(row => ToMessage(row.Message, Notices.Invigilator, row.ReadAt)).ToArray());
    }

    public static async Task<Results<Ok<Done>, ProblemHttpResult>> ReadAsync(
        Guid id, ReadInvigilationMessages body, CurrentUser user, WatchDoors doors, PinchangContext data, WatchNotes notes, CommandContext command,
        CancellationToken cancellation)
    {
        var door = await doors.OwnAsync(id, user, cancellation);
        if (!door.IsAccepted)
        {
            return door.Refusal.ToProblem();
        }

        await data.LockAsync($"exam messages {id}", cancellation);
        var unread = await OfSession(data, door.Value)
            .Where(row => row.ReadAt == null && body.MessageIds.Contains(row.Message.Id))
            .Select(row => row.Message.Id)
            .ToArrayAsync(cancellation);
        data.AddRange(unread.Select(messageId => new MessageReceipt { MessageId = messageId, SessionId = id, ReadAt = command.ReceivedAt }));
        await data.SaveChangesAsync(cancellation);
        command.AfterCommit(_ =>
        {
            notes.Note(door.Value.SittingId, new() { SessionId = id, At = command.ReceivedAt, Read = unread });
            return Task.CompletedTask;
        });
        return TypedResults.Ok(Done.Instance);
    }

    /// <summary>To staff: all of a sitting, with how many have read each.</summary>
    public static async Task<Results<Ok<InvigilationMessage[]>, ProblemHttpResult>> ListAsync(
        Guid id, CurrentUser user, WatchDoors doors, PinchangContext data, CancellationToken cancellation)
    {
        var door = await doors.WatchSittingAsync(id, user, cancellation);
        if (!door.IsAccepted)
        {
            return door.Refusal.ToProblem();
        }

        var rows = await (
            from message in data.Set<KeptMessage>().AsNoTracking()
            join person in data.Users on message.SentBy equals person.Id
            where message.SittingId == id
            orderby message.SentAt, message.Id
            select new { Message = message, person.DisplayName, Read = data.Set<MessageReceipt>().Count(receipt => receipt.MessageId == message.Id) })
            .ToListAsync(cancellation);
        return TypedResults.Ok(rows.Select(row => ToMessage(row.Message, row.DisplayName) with { Read = row.Read }).ToArray());
    }

    public static IQueryable<SessionMessage> OfSession(PinchangContext data, SessionDoor door) =>
        from message in data.Set<KeptMessage>().AsNoTracking()
        where message.SittingId == door.SittingId && (message.SessionId == null || message.SessionId == door.SessionId)
        orderby message.SentAt, message.Id
        select new SessionMessage
        {
            Message = message,
            ReadAt = data.Set<MessageReceipt>()
                .Where(receipt => receipt.MessageId == message.Id && receipt.SessionId == door.SessionId)
                .Select(receipt => (DateTimeOffset?)receipt.ReadAt)
                .FirstOrDefault(),
        };

    public static InvigilationMessage ToMessage(KeptMessage message, string sentBy, DateTimeOffset? readAt = null) => new()
    {
        Id = message.Id,
        SittingId = message.SittingId,
        SessionId = message.SessionId,
        Text = message.Text,
        SentBy = sentBy,
        SentAt = message.SentAt,
        ReadAt = readAt,
    };
}

/// <summary>A message and when this candidate read it.</summary>
internal sealed class SessionMessage
{
    public required KeptMessage Message { get; init; }

    public DateTimeOffset? ReadAt { get; init; }
}
