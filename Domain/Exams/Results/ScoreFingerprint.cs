using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pinchang.Domain.Exams.Results;

/// <summary>SHA-256 over the lines of a notice in the order of card numbers, so that whoever holds the list can check what was confirmed.</summary>
public static class ScoreFingerprint
{
    public static string Of(IEnumerable<Score> scores) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Concat(scores.OrderBy(score => score.TicketNumber, StringComparer.Ordinal).Select(score => LineOf(score) + '\n')))));

    /// <summary>A short form of one line's hash, printed on the slip: ten characters in two groups.</summary>
    public static string CodeOf(Score score, Guid noticeId)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{noticeId:D}\n{LineOf(score)}\n")));
        return $"{hash[..5]}-{hash[5..10]}";
    }

    /// <summary>What of a line is hashed; a list that is taken out carries it.</summary>
    public static string LineOf(Score score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{score.TicketNumber}\t{score.RegistrationId:D}\t{score.Standing}\t{score.Total:0.00}\t{score.Rank}\t{string.Join(',', score.Parts.Select(part => $"{part.SittingId:D}={part.Points.ToString("0.####", CultureInfo.InvariantCulture)}"))}");
    }
}
