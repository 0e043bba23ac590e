using System.Security.Cryptography;
using Pinchang.Data.Keys;

namespace Pinchang.Api.Accounts;

/// <summary>
/// Wraps the keys that lie in the database, so that a copy of the database opens nothing: 32 bytes from PINCHANG_MASTER_KEY (base64), or
/// from PINCHANG_DATA/keys, which is backed up apart.
/// </summary>
internal sealed class MasterKey(IConfiguration configuration)
{
    private const int Length = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly Lazy<byte[]> _key = new(() => Read(configuration));

    public byte[] Seal(byte[] plain)
    {
        var sealedBytes = new byte[NonceLength + TagLength + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key.Value, TagLength);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceLength + TagLength), sealedBytes.AsSpan(NonceLength, TagLength));
        return sealedBytes;
    }

    public byte[] Open(byte[] sealedBytes)
    {
        var plain = new byte[sealedBytes.Length - NonceLength - TagLength];
        using var aes = new AesGcm(_key.Value, TagLength);
        aes.Decrypt(sealedBytes.AsSpan(0, NonceLength), sealedBytes.AsSpan(NonceLength + TagLength), sealedBytes.AsSpan(NonceLength, TagLength), plain);
        return plain;
    }

    /// <summary>A key for one purpose, from which neither the master key nor another purpose's can be told.</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _key.Value, Length, info: System.Text.Encoding.UTF8.GetBytes(purpose));

    private static byte[] Read(IConfiguration configuration)
    {
        if (configuration["PINCHANG_MASTER_KEY"] is { Length: > 0 } text)
        {
            return Convert.FromBase64String(text) is { Length: Length } given
                ? given
                : throw new InvalidOperationException("PINCHANG_MASTER_KEY must be 32 bytes in base64.");
        }

        var data = configuration["PINCHANG_DATA"]
            ?? throw new InvalidOperationException("Neither PINCHANG_MASTER_KEY nor PINCHANG_DATA says where the master key is.");
        return MasterKeyFile.ReadOrMake(data, "protection.key");
    }
}
