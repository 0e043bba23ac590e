using System.Globalization;

namespace Pinchang.Domain.Exams.Projects;

/// <summary>
/// 准考证号: two digits of the year, four of the project, five of the candidate, and a check digit (Luhn), so that one
/// mistyped digit at the door is another person's number in no case, nor are two swapped neighbours other than 0 and 9.
/// </summary>
public static class TicketNumber
{
    public static string Of(DateTimeOffset projectCreatedAt, int serial, int candidate)
    {
        var year = ChinaTime.DateOf(projectCreatedAt).Year % 100;
        var digits = string.Create(CultureInfo.InvariantCulture, $"{year:D2}{serial:D4}{candidate:D5}");
        return digits + CheckDigit(digits);
    }

    public static bool IsValid(string number) =>
        number.Length >= 12 && number.All(char.IsAsciiDigit) && CheckDigit(number[..^1]) == number[^1];

    private static char CheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 0)
            {
                digit *= 2;
                digit = digit > 9 ? digit - 9 : digit;
            }

            sum += digit;
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
