using System.Globalization;
using Pinchang.Load.Measuring;
using Pinchang.Load.Sockets;

namespace Pinchang.Load.Cards;

/// <summary>Pushes job cards one by one and waits each time until the last viewer has it.</summary>
internal sealed class CardRounds(ServerUnderLoad server, ViewerFleet fleet)
{
    private const int PatienceMilliseconds = 5_000;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(150);

    /// <summary>Milliseconds from the command to the last viewer.</summary>
    public async Task<List<double>> PushAsync(int count)
    {
        var measured = new List<double>();
        for (var i = 0; i < count; i++)
        {
            await Task.Delay(Between);
            var told = (await server.TellAsync("/control/card")).Split(' ');
            var (card, publishedAt) = (long.Parse(told[0], CultureInfo.InvariantCulture), long.Parse(told[1], CultureInfo.InvariantCulture));
            for (var waited = 0; fleet.Receipts(card).Viewers < fleet.Count; waited++)
            {
                fleet.Check();
                await Task.Delay(1);
                if (waited > PatienceMilliseconds)
                {
                    throw new TimeoutException($"The card reached {fleet.Receipts(card).Viewers} of {fleet.Count} viewers.");
                }
            }

            measured.Add((fleet.Receipts(card).LastAt - publishedAt) / 1e6);
            fleet.Forget(card);
        }

        return measured;
    }
}
