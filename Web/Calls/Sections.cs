using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;

namespace Pinchang.Web.Calls;

/// <summary>Which parts of the site a session opens; Api judges each call again.</summary>
internal static class Sections
{
    public static bool MayOperate(this SessionDetails session) => session.Roles.Intersect(Roles.Agency).Any();

    public static bool MayRecruit(this SessionDetails session) => session.EmployerId is not null && session.Roles.Intersect(Roles.Employer).Any();

    /// <summary>Somebody of some exam project, or of an agency's exam office.</summary>
    public static bool MayWorkInExams(this SessionDetails session) => session.Roles.Intersect(Roles.Exam).Any();

    public static bool May(this SessionDetails session, string policy) =>
        session.IsSignedIn && (!Access.RolesByPolicy.TryGetValue(policy, out var roles) || session.Roles.Intersect(roles).Any());

    /// <summary>Where a person belongs after signing in.</summary>
    public static string HomeOf(SessionDetails session) =>
        session.MayOperate() ? "/operations" : session.MayRecruit() ? "/recruiting" : session.MayWorkInExams() ? ExamHomeOf(session) : "/";

    /// <summary>What wakes the roles of a member of staff who signed in without the second factor, and then leads to their desk.</summary>
    public static string WakingOf(SessionDetails session) =>
        "/my/second-factor".With(("return", session.EmployerId is null ? "/my/work" : "/recruiting"));

    /// <summary>Who does one thing only comes to the desk where it is done.</summary>
    private static string ExamHomeOf(SessionDetails session)
    {
        var roles = session.Roles.Intersect(Roles.Exam).ToArray();
        return roles.All(role => role is Roles.Marker or Roles.Adjudicator) ? "/marking"
            : roles.All(role => role is Roles.Invigilator) ? "/invigilation"
            : "/exam-office";
    }
}
