using System.Globalization;
using System.Resources;
using Pinchang.Contracts.Staff;
using Pinchang.Domain.Documents;
using Pinchang.Domain.Organisations;
using Pinchang.Domain.Staff;

namespace Pinchang.Api.Staff;

/// <summary>What duties, fields and what they lack are called, from Resources/StaffWords.resx.</summary>
internal static class StaffWords
{
    private static readonly ResourceManager Resources = new("Pinchang.Api.Resources.StaffWords", typeof(StaffWords).Assembly);

    public static string Of(Duty duty) => Find($"duty.{duty}");

    public static string Of(StaffField field) => Find($"field.{field}");

    public static string Of(QualificationKind kind) => Find($"kind.{kind}");

    public static string Of(QualificationState state) => Find($"state.{state}");

    public static string Of(StaffLack lack) => string.Format(
        CultureInfo.InvariantCulture, Find($"lack.{lack.Reason}"), Of(lack.Field), lack.Day is { } day ? Licence.DayText(day) : "");

    public static string Of(AgreementLack lack)
    {
        var template = DocumentTemplates.Find(lack.Key)!;
        return string.Format(
            CultureInfo.InvariantCulture, Find($"lack.{lack.Reason}"), template.Title, lack.Day is { } day ? Licence.DayText(day) : "", Find(template.IsSigned ? "act.sign" : "act.read"));
    }

    public static string Of(AgreementState state) => Find($"agreement.{state}");

    public static string Of(SignatureProof proof) => Find($"proof.{proof}");

    public static string Head(string column) => Find($"head.{column}");

    private static string Find(string key) => Resources.GetString(key, CultureInfo.InvariantCulture) ?? throw new InvalidOperationException($"Nothing is said for {key}.");
}
