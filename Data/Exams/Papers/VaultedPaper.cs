using System.Text;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Data.Exams.Papers;

/// <summary>What is kept of a paper's secrets: ciphertext, and keys wrapped under the exam master key.</summary>
public sealed class VaultedPaper
{
    private VaultedPaper()
    {
    }

    public Guid PaperId { get; private set; }

    /// <summary>Delivered to candidates as it is.</summary>
    public byte[] SealedContent { get; private set; } = [];

    public byte[] SealedMarkingKey { get; private set; } = [];

    public byte[] SealedManifest { get; private set; } = [];

    public byte[] WrappedContentKey { get; private set; } = [];

    /// <summary>Opens the marking key and the manifest, and nothing that a candidate holds.</summary>
    public byte[] WrappedAnswersKey { get; private set; } = [];

    internal static VaultedPaper Of(Guid paperId, byte[] sealedContent, byte[] sealedMarkingKey, byte[] sealedManifest) => new()
    {
        PaperId = paperId,
        SealedContent = sealedContent,
        SealedMarkingKey = sealedMarkingKey,
        SealedManifest = sealedManifest,
    };

    internal void Wrap(byte[] wrappedContentKey, byte[] wrappedAnswersKey) => (WrappedContentKey, WrappedAnswersKey) = (wrappedContentKey, wrappedAnswersKey);
}

/// <summary>
/// What a wrapped key is bound to: which paper, which of its two keys, and the times at which it opens. Whoever writes an earlier time
/// into the row finds that the key no longer unwraps.
/// </summary>
internal sealed record KeyBinding(Guid PaperId, string Key, PaperTimes? Times, byte[] ContentSha256)
{
    public const string Content = "content";
    public const string Answers = "answers";

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(FormattableString.Invariant(
        $"{PaperId:N}|{Key}|{Times?.ReleaseAt.ToUnixTimeSeconds() ?? 0}|{Times?.MarkingOpensAt.ToUnixTimeSeconds() ?? 0}|{Convert.ToHexStringLower(ContentSha256)}"));
}
