using Pinchang.Domain.Ledger;

namespace Pinchang.Load.Ledger;

/// <summary>Lines as a busy agency writes them: few kinds and organisations, more people, things that are new each time.</summary>
internal sealed class LedgerLines(Guid agency, int seed)
{
    public const int Organisations = 2_000;
    public const int People = 50_000;

    private static readonly string[] Kinds = ["application.sent", "application.viewed", "application.decided", "talk.started", "talk.ended", "exam.session-handed-in"];

    private readonly Random _random = new(seed);
    private readonly Guid[] _organisations = Make(Organisations, 1);
    private readonly Guid[] _people = Make(People, 2);

    public LedgerLine[] Next(int count)
    {
        var lines = new LedgerLine[count];
        for (var i = 0; i < count; i++)
        {
            var now = TimeProvider.System.GetUtcNow();
            lines[i] = LedgerLine.Of(
                new(Kinds[_random.Next(Kinds.Length)], agency, "application", Guid.CreateVersion7(now))
                {
                    OrganisationId = _organisations[_random.Next(Organisations)],
                    PersonId = _people[_random.Next(People)],
                    Before = "Received",
                    After = "Viewed",
                    What = "直播运营专员（第2版）",
                    Reason = _random.Next(4) == 0 ? "经验与岗位要求不符，感谢投递" : null,
                },
                new(_people[_random.Next(People)], "203.0.113.7"), now);
        }

        return lines;
    }

    private static Guid[] Make(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            return new Guid(bytes);
        })];
    }
}
