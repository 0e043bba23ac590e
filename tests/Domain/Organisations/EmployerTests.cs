using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Domain.Organisations;

namespace Pinchang.Domain.Tests.Organisations;

public sealed class EmployerTests
{
    private static readonly DateTimeOffset Now = Recruiting.Now;

    [Fact]
    [Clause("LH-5.1.3a", at: "Domain/Organisations/EmployerProfile.cs")]
    public void A_registration_waits_for_its_review()
    {
        var employer = Register(Recruiting.Registration).Value.ShouldNotBeNull();

        employer.State.ShouldBe(EmployerState.Submitted);
        employer.CreditCode.ShouldBe("91440300MA5F00001A");
    }

    public static TheoryData<string, string, RegisterEmployer> Flawed => new()
    {
        { "common.required", "name", Recruiting.Registration with { Name = "  " } },
        { "common.too-long", "name", Recruiting.Registration with { Name = new string('名', 101) } },
        { "common.control-characters", "name", Recruiting.Registration with { Name = "星\u0000河" } },
        { "common.control-characters", "name", Recruiting.Registration with { Name = "星\u202e河" } },
        { "common.required", "creditCode", Recruiting.Registration with { CreditCode = "" } },
        { "employers.credit-code-wrong", "creditCode", Recruiting.Registration with { CreditCode = "91440300MA5F000011" } },
        { "common.malformed", "website", Recruiting.Registration with { Website = "javascript:alert(1)" } },
        { "employers.contact-phone-foreign", "contactPhone", Recruiting.Registration with { ContactPhone = "13900000000" } },
        { "common.too-long", "introduction", Recruiting.Registration with { Introduction = new string('长', 5001) } },
    };

    [Theory]
    [MemberData(nameof(Flawed))]
    public void A_flawed_registration_is_told_which_field(string code, string field, RegisterEmployer command)
    {
        var refusal = Register(command).Refusal.ShouldNotBeNull();

        (refusal.Code, refusal.Field).ShouldBe((code, field));
    }

    [Theory]
    [InlineData("+86 138-0000-0001")]
    [InlineData("13800000001")]
    public void The_contact_phone_is_the_verified_one_however_it_is_written(string phone) =>
        Register(Recruiting.Registration with { ContactPhone = phone }).IsAccepted.ShouldBeTrue();

    [Fact]
    public void A_refusal_says_why()
    {
        var employer = Register(Recruiting.Registration).Value!;

        employer.Decide(new(false, " "), Guid.Empty, Now).Refusal.ShouldBe(EmployerRefusals.ReasonRequired.On("reason"));
        employer.Decide(new(false, "地址与执照不符"), Guid.Empty, Now).Value!.State.ShouldBe(EmployerState.Refused);
    }

    [Fact]
    public void It_is_decided_once()
    {
        var employer = Register(Recruiting.Registration).Value!;
        employer.Decide(new(true, null), Guid.Empty, Now).IsAccepted.ShouldBeTrue();

        employer.Decide(new(false, "再想想"), Guid.Empty, Now).Refusal.ShouldBe(EmployerRefusals.AlreadyDecided);
        employer.State.ShouldBe(EmployerState.Approved);
    }

    private static Outcome<Employer> Register(RegisterEmployer command) => Employer.Register(Recruiting.Author, command, Now);
}
