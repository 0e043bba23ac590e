using Pinchang.Domain.Accounts;

namespace Pinchang.Domain.Tests.Accounts;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("13800138000", "13800138000")]
    [InlineData("+86 138 0013 8000", "13800138000")]
    [InlineData("138-0013-8000", "13800138000")]
    [InlineData("12800138000", null)]
    [InlineData("1380013800", null)]
    [InlineData("138001380001", null)]
    [InlineData("１３８００１３８０００", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void What_people_type_becomes_eleven_digits_or_nothing(string? typed, string? digits) =>
        PhoneNumber.Parse(typed).ShouldBe(digits);

    [Fact]
    public void The_middle_is_hidden() => PhoneNumber.Mask("13800138000").ShouldBe("138****8000");
}
