using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Notifications;
using Pinchang.Data;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Notify;

/// <summary>How the caller's agency words its messages.</summary>
internal static class EditNoticeTexts
{
    public static async Task<Ok<NoticeTextSummary[]>> ListAsync(PinchangContext data, CancellationToken cancellation)
    {
        var written = (await data.NoticeWordings.AsNoTracking().OrderBy(row => row.WrittenAt).ThenBy(row => row.Id).ToListAsync(cancellation)).ToLookup(row => row.Key);
        return TypedResults.Ok(NoticeTemplates.Own.Values.OrderBy(own => own.Key, StringComparer.Ordinal).Select(own => Summary(own, written[own.Key].LastOrDefault())).ToArray());
    }

    public static async Task<Results<Ok<NoticeTextDetails>, ProblemHttpResult>> GetAsync(string key, PinchangContext data, CancellationToken cancellation) =>
        NoticeTemplates.Own.TryGetValue(key, out var own) ? TypedResults.Ok(await DetailsAsync(own, data, cancellation)) : CommonRefusals.NotFound.ToProblem();

    public static async Task<Results<Ok<NoticeTextDetails>, ProblemHttpResult>> PutAsync(
        string key, EditNoticeText body, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        if (!NoticeTemplates.Own.TryGetValue(key, out var own))
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var last = await data.NoticeWordings.AsNoTracking().Where(row => row.Key == key).OrderByDescending(row => row.WrittenAt).ThenByDescending(row => row.Id).FirstOrDefaultAsync(cancellation);
        var outcome = NoticeWording.Of(Guid.CreateVersion7(command.ReceivedAt), user.AgencyId!.Value, own, last, body, user.Id, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        var written = outcome.Value;
        data.NoticeWordings.Add(written);
        await data.SaveChangesAsync(cancellation);
        command.AfterCommit(_ =>
        {
            NoticeTemplates.Use(new(written.AgencyId, written.Key, written.Subject, written.Text));
            return Task.CompletedTask;
        });
        return TypedResults.Ok(await DetailsAsync(own, data, cancellation));
    }

    public static Results<Ok<NoticePreview>, ProblemHttpResult> Preview(string key, EditNoticeText body)
    {
        if (!NoticeTemplates.Own.TryGetValue(key, out var own))
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        if (own.WhyNot(body.Subject, body.Text) is { } refusal)
        {
            return refusal.ToProblem();
        }

        string[] names = [.. own.Places.Select(place => $"〔{place}〕")];
        return TypedResults.Ok(new NoticePreview(NoticeTemplate.Fill(body.Subject!.Trim(), own.Places, names), NoticeTemplate.Fill(body.Text!.Trim(), own.Places, names)));
    }

    private static async Task<NoticeTextDetails> DetailsAsync(NoticeTemplate own, PinchangContext data, CancellationToken cancellation)
    {
        var written = await data.NoticeWordings.AsNoTracking().Where(row => row.Key == own.Key).OrderByDescending(row => row.WrittenAt).ThenByDescending(row => row.Id).ToListAsync(cancellation);
        var names = await data.NamesAsync(written.Select(row => (Guid?)row.WrittenBy), cancellation);
        return new(
            Summary(own, written.FirstOrDefault()),
            own.Subject,
            own.Text,
            [.. written.Select(row => new NoticeTextVersion(row.Subject, row.Text, row.Reason, names.GetValueOrDefault(row.WrittenBy), row.WrittenAt))]);
    }

    private static NoticeTextSummary Summary(NoticeTemplate own, NoticeWording? last) =>
        new(own.Key, last?.Subject ?? own.Subject, last?.Text ?? own.Text, own.Places, last?.Subject is not null, last?.WrittenAt);
}
