using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Reviews;

namespace Pinchang.Domain.Reviews;

/// <summary>A reviewer's own word that an organisation is no stranger's (JF-7.1, EX-7.2). It stays: nobody takes back what once barred them.</summary>
public sealed class ReviewerTie : IOwnedByAgency
{
    private ReviewerTie()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public Guid UserId { get; private set; }

    public string CreditCode { get; private set; } = "";

    public TieRelation Relation { get; private set; }

    public string? Note { get; private set; }

    public DateTimeOffset DeclaredAt { get; private set; }

    public static Outcome<ReviewerTie> Declare(Guid id, Guid agencyId, Guid userId, DeclareTie command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(command);
        var code = Organisations.CreditCode.Normalise(command.CreditCode);
        var refusal = (Organisations.CreditCode.IsValid(code) ? null : EmployerRefusals.CreditCodeWrong.On("creditCode"))
            ?? (Enum.IsDefined(command.Relation) ? null : CommonRefusals.Malformed.On("relation"))
            ?? WrittenText.Check(command.Note, 200, "note");
        if (refusal is not null)
        {
            return refusal;
        }

        return new ReviewerTie
        {
            Id = id,
            AgencyId = agencyId,
            UserId = userId,
            CreditCode = code,
            Relation = command.Relation,
            Note = WrittenText.Tidy(command.Note),
            DeclaredAt = now,
        };
    }
}
