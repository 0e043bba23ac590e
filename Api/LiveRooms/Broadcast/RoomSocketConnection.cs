using System.Collections;
using System.IO.Pipelines;
using System.Security.Claims;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>
/// An upgraded request as SignalR's own handler takes it: two pipes, a user, and nothing that an idle viewer does not need.
/// It is its own collection of features, since it has two and every viewer would pay for a dictionary.
/// </summary>
internal sealed class RoomSocketConnection : ConnectionContext, IDuplexPipe, IConnectionUserFeature, IFeatureCollection
{
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    private IDictionary<object, object?>? _items;
    private FeatureCollection? _others;

    public RoomSocketConnection(HttpContext http, Stream stream, RoomSocket socket)
    {
        User = http.User.Identity is { IsAuthenticated: true } ? http.User : Nobody;
        Input = new FrameReader(stream, socket);
        Output = new FrameWriter(socket);
        ConnectionId = http.Connection.Id;
        Socket = socket;
    }

    public RoomSocket Socket { get; }

    public PipeReader Input { get; }

    public PipeWriter Output { get; }

    public ClaimsPrincipal? User { get; set; }

    public override string ConnectionId { get; set; }

    public override IFeatureCollection Features => this;

    public override IDictionary<object, object?> Items
    {
        get => _items ??= new ConnectionItems();
        set => _items = value;
    }

    public override IDuplexPipe Transport
    {
        get => this;
        set => throw new NotSupportedException("The room's transport is its own.");
    }

    public bool IsReadOnly => false;

    public int Revision => _others?.Revision ?? 0;

    public object? this[Type key]
    {
        get => key == typeof(RoomSocket) ? Socket : key == typeof(IConnectionUserFeature) ? this : _others?[key];
        set => (_others ??= [])[key] = value;
    }

    public TFeature? Get<TFeature>() => (TFeature?)this[typeof(TFeature)];

    public void Set<TFeature>(TFeature? instance) => this[typeof(TFeature)] = instance;

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator()
    {
        yield return new(typeof(RoomSocket), Socket);
        yield return new(typeof(IConnectionUserFeature), this);
        foreach (var other in _others ?? [])
        {
            yield return other;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override void Abort() => Socket.Abort();

    public override void Abort(ConnectionAbortedException abortReason) => Socket.Abort();
}
