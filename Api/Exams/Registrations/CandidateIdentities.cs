using Pinchang.Data.Keys;
using Pinchang.Domain;
using Pinchang.Domain.Exams.Registrations;

namespace Pinchang.Api.Exams.Registrations;

/// <summary>GB/T 35273: identity numbers lie sealed; whether two are equal is told by a keyed hash.</summary>
internal sealed class CandidateIdentities(FieldSeals seals, TimeProvider time)
{
    /// <summary>What a form's number is stored as, or null when it is no identity number.</summary>
    public SealedIdentity? Seal(string? typed) =>
        IdentityNumber.Parse(typed, ChinaTime.DateOf(time.GetUtcNow())) is { } number
            ? new(KeyOf(number), seals.Seal(SealedField.Identity, number.Text), number.Masked)
            : null;

    /// <summary>What a typed number is found by, or null when it is no identity number.</summary>
    public byte[]? FindKey(string? typed) => IdentityNumber.Parse(typed, ChinaTime.DateOf(time.GetUtcNow())) is { } number ? KeyOf(number) : null;

    public IdentityNumber Open(byte[] sealedIdentity) =>
        IdentityNumber.Parse(seals.Open(SealedField.Identity, sealedIdentity), ChinaTime.DateOf(time.GetUtcNow()))!;

    private byte[] KeyOf(IdentityNumber number) => seals.IndexOf(SealedField.Identity, number.Text);
}
