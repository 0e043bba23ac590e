using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.Notifications;
using Pinchang.Contracts.Persons;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Persons;

/// <summary>What the account itself says of a person, corrected. A phone is proven by a code, and belongs to one account.</summary>
internal static class CorrectPerson
{
    private const int MaxNameLength = 20;

    public static async Task<Results<NoContent, ProblemHttpResult>> NameAsync(
        CorrectName body, CurrentUser user, PinchangContext data, PersonLedger ledger, ISessionRegistry sessions, CancellationToken cancellation)
    {
        if (WrittenText.Check(body.DisplayName, MaxNameLength, "displayName", required: true) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var person = await data.Users.SingleAsync(row => row.Id == user.Id, cancellation);
        person.DisplayName = body.DisplayName.Trim();
        await ledger.TellAsync(user.Id, LedgerKinds.PersonCorrected, "昵称", cancellation);
        await data.SaveChangesAsync(cancellation);
        sessions.Forget(user.Id);
        return TypedResults.NoContent();
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> PhoneAsync(
        CorrectPhone body, CurrentUser user, PinchangContext data, PhoneCodes codes, Phones phones, PersonLedger ledger, ISessionRegistry sessions,
        IOutbox outbox, CancellationToken cancellation)
    {
        if (PhoneNumber.Parse(body.Phone) is not { } phone)
        {
            return AccountRefusals.PhoneMalformed.On("phone").ToProblem();
        }

        if (await codes.TryAsync(phone, PhoneCodePurpose.ChangePhone, body.Code ?? "", cancellation) is { } wrong)
        {
            return wrong.On("code").ToProblem();
        }

        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        var key = phones.KeyOf(phone);
        await data.LockAsync($"phone {Convert.ToHexString(key)}", cancellation);
        var owner = await data.Users.Where(row => row.PhoneKey == key).Select(row => (Guid?)row.Id).SingleOrDefaultAsync(cancellation);
        if (owner is not null)
        {
            return (owner == user.Id ? PersonRefusals.PhoneSame : PersonRefusals.PhoneTaken).On("phone").ToProblem();
        }

        var person = await data.Users.SingleAsync(row => row.Id == user.Id, cancellation);
        var before = phones.Open(person.SealedPhone);
        phones.Give(person, phone);
        var (subject, text) = Notices.PhoneChanged(PhoneNumber.Mask(phone)).In(null);
        outbox.Enqueue(MessageToSend.ToInbox(user.Id, subject, text));
        if (before is not null)
        {
            // Whoever lost the account learns of it where they still are.
            outbox.Enqueue(new(MessageChannel.Sms, user.Id, before, subject, text, Urgent: true));
        }

        await ledger.TellAsync(user.Id, LedgerKinds.PersonCorrected, "手机号", cancellation);
        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        sessions.Forget(user.Id);
        return TypedResults.NoContent();
    }
}
