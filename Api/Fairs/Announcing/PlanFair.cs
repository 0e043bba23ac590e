using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Api.Organisations.Licences;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Fairs;

namespace Pinchang.Api.Fairs.Announcing;

/// <summary>JF-8.3.1, JF-4, JF-6.1: an operator drafts the announcement and publishes it, refused by name while an element or a licence is missing.</summary>
internal static class PlanFair
{
    public static async Task<Results<Ok<FairDetails>, ProblemHttpResult>> HandleAsync(
        SaveFair body, CurrentUser user, CommandContext command, PinchangContext data, FairDetailsReader reader, CancellationToken cancellation)
    {
        var now = command.ReceivedAt;
        var outcome = JobFair.Draft(Guid.CreateVersion7(now), user.AgencyId!.Value, user.Id, body, now);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        if (await WhyNotCoverAsync(body.CoverFileId, user, data, cancellation) is { } refusal)
        {
            return refusal.ToProblem();
        }

        data.Fairs.Add(outcome.Value);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await reader.ReadAsync(outcome.Value, cancellation));
    }

    public static async Task<Results<Ok<FairDetails>, ProblemHttpResult>> EditAsync(
        Guid id,
        SaveFair body,
        CurrentUser user,
        HttpContext http,
        PinchangContext data,
        FairAccess access,
        FairDetailsReader reader,
        CancellationToken cancellation)
    {
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        if (await access.FindOwnAsync(id, cancellation) is not { } fair)
        {
            return FairRefusals.NotFound.ToProblem();
        }

        var cover = fair.CoverFileId;
        var outcome = fair.Edit(body, ReceivedAt.Of(http));
        if ((outcome.Refusal ?? (body.CoverFileId == cover ? null : await WhyNotCoverAsync(body.CoverFileId, user, data, cancellation))) is { } refusal)
        {
            return refusal.ToProblem();
        }

        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(await reader.ReadAsync(fair, cancellation));
    }

    /// <summary>On the platform it becomes public; on any other medium it is recorded where and since when it stands.</summary>
    public static async Task<Results<Ok<FairDetails>, ProblemHttpResult>> PublishAsync(
        Guid id,
        PublishFair body,
        CurrentUser user,
        CommandContext command,
        PinchangContext data,
        FairAccess access,
        LicenceDoors licences,
        FairDetailsReader reader,
        CancellationToken cancellation)
    {
        var now = command.ReceivedAt;
        if (await access.FindOwnAsync(id, cancellation) is not { } fair)
        {
            return FairRefusals.NotFound.ToProblem();
        }

        var medium = body.Medium?.Trim() ?? "";
        var onPlatform = medium == PublishFair.Platform;
        var wasDraft = fair.State == FairState.Draft;
        if ((Publication.Check(body, now) ?? (onPlatform ? fair.Publish(body.Ground, now).Refusal : fair.WhyNotPublished() ?? fair.WhyOver(now))
            ?? (onPlatform && wasDraft ? await licences.WhyNoFairAsync(fair.AgencyId, now, cancellation) : null)) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (!onPlatform || wasDraft)
        {
            data.Add(new Publication
            {
                Id = Guid.CreateVersion7(now),
                AgencyId = fair.AgencyId,
                FairId = fair.Id,
                AuthorId = user.Id,
                Medium = medium,
                Address = onPlatform ? $"/fairs/{fair.Id}" : body.Address?.Trim(),
                PublishedAt = (onPlatform ? now : body.PublishedAt ?? now).ToUniversalTime(),
                Proof = body.Proof?.Trim(),
                Ground = onPlatform ? WrittenText.Tidy(body.Ground) : null,
            });
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await reader.ReadAsync(fair, cancellation));
    }

    /// <summary>A hall with booths in it cannot go.</summary>
    public static async Task<Refusal?> WhyNotHallsAsync(this PinchangContext data, JobFair fair, CancellationToken cancellation)
    {
        var kept = fair.Halls.Select(hall => hall.Id).ToArray();
        return await data.Booths.AnyAsync(booth => booth.FairId == fair.Id && !kept.Contains(booth.HallId), cancellation)
            ? FairRefusals.HallInUse.On("halls")
            : null;
    }

    private static async Task<Refusal?> WhyNotCoverAsync(Guid? fileId, CurrentUser user, PinchangContext data, CancellationToken cancellation) =>
        fileId is null || await data.Files.AnyAsync(file => file.Id == fileId && file.OwnerId == user.Id && file.Kind == FileKind.Cover, cancellation)
            ? null
            : CommonRefusals.NotFound.On("coverFileId");
}
