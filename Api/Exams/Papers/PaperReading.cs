using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Papers;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Papers;

internal static class PaperReading
{
    private const int SealLength = 10;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static PaperSummary ToSummary(this Paper paper, string assembledBy, DateTimeOffset now) => new()
    {
        Id = paper.Id,
        ProjectId = paper.ProjectId,
        Title = paper.Title,
        State = paper.State,
        Questions = paper.Outline.Questions,
        Points = paper.Outline.Points,
        AssembledAt = paper.AssembledAt,
        AssembledBy = assembledBy,
        ReleaseAt = paper.ReleaseAt,
        MarkingOpensAt = paper.MarkingOpensAt,
        Released = paper.IsReleasedAt(now),
    };

    /// <summary>The first 50 bits, as letters and digits that cannot be misread.</summary>
    public static string SealNumber(byte[] sha256)
    {
        var bits = (ulong)sha256[0] << 48 | (ulong)sha256[1] << 40 | (ulong)sha256[2] << 32 | (ulong)sha256[3] << 24 | (ulong)sha256[4] << 16 | (ulong)sha256[5] << 8 | sha256[6];
        var characters = Enumerable.Range(0, SealLength).Select(place => Alphabet[(int)(bits >> (56 - (5 * (place + 1))) & 31)]).ToArray();
        return $"{new string(characters, 0, 5)}-{new string(characters, 5, 5)}";
    }

    /// <summary>The texts of the versions that were drawn.</summary>
    public static async Task<Dictionary<Guid, WriteQuestion>> TextsAsync(
        this PinchangContext data, QuestionSafe safe, Guid agencyId, IEnumerable<PoolQuestion> drawn, CancellationToken cancellation)
    {
        var numbers = drawn.ToDictionary(question => question.Id, question => question.Version);
        var versions = await data.QuestionVersions.AsNoTracking().Where(version => numbers.Keys.Contains(version.QuestionId)).ToArrayAsync(cancellation);
        return versions.Where(version => numbers[version.QuestionId] == version.Number).ToDictionary(version => version.QuestionId, version => safe.Open(agencyId, version));
    }
}
