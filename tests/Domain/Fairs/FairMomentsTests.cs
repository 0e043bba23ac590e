using Pinchang.Domain.Fairs;

namespace Pinchang.Domain.Tests.Fairs;

public sealed class FairMomentsTests
{
    private readonly OpenBooth _booth = new();

    [Fact]
    public void What_happened_stands_in_its_quarter_of_an_hour()
    {
        _booth.Now = OpenBooth.Opens.AddMinutes(14);
        var place = _booth.Take(10);
        _booth.Now = OpenBooth.Opens.AddMinutes(15);
        var call = _booth.Call();
        _booth.Answer(call);

        var moments = FairMoments.Of(OpenBooth.Opens, OpenBooth.Opens.AddHours(1), [place], [_booth.Queue.FindTalk(call.Id)!]);

        moments.Select(moment => (moment.NumbersTaken, moment.Talks, moment.Missed)).ShouldBe([(1, 0, 0), (0, 1, 0), (0, 0, 0), (0, 0, 0)]);
    }

    [Theory]
    [InlineData(4, 384)]
    [InlineData(5, 240)]
    [InlineData(31, 372)]
    public void A_fair_of_days_is_shown_to_its_end(int days, int steps)
    {
        var place = _booth.Take(10) with { JoinedAt = OpenBooth.Opens.AddDays(days).AddMinutes(-1) };

        var moments = FairMoments.Of(OpenBooth.Opens, OpenBooth.Opens.AddDays(days), [place], []);

        moments.Length.ShouldBe(steps);
        moments[^1].NumbersTaken.ShouldBe(1);
    }
}
