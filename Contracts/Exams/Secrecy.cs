namespace Pinchang.Contracts.Exams;

/// <summary><c>GET /api/exam-projects/{id}/secrecy-agreement</c>: what those who see papers, answers or scripts of an exam sign.</summary>
public sealed record SecrecyAgreementDetails(int Version, string Title, string[] Clauses, DateTimeOffset? SignedAt);

/// <summary><c>POST /api/exam-projects/{id}/secrecy-agreements</c>.</summary>
/// <param name="Version">The version that was read.</param>
/// <param name="Name">The signer's own name, typed.</param>
public sealed record SignSecrecyAgreement(int Version, string Name);

public static class SecrecyRefusals
{
    /// <summary>EX-7.4-secrecy: nobody opens a paper, script or sheet before signing.</summary>
    public static readonly Refusal Unsigned = new(RefusalKind.Forbidden, "exam.secrecy-unsigned");

    /// <summary>There is a newer version to read.</summary>
    public static readonly Refusal OldVersion = new(RefusalKind.Conflict, "exam.secrecy-old-version");

    /// <summary>The name typed is not the account's.</summary>
    public static readonly Refusal WrongName = new(RefusalKind.Invalid, "exam.secrecy-wrong-name");
}
