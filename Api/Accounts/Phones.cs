using System.Diagnostics.CodeAnalysis;
using Pinchang.Data.Accounts;
using Pinchang.Data.Keys;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Accounts;

/// <summary>Phones of accounts: found by a keyed hash of the whole number, opened only to send or to show for a reason.</summary>
internal sealed class Phones(FieldSeals seals)
{
    public byte[] KeyOf(string phone) => seals.IndexOf(SealedField.Phone, phone);

    [return: NotNullIfNotNull(nameof(sealedPhone))]
    public string? Open(byte[]? sealedPhone) => sealedPhone is null ? null : seals.Open(SealedField.Phone, sealedPhone);

    public void Give(User user, string? phone)
    {
        (user.SealedPhone, user.PhoneKey, user.MaskedPhone) = phone is null
            ? (null, null, null)
            : (seals.Seal(SealedField.Phone, phone), KeyOf(phone), PhoneNumber.Mask(phone));
        user.PhoneNumberConfirmed = phone is not null;
    }
}
