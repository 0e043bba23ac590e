using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Domain.Accounts;

namespace Pinchang.Domain.Organisations;

/// <summary>LH-5.1.3a: what an employer must say of itself before a person looks at it.</summary>
public static class EmployerProfile
{
    public static Refusal? Check(RegisterEmployer command, string verifiedPhone) =>
        WrittenText.Check(command.Name, 100, "name", required: true)
        ?? CheckCreditCode(command.CreditCode)
        ?? WrittenText.Check(command.Address, 200, "address", required: true)
        ?? CheckWebsite(command.Website)
        ?? WrittenText.Check(command.Industry, 50, "industry", required: true)
        ?? WrittenText.Check(command.ContactName, 50, "contactName", required: true)
        ?? CheckContactPhone(command.ContactPhone, verifiedPhone)
        ?? WrittenText.Check(command.Introduction, 5000, "introduction", lines: true);

    private static Refusal? CheckCreditCode(string? code)
    {
        var normalised = CreditCode.Normalise(code);
        if (normalised.Length == 0)
        {
            return CommonRefusals.Required.On("creditCode");
        }

        return CreditCode.IsValid(normalised) ? null : EmployerRefusals.CreditCodeWrong.On("creditCode");
    }

    private static Refusal? CheckWebsite(string? website)
    {
        if (WrittenText.Check(website, 200, "website") is { } refusal)
        {
            return refusal;
        }

        // Only these schemes: the address is shown as a link.
        return WrittenText.Tidy(website) is { } address
            && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")
                ? CommonRefusals.Malformed.On("website")
                : null;
    }

    // A contact must be reachable (rule 14 of the standards), and the one number known to be is the verified one.
    private static Refusal? CheckContactPhone(string? phone, string verifiedPhone)
    {
        if (string.IsNullOrWhiteSpace(phone))
        {
            return CommonRefusals.Required.On("contactPhone");
        }

        return PhoneNumber.Parse(phone) == verifiedPhone ? null : EmployerRefusals.ContactPhoneForeign.On("contactPhone");
    }
}
