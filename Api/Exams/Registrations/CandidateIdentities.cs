using System.Security.Cryptography;
using System.Text;
using Pinchang.Api.Accounts;
using Pinchang.Domain;
using Pinchang.Domain.Exams.Registrations;

namespace Pinchang.Api.Exams.Registrations;

/// <summary>GB/T 35273: identity numbers lie sealed under the master key; whether two are equal is told by a keyed hash.</summary>
internal sealed class CandidateIdentities(MasterKey master, TimeProvider time)
{
    private readonly Lazy<byte[]> _hashKey = new(() => master.Derive("Pinchang.Exams.Identity"));

    /// <summary>What a form's number is stored as, or null when it is no identity number.</summary>
    public SealedIdentity? Seal(string? typed) =>
        IdentityNumber.Parse(typed, ChinaTime.DateOf(time.GetUtcNow())) is { } number
            ? new(KeyOf(number), master.Seal(Encoding.ASCII.GetBytes(number.Text)), number.Masked)
            : null;

    public IdentityNumber Open(byte[] sealedIdentity) =>
        IdentityNumber.Parse(Encoding.ASCII.GetString(master.Open(sealedIdentity)), ChinaTime.DateOf(time.GetUtcNow()))!;

    private byte[] KeyOf(IdentityNumber number) => HMACSHA256.HashData(_hashKey.Value, Encoding.ASCII.GetBytes(number.Text));
}
