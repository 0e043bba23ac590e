using Pinchang.Domain.Organisations;

namespace Pinchang.Domain.Tests.Organisations;

[Clause("LH-5.1.3a", at: "Domain/Organisations/CreditCode.cs")]
public sealed class CreditCodeTests
{
    [Theory]
    [InlineData("91110000600037341L")]
    [InlineData("91330100799655058B")]
    [InlineData("91440300708461136T")]
    public void A_code_with_the_right_check_digit_is_valid(string code) => CreditCode.IsValid(code).ShouldBeTrue();

    [Theory]
    [InlineData("91110000600037341M")]
    [InlineData("91330100799655085B")]
    [InlineData("9133010079965505B")]
    [InlineData("")]
    [InlineData("９1330100799655058B")]
    [InlineData("91330100I99655058B")]
    public void A_wrong_digit_length_or_character_is_not(string code) => CreditCode.IsValid(code).ShouldBeFalse();

    [Fact]
    public void Any_single_digit_mistyped_is_noticed()
    {
        const string code = "91440300708461136T";
        for (var place = 0; place < 17; place++)
        {
            foreach (var digit in "0123456789".Where(digit => digit != code[place]))
            {
                CreditCode.IsValid(code[..place] + digit + code[(place + 1)..]).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void It_is_kept_in_capitals_without_spaces() =>
        CreditCode.Normalise(" 9144 0300 7084 6113 6t").ShouldBe("91440300708461136T");
}
