using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Pinchang.Web.Hosting;

/// <summary>
/// The keys that guard Web's forms lie in files, sealed with a key made from the secret that Web shares with Api: a copy of the files
/// alone makes no token. Without the secret they lie open, in a folder that only the product's own user can read.
/// </summary>
internal sealed class FormKeySeal(byte[] key) : IXmlEncryptor
{
    public const int NonceLength = 12;
    public const int TagLength = 16;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var box = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceLength));
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(box.AsSpan(0, NonceLength), plain, box.AsSpan(NonceLength + TagLength), box.AsSpan(NonceLength, TagLength));
        return new(new XElement("sealed", Convert.ToBase64String(box)), typeof(FormKeyOpener));
    }

    /// <summary>Null where no secret was given.</summary>
    public static byte[]? KeyOf(IConfiguration configuration) => configuration["PINCHANG_WEB_SECRET"] is { Length: > 0 } secret
        ? HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: "web-form-keys"u8.ToArray())
        : null;
}

/// <summary>Found by its name, which stands beside each key, and made by data protection itself.</summary>
internal sealed class FormKeyOpener(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var key = FormKeySeal.KeyOf(services.GetRequiredService<IConfiguration>())
            ?? throw new CryptographicException("PINCHANG_WEB_SECRET, with which this key was sealed, is not given.");
        var box = Convert.FromBase64String(encryptedElement.Value);
        var plain = new byte[box.Length - FormKeySeal.NonceLength - FormKeySeal.TagLength];
        using var aes = new AesGcm(key, FormKeySeal.TagLength);
        aes.Decrypt(
            box.AsSpan(0, FormKeySeal.NonceLength),
            box.AsSpan(FormKeySeal.NonceLength + FormKeySeal.TagLength),
            box.AsSpan(FormKeySeal.NonceLength, FormKeySeal.TagLength),
            plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
