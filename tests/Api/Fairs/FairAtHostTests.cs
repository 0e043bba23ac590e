using Pinchang.Api.Fairs.Live;

namespace Pinchang.Api.Tests.Fairs;

public sealed class FairAtHostTests
{
    private readonly FairAtHost _fair = new(Guid.NewGuid(), new FairListener(null!, TimeProvider.System));

    [Fact]
    public void Nobody_enters_a_fair_that_was_let_go()
    {
        _fair.TryClose().ShouldBeTrue();
        _fair.Enter(Guid.NewGuid()).ShouldBeNull();
    }

    [Fact]
    public void A_fair_that_somebody_came_to_while_it_was_being_let_go_stays()
    {
        var person = Guid.NewGuid();
        _fair.Enter(person).ShouldBe(true);
        _fair.TryClose().ShouldBeFalse();
        _fair.Enter(person).ShouldBe(false, "a second socket");
        _fair.Leave(person).ShouldBeFalse();
        _fair.Leave(person).ShouldBeTrue();
        _fair.TryClose().ShouldBeTrue();
    }

    [Fact]
    public async Task Of_those_who_come_while_it_is_let_go_each_is_either_in_it_or_sent_on()
    {
        for (var round = 0; round < 200; round++)
        {
            var fair = new FairAtHost(Guid.NewGuid(), new FairListener(null!, TimeProvider.System));
            var entering = Enumerable.Range(0, 4).Select(_ => Task.Run(() => fair.Enter(Guid.NewGuid()) is not null)).ToArray();
            var closed = fair.TryClose();
            var entered = await Task.WhenAll(entering);
            fair.People.Length.ShouldBe(entered.Count(inside => inside));
            (closed && fair.People.Length > 0).ShouldBeFalse("who is in it would be told to nobody");
        }
    }
}
