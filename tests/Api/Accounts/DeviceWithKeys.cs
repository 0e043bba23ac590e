using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pinchang.Api.Tests.Accounts;

/// <summary>
/// A phone or computer that makes passkeys and signs with them, in software: what a browser's navigator.credentials gives, byte for byte
/// (Web Authentication 3; COSE's ES256). Its owner is asked for a finger unless <see cref="VerifiesOwner"/> is false.
/// </summary>
internal sealed class DeviceWithKeys(string origin, string host = "localhost")
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte HoldsKey = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(16);
    private string _owner = "";
    private uint _uses;

    public bool VerifiesOwner { get; init; } = true;

    /// <summary>What navigator.credentials.create makes of the server's options.</summary>
    public string Make(JsonElement options)
    {
        _owner = options.GetProperty("user").GetProperty("id").GetString()!;
        var client = ClientData("webauthn.create", options);
        var point = _key.ExportParameters(false).Q;
        byte[] coseKey = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] signed = [.. Head(HoldsKey), .. new byte[16], 0, (byte)_id.Length, .. _id, .. coseKey];
        byte[] attestation =
        [
            0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData"), 0x58, (byte)signed.Length, .. signed,
        ];
        return Credential(new { attestationObject = Base64(attestation), clientDataJSON = Base64(client), transports = (string[])["internal"] });
    }

    /// <summary>What navigator.credentials.get makes of them.</summary>
    public string Show(JsonElement options)
    {
        _uses++;
        var client = ClientData("webauthn.get", options);
        var signed = Head(0);
        var signature = _key.SignData([.. signed, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new { authenticatorData = Base64(signed), clientDataJSON = Base64(client), signature = Base64(signature), userHandle = _owner });
    }

    private byte[] Head(byte more)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, _uses);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(host)), (byte)(Present | (VerifiesOwner ? Verified : 0) | more), .. count];
    }

    private byte[] ClientData(string type, JsonElement options) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = options.GetProperty("challenge").GetString(), origin, crossOrigin = false });

    private string Credential(object response) => JsonSerializer.Serialize(new
    {
        id = Base64(_id),
        rawId = Base64(_id),
        type = "public-key",
        authenticatorAttachment = "platform",
        clientExtensionResults = new { },
        response,
    });

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.UTF8.GetBytes(text)];

    private static string Base64(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
