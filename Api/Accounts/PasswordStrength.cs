using Microsoft.AspNetCore.Identity;
using Pinchang.Data.Accounts;

namespace Pinchang.Api.Accounts;

/// <summary>Length over composition; refuses what is guessed first: one letter repeated, a row of the keyboard, the account's own name.</summary>
internal sealed class PasswordStrength(Phones phones) : IPasswordValidator<User>
{
    private const int MaxLength = 128;
    private const int MinDifferentLetters = 4;

    private static readonly string[] Rows = ["01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "password", "pinchang"];

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password) =>
        Task.FromResult(IsStrong(user, password ?? "") ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = "PasswordWeak" }));

    private bool IsStrong(User user, string password)
    {
        var lower = password.ToLowerInvariant();
        return password.Length is >= 8 and <= MaxLength
            && lower.Distinct().Count() >= MinDifferentLetters
            && !Rows.Any(row => row.Contains(lower, StringComparison.Ordinal) || LettersLeft(lower, row) < 3)
            && !(phones.Open(user.SealedPhone) is { } phone && lower.Contains(phone, StringComparison.Ordinal))
            && !(user.UserName is { } name && lower.Contains(name, StringComparison.OrdinalIgnoreCase));
    }

    private static int LettersLeft(string password, string row) =>
        password.Contains(row, StringComparison.Ordinal) ? password.Length - row.Length : password.Length;
}
