namespace Pinchang.Contracts.Persons;

/// <summary>Where somebody's data is shown masked.</summary>
public enum RevealedThing
{
    Application,
    ExamRegistration,
    Employer,
}

public enum RevealedPart
{
    Phone,
    IdentityNumber,
    Email,
}

/// <summary><c>POST /api/reveals</c>: one value in full, for those whose work needs it. The reason stays in the ledger.</summary>
public sealed record Reveal(RevealedThing Thing, Guid Id, RevealedPart Part, string Reason);

public sealed record RevealedValue(string Value);
