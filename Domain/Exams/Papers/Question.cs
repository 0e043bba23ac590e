using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Papers;

/// <summary>
/// A question of an agency's bank. What it is drawn by stands open; its text and answer lie encrypted in versions that are never changed,
/// so that a paper can be drawn again from the versions it was drawn from.
/// </summary>
public sealed class Question : IOwnedByAgency
{
    private Question()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public string Code { get; private set; } = "";

    public QuestionKind Kind { get; private set; }

    public string Subject { get; private set; } = "";

    public string? Topic { get; private set; }

    public int Difficulty { get; private set; }

    public decimal Points { get; private set; }

    public BankState State { get; private set; }

    public int NewestVersion { get; private set; }

    /// <summary>Keyed hashes of what it is found by; the words themselves are not kept open.</summary>
    public long[] SearchTerms { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public static Outcome<Question> Write(Guid id, Guid agencyId, WriteQuestion text, DateTimeOffset now)
    {
        if (QuestionText.Check(text) is { } refusal)
        {
            return refusal;
        }

        var question = new Question { Id = id, AgencyId = agencyId, State = BankState.Active, CreatedAt = now };
        question.Take(text, now);
        return question;
    }

    /// <param name="read">The version that the author had before him.</param>
    /// <param name="kept">The text of the newest version.</param>
    public Outcome<Question> Change(int read, WriteQuestion kept, WriteQuestion text, DateTimeOffset now)
    {
        if (QuestionText.Check(text) is { } refusal)
        {
            return refusal;
        }

        // Sent twice, it is one change.
        if (QuestionText.Same(kept, text))
        {
            return this;
        }

        return read == NewestVersion ? Revise(text, now) : QuestionRefusals.Changed;
    }

    /// <summary>Another version, by somebody who has seen that it differs.</summary>
    public Outcome<Question> Revise(WriteQuestion text, DateTimeOffset now)
    {
        if (QuestionText.Check(text) is { } refusal)
        {
            return refusal;
        }

        Take(text, now);
        return this;
    }

    public void Retire(DateTimeOffset now) => Turn(BankState.Retired, now);

    public void Restore(DateTimeOffset now) => Turn(BankState.Active, now);

    public void FindBy(long[] searchTerms) => SearchTerms = searchTerms;

    private void Turn(BankState state, DateTimeOffset now)
    {
        if (State != state)
        {
            (State, UpdatedAt) = (state, now);
        }
    }

    private void Take(WriteQuestion text, DateTimeOffset now)
    {
        var tidy = QuestionText.Tidy(text);
        (Code, Kind, Subject, Topic, Difficulty, Points) = (tidy.Code, tidy.Kind, tidy.Subject, tidy.Topic, tidy.Difficulty, tidy.Points);
        NewestVersion++;
        UpdatedAt = now;
    }
}

/// <summary>One text of a question, encrypted, written once.</summary>
public sealed class QuestionVersion
{
    public required Guid QuestionId { get; init; }

    public required int Number { get; init; }

    public required byte[] Sealed { get; init; }

    public required Guid AuthorId { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }
}
