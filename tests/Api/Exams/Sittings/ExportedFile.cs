using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Tests.Exams.Sittings;

/// <summary>An answer file as the exam page seals it (Web/Client/exam/seal.ts), made apart from the product's reading of it.</summary>
internal static class ExportedFile
{
    public static async Task<AnswerFile> SealAsync(SittingScene scene, Taker taker, params AnswerItem[] items)
    {
        var paperKey = await scene.Api.InScopeAsync(async services =>
            (await services.GetRequiredService<IPaperVault>().ReleaseKeyAsync(taker.Exam.PaperId, new(null, "test"), scene.Now)).Value!.Bytes.ToArray());
        var (session, nonce, tag) = (taker.SessionId.ToString(), RandomNumberGenerator.GetBytes(12), new byte[16]);
        var plain = JsonSerializer.SerializeToUtf8Bytes(new { session, epoch = taker.Epoch, items }, JsonDefaults.Options);
        var sealedBytes = new byte[plain.Length];
        using var cipher = new AesGcm(HKDF.DeriveKey(HashAlgorithmName.SHA256, paperKey, 32, new byte[32], Encoding.UTF8.GetBytes("pinchang answers " + session)), 16);
        cipher.Encrypt(nonce, plain, sealedBytes, tag, Encoding.UTF8.GetBytes(session));
        return new("pinchang-answers-1", taker.SessionId, taker.Epoch, Convert.ToBase64String(nonce), Convert.ToBase64String([.. sealedBytes, .. tag]));
    }
}
