namespace Pinchang.Api.Calls.Relay;

/// <summary>The relayed pictures of this host, for as long as somebody sends or watches them.</summary>
internal sealed class CallRelays(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CallSeat, Held> _streams = [];

    /// <summary>The picture that this seat sends, until the lease is given back.</summary>
    public Lease Enter(CallSeat seat)
    {
        lock (_gate)
        {
            if (!_streams.TryGetValue(seat, out var held))
            {
                _streams.Add(seat, held = new Held(new RelayStream(time)));
            }

            held.Leases++;
            return new Lease(this, seat, held.Stream);
        }
    }

    private void Leave(CallSeat seat)
    {
        lock (_gate)
        {
            var held = _streams[seat];
            if (--held.Leases == 0)
            {
                _streams.Remove(seat);
                held.Stream.Dispose();
            }
        }
    }

    public sealed class Lease(CallRelays relays, CallSeat seat, RelayStream stream) : IDisposable
    {
        private int _returned;

        public RelayStream Stream => stream;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _returned, 1) == 0)
            {
                relays.Leave(seat);
            }
        }
    }

    private sealed class Held(RelayStream stream)
    {
        public RelayStream Stream => stream;

        public int Leases { get; set; }
    }
}
