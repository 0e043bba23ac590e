using Pinchang.Contracts.Persons;
using Pinchang.Domain.Persons;

namespace Pinchang.Domain.Tests.Persons;

public sealed class AccountClosureTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
    private static readonly AccountTies Free = new(false, false, false);

    [Fact]
    public void It_closes_at_the_last_moment_of_its_cooling_period_and_once()
    {
        var closure = Asked();

        closure.Close(Free, closure.ClosesAt.AddTicks(-1)).ShouldBeFalse();
        closure.Close(Free, closure.ClosesAt).ShouldBeTrue();
        closure.Close(Free, closure.ClosesAt.AddDays(1)).ShouldBeFalse();
        closure.Withdraw(closure.ClosesAt.AddDays(1)).Refusal.ShouldBe(PersonRefusals.NotClosing);
    }

    [Fact]
    public void Whoever_came_back_keeps_the_account()
    {
        var closure = Asked();
        closure.Withdraw(Now.AddDays(3)).IsAccepted.ShouldBeTrue();

        closure.Close(Free, closure.ClosesAt).ShouldBeFalse();
    }

    [Fact]
    public void What_began_meanwhile_holds_it()
    {
        var closure = Asked();

        closure.Close(Free with { HasExamToSit = true }, closure.ClosesAt).ShouldBeFalse();
        closure.Close(Free, closure.ClosesAt.AddDays(1)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(true, true, true, "persons.still-staff")]
    [InlineData(false, true, true, "persons.exam-goes-on")]
    [InlineData(false, false, true, "persons.in-queue")]
    public void A_tie_is_named(bool staff, bool exam, bool queue, string code) =>
        AccountClosure.Ask(Guid.Empty, Guid.Empty, new(staff, exam, queue), Now).Refusal!.Code.ShouldBe(code);

    private static AccountClosure Asked() => AccountClosure.Ask(Guid.Empty, Guid.Empty, Free, Now).Value!;
}
