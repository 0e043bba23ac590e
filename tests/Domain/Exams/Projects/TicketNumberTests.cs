using Pinchang.Domain.Exams.Projects;

namespace Pinchang.Domain.Tests.Exams.Projects;

public sealed class TicketNumberTests
{
    private static readonly DateTimeOffset Made = new(2026, 12, 31, 17, 0, 0, TimeSpan.Zero);

    [Fact]
    [Clause("EX-6.2", at: "Domain/Exams/Projects/TicketNumber.cs")]
    public void No_two_candidates_of_an_agency_share_a_number()
    {
        var numbers = Enumerable.Range(1, 20).SelectMany(serial => Enumerable.Range(1, 500).Select(n => TicketNumber.Of(Made, serial, n))).ToArray();

        numbers.Distinct().Count().ShouldBe(numbers.Length);
        numbers.ShouldAllBe(number => TicketNumber.IsValid(number) && number.StartsWith("27", StringComparison.Ordinal));
    }

    [Fact]
    public void One_mistyped_digit_is_no_number()
    {
        var number = TicketNumber.Of(Made, 7, 123);

        for (var i = 0; i < number.Length; i++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                var typed = number[..i] + digit + number[(i + 1)..];
                TicketNumber.IsValid(typed).ShouldBe(typed == number, typed);
            }
        }
    }

    [Fact]
    public void Two_swapped_neighbours_are_no_number_but_for_nought_and_nine()
    {
        foreach (var number in Enumerable.Range(1, 500).Select(n => TicketNumber.Of(Made, 7, n)))
        {
            for (var i = 1; i < number.Length; i++)
            {
                var (one, other) = (number[i - 1], number[i]);
                var swapped = number[..(i - 1)] + other + one + number[(i + 1)..];
                TicketNumber.IsValid(swapped).ShouldBe(one == other || (one, other) is ('0', '9') or ('9', '0'), swapped);
            }
        }
    }
}
