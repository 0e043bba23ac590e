using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pinchang.Domain.Ledger;

/// <summary>
/// The text that a line's hash is over, written a second time: the database has its own (<c>compliance.ledger_hash</c>), and only a line that
/// both read alike is whole.
/// </summary>
public static class LedgerText
{
    public static byte[] HashOf(LedgerLine line) => SHA256.HashData(Encoding.UTF8.GetBytes(Of(line)));

    public static string Of(LedgerLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        string?[] texts = [line.Kind, line.Address, line.Subject, line.Before, line.After, line.What, line.Reason];
        var micros = (line.At - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        var text = new StringBuilder(512)
            .Append(CultureInfo.InvariantCulture, $"1|{line.Id}|{micros}|{line.AgencyId}|{line.ActorId}|{line.OrganisationId}|{line.PersonId}|")
            .Append(CultureInfo.InvariantCulture, $"{line.SubjectId}|{line.ServiceId}|")
            .AppendJoin(',', texts.Select(field => field is null ? "" : Encoding.UTF8.GetByteCount(field).ToString(CultureInfo.InvariantCulture)))
            .Append('|');
        foreach (var field in texts)
        {
            text.Append(field);
        }

        return text.ToString();
    }
}
