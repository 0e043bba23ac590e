using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Pinchang.Data.Keys;

namespace Pinchang.Api.Accounts;

/// <summary>Data-protection keys lie in the database sealed with the master key.</summary>
internal sealed class ProtectionKeySeal(MasterKey master) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        return new(new XElement("sealed", Convert.ToBase64String(master.Seal(plain))), typeof(ProtectionKeyOpener));
    }
}

/// <summary>Found by its name, which stands beside each key, and made by data protection itself.</summary>
internal sealed class ProtectionKeyOpener(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(Encoding.UTF8.GetString(services.GetRequiredService<MasterKey>().Open(Convert.FromBase64String(encryptedElement.Value))));
}
