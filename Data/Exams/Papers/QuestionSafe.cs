using System.Text;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Domain.Jobs;

namespace Pinchang.Data.Exams.Papers;

/// <summary>
/// Keeps the bank unread: each text is encrypted and bound to its question and version, so that rows cannot be swapped either. Questions
/// are found by keyed hashes of characters and pairs; whoever copies the table sees how often some pair occurs, not which.
/// </summary>
public sealed class QuestionSafe(ExamKeys keys)
{
    public QuestionVersion Seal(Question question, WriteQuestion text, Guid authorId, DateTimeOffset now)
    {
        var tidy = QuestionText.Tidy(text);
        question.FindBy(keys.SearchTermsOf(question.AgencyId, JobSearch.TermsOf(Searched(tidy))));
        return new()
        {
            QuestionId = question.Id,
            Number = question.NewestVersion,
            Sealed = SealedBox.Seal(keys.QuestionsOf(question.AgencyId), PaperJson.Write(tidy), Bound(question.Id, question.NewestVersion)),
            AuthorId = authorId,
            WrittenAt = now,
        };
    }

    public WriteQuestion Open(Guid agencyId, QuestionVersion version) => Open(agencyId, version.QuestionId, version.Number, version.Sealed);

    public WriteQuestion Open(Guid agencyId, Guid questionId, int number, byte[] sealedText) =>
        PaperJson.Read<WriteQuestion>(SealedBox.Open(keys.QuestionsOf(agencyId), sealedText, Bound(questionId, number)));

    /// <summary>What a question must have among its terms to be found by a query.</summary>
    public long[] LookUpsOf(Guid agencyId, string query) => keys.SearchTermsOf(agencyId, JobSearch.LookUpsOf(JobSearch.WordsOf(query)));

    public byte[] SealRows<T>(Guid agencyId, Guid importId, T rows) => SealedBox.Seal(keys.QuestionsOf(agencyId), PaperJson.Write(rows), importId.ToByteArray());

    public T OpenRows<T>(Guid agencyId, Guid importId, byte[] sealedRows)
        where T : class => PaperJson.Read<T>(SealedBox.Open(keys.QuestionsOf(agencyId), sealedRows, importId.ToByteArray()));

    private static string Searched(WriteQuestion text) =>
        string.Join(' ', [text.Code, text.Stem, text.Subject, text.Topic, .. text.Options.Select(option => option.Text)]);

    private static byte[] Bound(Guid questionId, int number) => Encoding.UTF8.GetBytes(FormattableString.Invariant($"{questionId:N}|{number}"));
}
