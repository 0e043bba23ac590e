using System.Collections.Concurrent;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>
/// One thread per core that does nothing but send. Threads of their own, because a round over twenty thousand viewers would hold a
/// thread of the pool for longer than anything else may wait.
/// </summary>
internal sealed class SendLanes : IDisposable
{
    private readonly Lane[] _lanes = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(index => new Lane(index))];

    public int Count => _lanes.Length;

    public void Send(int lane, RoomShard shard) => _lanes[lane].Work.Add(shard);

    public void Dispose()
    {
        foreach (var lane in _lanes)
        {
            lane.Work.CompleteAdding();
        }
    }

    private sealed class Lane
    {
        public Lane(int index) => new Thread(Run) { IsBackground = true, Name = $"room lane {index}" }.Start();

        public BlockingCollection<RoomShard> Work { get; } = [];

        private void Run()
        {
            foreach (var shard in Work.GetConsumingEnumerable())
            {
                if (shard.SendWaiting())
                {
                    // Behind the other rooms of this lane, so that one busy room does not keep them waiting.
                    Work.Add(shard);
                }
            }
        }
    }
}
