using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pinchang.Data.Exams.Papers;

/// <summary>
/// What is derived from the exam master key: one key that wraps the keys of papers, and for each agency one that encrypts its bank and
/// one that hashes its search words. A copy of the database opens nothing without it.
/// </summary>
public sealed class ExamKeys(Func<byte[]> master)
{
    private readonly Lazy<byte[]> _master = new(master);

    internal byte[] PaperWrapping => Derive("paper keys", default);

    internal byte[] QuestionsOf(Guid agencyId) => Derive("question bank", agencyId);

    internal long[] SearchTermsOf(Guid agencyId, IEnumerable<string> terms)
    {
        var key = Derive("question search", agencyId);
        return [.. terms.Select(term => Hash(key, term)).Distinct().Order()];
    }

    private static long Hash(byte[] key, string term) => BinaryPrimitives.ReadInt64BigEndian(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(term)));

    private byte[] Derive(string purpose, Guid agencyId) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _master.Value, SealedBox.KeyLength, agencyId.ToByteArray(bigEndian: true), Encoding.UTF8.GetBytes($"pinchang exam {purpose}"));
}
