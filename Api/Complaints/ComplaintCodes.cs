using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pinchang.Api.Hosting;
using Pinchang.Data.Keys;
using Pinchang.Domain;

namespace Pinchang.Api.Complaints;

/// <summary>
/// The code that opens a complaint's status follows from its id under a key that is not in the database, so it is kept nowhere and a command
/// that is sent twice gets the same one. A mark counts how often the same person, or the same address on one day, complains.
/// </summary>
internal sealed class ComplaintCodes(MasterKey master, KeptKeys kept, FieldSeals seals)
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 16;
    private const int Group = 4;

    private readonly Lazy<byte[]> _markKey = new(() => master.Derive("complaint-mark"));

    /// <summary>Eighty bits, in letters that nobody mistakes for another on the phone.</summary>
    public string CodeOf(Guid complaintId)
    {
        var hash = HMACSHA256.HashData(kept.Of(KeptKeys.ComplaintCode), complaintId.ToByteArray());
        var text = new StringBuilder();
        for (var i = 0; i < Length; i++)
        {
            text.Append(i > 0 && i % Group == 0 ? "-" : "").Append(Letters[hash[i] & 31]);
        }

        return text.ToString();
    }

    public bool Opens(Guid complaintId, string? typed)
    {
        var tidy = (typed ?? "").Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        var code = CodeOf(complaintId).Replace("-", "", StringComparison.Ordinal);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(tidy), Encoding.UTF8.GetBytes(code));
    }

    public byte[] MarkOf(CurrentUser user, string address, DateTimeOffset now)
    {
        var who = user.IdOrNull is { } id ? $"person {id}" : $"address {address}";
        return HMACSHA256.HashData(_markKey.Value, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{who} {ChinaTime.DateOf(now):yyyy-MM-dd}")));
    }

    public byte[] Seal(string contact) => seals.Seal(SealedField.Contact, contact);

    public string Open(byte[] sealedContact) => seals.Open(SealedField.Contact, sealedContact);
}
