using Pinchang.Domain.Fairs;

namespace Pinchang.Domain.Tests.Fairs;

public sealed class FairAttendanceTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly Guid Host = Id(1);
    private static readonly Guid OtherHost = Id(2);
    private static readonly Guid Booth = Id(11);
    private static readonly Guid OtherBooth = Id(12);
    private static readonly Guid Ann = Id(21);
    private static readonly Guid Bo = Id(22);
    private readonly FairAttendance _fair = new();

    [Fact]
    public void A_person_at_two_hosts_is_one_head_and_there_until_the_last_of_them_lets_go()
    {
        _fair.Renew(Host, [Ann, Bo], Now).ShouldBe([Ann, Bo]);
        _fair.Renew(OtherHost, [Ann], Now).ShouldBe([Ann]);
        _fair.Online.ShouldBe(2);

        _fair.Note(Host, Ann, false, Now);
        _fair.Of(Ann, Now).Present.ShouldBeTrue();
        _fair.Drop(OtherHost, Now.AddSeconds(5)).ShouldBe([Ann]);
        (_fair.Of(Ann, Now.AddMinutes(1)).Present, _fair.Of(Ann, Now.AddMinutes(1)).SeenAt).ShouldBe((false, Now.AddSeconds(5)));
        _fair.Online.ShouldBe(1);
    }

    [Fact]
    public void A_host_that_says_the_same_again_changes_nothing()
    {
        _fair.Renew(Host, [Ann, Bo], Now);
        _fair.Renew(Host, [Bo, Ann], Now).ShouldBeEmpty();
        _fair.Renew(Host, [Bo], Now).ShouldBe([Ann]);
        _fair.Note(Id(9), Ann, true, Now).ShouldBeEmpty("a host that is not known says all of its people soon");
    }

    [Fact]
    public void Who_moves_from_one_booth_to_another_is_told_to_both()
    {
        _fair.Take(Booth, [Ann], out var first).ShouldBe([Ann]);
        first.ShouldBeEmpty();
        _fair.Take(OtherBooth, [Ann], out var fromElsewhere).ShouldBe([Ann]);
        fromElsewhere.ShouldBe([Ann]);
        _fair.Take(Booth, [], out _).ShouldBeEmpty("it was no longer there");
        _fair.Of(Ann, Now).TakenBy.ShouldBe(OtherBooth);
    }

    [Fact]
    public void Rows_read_before_a_booth_spoke_do_not_take_back_what_it_said()
    {
        _fair.Take(Booth, [Ann], out _);
        var asked = _fair.Heard;
        _fair.Take(Booth, [], out _);

        _fair.Correct(new Dictionary<Guid, Guid> { [Ann] = Booth, [Bo] = OtherBooth }, asked).ShouldBe([Bo]);

        _fair.Of(Ann, Now).TakenBy.ShouldBeNull("freed while the rows were being read");
        _fair.Of(Bo, Now).TakenBy.ShouldBe(OtherBooth);
        _fair.Take(OtherBooth, [], out _).ShouldBe([Bo], "what came from rows can be freed as well");
    }

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
