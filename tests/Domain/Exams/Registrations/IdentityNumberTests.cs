using Pinchang.Domain.Exams.Registrations;

namespace Pinchang.Domain.Tests.Exams.Registrations;

public sealed class IdentityNumberTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("330199199908170021", true)]
    [InlineData("33019919971130003x", true)]
    [InlineData(" 3301 9919 9908 1700 21 ", true)]
    [InlineData("330199199908170022", false)]
    [InlineData("330199199913170021", false)]
    [InlineData("33019919990817002", false)]
    [InlineData("930199199908170021", false)]
    [InlineData("16019919990817002X", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_number_is_known_by_its_province_its_day_and_its_check_character(string? typed, bool isOne) =>
        (IdentityNumber.Parse(typed, Today) is not null).ShouldBe(isOne);

    [Fact]
    [Clause("EX-4.3-reg", at: "Domain/Exams/Registrations/IdentityNumber.cs")]
    public void The_fifteen_digits_of_a_former_card_are_the_same_identity()
    {
        var former = IdentityNumber.Parse("330199990817002", Today)!;

        former.ShouldBe(IdentityNumber.Parse("330199199908170021", Today));
        former.BornOn.ShouldBe(new(1999, 8, 17));
        former.IsMale.ShouldBeFalse();
        former.Masked.ShouldBe("330***********0021");
    }

    [Theory]
    [InlineData("330199199908170021", false)]
    [InlineData("110101199003074514", true)]
    [InlineData("810000199408230021", true)]
    public void A_county_of_today_is_known_and_one_of_another_day_is_no_refusal(string number, bool isKnown) =>
        IdentityNumber.Parse(number, Today)!.IsOfKnownCounty.ShouldBe(isKnown);

    [Fact]
    public void Nobody_is_born_tomorrow() =>
        IdentityNumber.Parse("330199199908170021", new(1999, 8, 16)).ShouldBeNull();

    [Theory]
    [InlineData("2026-08-16", 26)]
    [InlineData("2026-08-17", 27)]
    public void A_year_is_full_on_the_birthday(string day, int age) =>
        IdentityNumber.Parse("330199199908170021", Today)!.AgeOn(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(age);
}
