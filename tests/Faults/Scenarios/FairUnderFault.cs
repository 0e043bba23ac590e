using System.Collections.Concurrent;
using System.Text.Json;
using Pinchang.Faults.Clients;
using Pinchang.Faults.History;
using Pinchang.Support.Products;

namespace Pinchang.Faults.Scenarios;

/// <summary>
/// The demo's open fair with its load: candidates who take numbers, answer calls, talk, leave; two recruiters who call and
/// settle. Every answered command is written down here, to be held against the rows afterwards.
/// </summary>
internal sealed class FairUnderFault : IAsyncDisposable
{
    private const int Candidates = 8;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _load = [];
    private readonly List<PersonClient> _people = [];

    private FairUnderFault(RunningProduct product) => Product = product;

    public RunningProduct Product { get; }

    public ConcurrentQueue<FairAcknowledgement> Acknowledged { get; } = new();

    public static async Task<FairUnderFault> OpenAsync(RunningProduct product, int seed)
    {
        var fair = new FairUnderFault(product);
        var organizer = fair.Keep(await PersonClient.StaffAsync(product, product.Account("平台运营")));
        var fairs = await organizer.GetAsync("/api/fairs?phase=open");
        var fairId = fairs.GetProperty("items")[0].GetProperty("id").GetGuid();
        var lobby = await organizer.GetAsync($"/api/fairs/{fairId}/lobby");
        var booths = lobby.GetProperty("halls").EnumerateArray()
            .SelectMany(hall => hall.GetProperty("booths").EnumerateArray())
            .Select(booth => (Id: booth.GetProperty("id").GetGuid(), Number: booth.GetProperty("number").GetString()!))
            .ToArray();
        foreach (var (number, role) in new[] { ("A01", "招聘专员"), ("B01", "招聘会企业招聘官") })
        {
            var recruiter = fair.Keep(await PersonClient.StaffAsync(product, product.Account(role)));
            var booth = booths.Single(booth => booth.Number == number).Id;
            await recruiter.InsistAsync($"/api/booths/{booth}/duties", new { onDuty = true });
            fair._load.Add(Task.Run(() => fair.RecruitAsync(recruiter, booth)));
        }

        for (var number = 0; number < Candidates; number++)
        {
            var candidate = fair.Keep(await PersonClient.CandidateAsync(product, $"1370000{seed % 100:D2}{number:D2}"));
            await candidate.PutAsync("/api/resume", new { name = $"求职者{number}", intention = "Java 开发" });
            var registration = await candidate.SendAsync($"/api/fairs/{fairId}/registrations", new { });
            await organizer.SendAsync(
                $"/api/fairs/{fairId}/registration-decisions", new { registrationIds = new[] { registration.GetProperty("id").GetGuid() }, approved = true });
            var random = new Random((seed * 100) + number);
            fair._load.Add(Task.Run(() => fair.VisitAsync(candidate, [.. booths.Select(booth => booth.Id)], random)));
        }

        return fair;
    }

    /// <summary>Whoever is in the middle of something finishes it.</summary>
    public async Task QuietAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_load);
    }

    public async ValueTask DisposeAsync()
    {
        await QuietAsync();
        _people.ForEach(person => person.Dispose());
        _stop.Dispose();
    }

    private PersonClient Keep(PersonClient person)
    {
        _people.Add(person);
        return person;
    }

    private async Task VisitAsync(PersonClient candidate, Guid[] booths, Random random)
    {
        while (!_stop.IsCancellationRequested)
        {
            await TryAsync(async () =>
            {
                var mine = (await candidate.GetAsync("/api/queue-places/mine")).EnumerateArray().ToArray();
                foreach (var place in mine)
                {
                    await GoOnAsync(candidate, place, random);
                }

                if (mine.Length < booths.Length && random.Next(3) == 0)
                {
                    var taken = await candidate.InsistAsync($"/api/booths/{booths[random.Next(booths.Length)]}/queue-places", new { shareResume = false });
                    Acknowledged.Enqueue(new("number", taken.GetProperty("id").GetGuid()));
                }
            });
            await Task.Delay(random.Next(50, 250));
        }
    }

    private async Task GoOnAsync(PersonClient candidate, JsonElement place, Random random)
    {
        var id = place.GetProperty("id").GetGuid();
        switch (place.GetProperty("state").GetString())
        {
            case "called":
                var talk = await candidate.InsistAsync($"/api/queue-places/{id}/answers", new { });
                Acknowledged.Enqueue(new("answer", talk.GetProperty("id").GetGuid()));
                var said = await candidate.InsistAsync($"/api/talks/{talk.GetProperty("id").GetGuid()}/messages", new { text = "您好，请多指教" });
                Acknowledged.Enqueue(new("message", said.GetProperty("id").GetGuid()));
                break;
            case "waiting" when random.Next(25) == 0:
                await candidate.InsistAsync($"/api/queue-places/{id}/withdrawals", new { });
                Acknowledged.Enqueue(new("left", id));
                break;
        }
    }

    private async Task RecruitAsync(PersonClient recruiter, Guid booth)
    {
        while (!_stop.IsCancellationRequested)
        {
            await TryAsync(async () =>
            {
                var desk = await recruiter.GetAsync($"/api/booths/{booth}/desk");
                var talks = desk.GetProperty("talks").EnumerateArray().ToArray();
                if (talks.Length == 0)
                {
                    var called = await recruiter.InsistAsync($"/api/booths/{booth}/calls", new { });
                    Acknowledged.Enqueue(new("call", called.GetProperty("id").GetGuid()));
                }
                else if (talks[0].GetProperty("state").GetString() == "talking")
                {
                    var id = talks[0].GetProperty("id").GetGuid();
                    await recruiter.InsistAsync($"/api/talks/{id}/results", new { result = "fits" });
                    Acknowledged.Enqueue(new("result", id));
                }
            });
            await Task.Delay(150);
        }
    }

    /// <summary>A refusal is an answer; no answer while the product is away is not one.</summary>
    private static async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception exception) when (exception is RefusedException or HttpRequestException or TaskCanceledException)
        {
            await Task.Delay(100);
        }
    }
}
