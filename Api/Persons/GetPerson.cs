using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Persons;
using Pinchang.Data;
using Pinchang.Data.Persons;
using Pinchang.Domain.Persons;

namespace Pinchang.Api.Persons;

/// <summary>What is held about the caller, by kind: counts and terms, never the data itself.</summary>
internal static class GetPerson
{
    public static async Task<Ok<PersonFile>> HandleAsync(
        CurrentUser user, PinchangContext data, PersonRecords records, PersonTies ties, CancellationToken cancellation) =>
        TypedResults.Ok(await data.ReadPersonAsync(user.Id, records, ties, cancellation));

    public static async Task<PersonFile> ReadPersonAsync(
        this PinchangContext data, Guid personId, PersonRecords records, PersonTies ties, CancellationToken cancellation)
    {
        var person = await data.Users.AsNoTracking().Where(row => row.Id == personId)
            .Select(row => new { row.DisplayName, row.MaskedPhone, row.CreatedAt }).SingleAsync(cancellation);
        var counts = await records.CountAsync(personId, cancellation);
        var closure = await data.PendingClosures(personId).AsNoTracking().SingleOrDefaultAsync(cancellation);
        var hindrance = (await ties.ReadAsync(personId, cancellation)).WhyNot();
        return new()
        {
            DisplayName = person.DisplayName,
            Phone = person.MaskedPhone,
            CreatedAt = person.CreatedAt,
            Held =
            [
                .. RetentionRule.All.Select(rule => new HeldData(
                    rule.Kind.ToString(), DataKindTexts.NameOf(rule.Kind), counts.TryGetValue(rule.Kind, out var count) ? count : null,
                    DataKindTexts.WhatOf(rule.Kind), DataKindTexts.WhyOf(rule.Kind), DataKindTexts.UntilOf(rule.Kind), rule.SurvivesClosing)),
            ],
            Consents = await data.ReadConsentsAsync(personId, cancellation),
            Closure = closure is null ? null : new(closure.AskedAt, closure.ClosesAt),
            ClosureHindrance = hindrance is null ? null : Sentences.Of(hindrance),
            CoolingDays = AccountClosure.CoolingDays,
        };
    }

    public static IQueryable<AccountClosure> PendingClosures(this PinchangContext data, Guid personId) =>
        data.AccountClosures.Where(closure => closure.UserId == personId && closure.WithdrawnAt == null && closure.ClosedAt == null);
}
