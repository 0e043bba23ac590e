using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Data.Exams.Papers;

/// <summary>Puts papers into the vault and binds their keys to their times, in the transaction of whoever asks.</summary>
public sealed class PaperSafe(PinchangContext data, ExamKeys keys)
{
    /// <summary>Encrypts a paper under two fresh keys: one for what candidates read, one for answers, seed and origin.</summary>
    public Paper Keep(MadePaper made, Guid agencyId, Guid projectId, PaperAccessor by, DateTimeOffset now)
    {
        var contentKey = RandomNumberGenerator.GetBytes(SealedBox.KeyLength);
        var answersKey = RandomNumberGenerator.GetBytes(SealedBox.KeyLength);
        var vaulted = VaultedPaper.Of(
            made.Content.PaperId,
            SealedBox.Seal(contentKey, PaperJson.Write(made.Content)),
            SealedBox.Seal(answersKey, PaperJson.Write(made.Key)),
            SealedBox.Seal(answersKey, PaperJson.Write(made.Manifest)));
        var paper = Paper.Assemble(agencyId, projectId, made, SHA256.HashData(vaulted.SealedContent), by.UserId!.Value, now);
        Wrap(vaulted, paper, null, contentKey, answersKey);
        data.Add(vaulted);
        data.Papers.Add(paper);
        Log(paper, PaperAct.Assembled, by, now);
        return paper;
    }

    /// <summary>Binds the keys to the paper's times, in place of those they were bound to before.</summary>
    public async Task WrapForTimesAsync(Paper paper, PaperTimes? before, CancellationToken cancellation)
    {
        var vaulted = await data.Set<VaultedPaper>().SingleAsync(vaulted => vaulted.PaperId == paper.Id, cancellation);
        var contentKey = Unwrap(vaulted.WrappedContentKey, Binding(paper, KeyBinding.Content, before));
        var answersKey = Unwrap(vaulted.WrappedAnswersKey, Binding(paper, KeyBinding.Answers, before));
        Wrap(vaulted, paper, paper.Times, contentKey, answersKey);
    }

    /// <summary>A line about a change, in the same transaction as the change.</summary>
    public void Log(Paper paper, PaperAct act, PaperAccessor by, DateTimeOffset now) =>
        data.PaperAccess.Add(PaperAccessLog.Entry(paper.Id, paper.AgencyId, act, by, null, now));

    /// <summary>Whether two papers are the same to the last byte of what candidates and markers read.</summary>
    public static bool Same(MadePaper made, OpenedPaper kept) =>
        PaperJson.Write(made.Content).AsSpan().SequenceEqual(PaperJson.Write(kept.Content))
        && PaperJson.Write(made.Key).AsSpan().SequenceEqual(PaperJson.Write(kept.Key));

    private void Wrap(VaultedPaper vaulted, Paper paper, PaperTimes? times, byte[] contentKey, byte[] answersKey) => vaulted.Wrap(
        SealedBox.Seal(keys.PaperWrapping, contentKey, Binding(paper, KeyBinding.Content, times)),
        SealedBox.Seal(keys.PaperWrapping, answersKey, Binding(paper, KeyBinding.Answers, times)));

    private byte[] Unwrap(byte[] wrapped, byte[] bound) => SealedBox.Open(keys.PaperWrapping, wrapped, bound);

    private static byte[] Binding(Paper paper, string key, PaperTimes? times) => new KeyBinding(paper.Id, key, times, paper.ContentSha256).ToBytes();
}
