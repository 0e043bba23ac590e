using System.Text;
using Pinchang.Domain.Accounts;

namespace Pinchang.Domain.Tests.Accounts;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238, appendix B, the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    public void Codes_are_those_of_the_RFC(long seconds, string code) =>
        Totp.CodeAt(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))).ShouldBe(code);

    [Theory]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(-60, false)]
    [InlineData(60, false)]
    public void A_clock_may_be_half_a_minute_off(int seconds, bool isRight)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var code = Totp.CodeAt(Secret, Totp.StepAt(now.AddSeconds(seconds)));

        (Totp.Verify(Secret, code, now, lastUsedStep: 0) is not null).ShouldBe(isRight);
    }

    [Fact]
    public void A_used_step_and_those_before_it_are_spent()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var used = Totp.Verify(Secret, "005924", now, lastUsedStep: 0).ShouldNotBeNull();

        Totp.Verify(Secret, "005924", now, used).ShouldBeNull();
        Totp.Verify(Secret, Totp.CodeAt(Secret, used - 1), now, used).ShouldBeNull();
        Totp.Verify(Secret, Totp.CodeAt(Secret, used + 1), now, used).ShouldBe(used + 1);
    }

    [Fact]
    public void A_secret_survives_its_letters()
    {
        Totp.ToBase32(Secret).ShouldBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        Totp.FromBase32(Totp.ToBase32(Secret)).ShouldBe(Secret);
    }
}
