using System.Buffers;
using System.Text.Json;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>SignalR invocation records (<see cref="ILiveRoomClient"/>), serialised once and framed: what goes onto the wire.</summary>
internal static class RoomRecords
{
    private const byte RecordEnd = 0x1E;

    public static FeedFrame FeedReceived(FeedBatch batch)
    {
        var bytes = Record(nameof(ILiveRoomClient.FeedReceived), writer => JsonSerializer.Serialize(writer, batch, JsonDefaults.Options));
        return new FeedFrame(bytes, batch.After, batch.Items is [.., var last] ? last.Sequence : batch.After, batch.Items.Length > 0);
    }

    public static ReadOnlyMemory<byte> ApplicationReceived(ApplicationSummary application, CardFunnel? funnel) =>
        Record(nameof(ILiveRoomClient.ApplicationReceived), writer =>
        {
            JsonSerializer.Serialize(writer, application, JsonDefaults.Options);
            JsonSerializer.Serialize(writer, funnel, JsonDefaults.Options);
        });

    public static ReadOnlyMemory<byte> Restricted(DateTimeOffset? until, bool removed, string? reason) =>
        Record(nameof(ILiveRoomClient.Restricted), writer =>
        {
            JsonSerializer.Serialize(writer, until, JsonDefaults.Options);
            writer.WriteBooleanValue(removed);
            writer.WriteStringValue(reason);
        });

    public static ReadOnlyMemory<byte> SessionTerminated(string code, int? reconnectAfterMs) =>
        Record(nameof(ILiveRoomClient.SessionTerminated), writer =>
        {
            writer.WriteStringValue(code);
            JsonSerializer.Serialize(writer, reconnectAfterMs, JsonDefaults.Options);
        });

    private static ReadOnlyMemory<byte> Record(string target, Action<Utf8JsonWriter> writeArguments)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        buffer.Advance(Reserve(buffer));
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JsonDefaults.Options.Encoder, SkipValidation = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("type"u8, 1);
            writer.WriteString("target"u8, target);
            writer.WriteStartArray("arguments"u8);
            writeArguments(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        buffer.Write([RecordEnd]);
        var frame = buffer.WrittenSpan.ToArray();
        return frame.AsMemory(SocketFrames.WriteTextHeader(frame, frame.Length - SocketFrames.HeaderRoom));
    }

    private static int Reserve(ArrayBufferWriter<byte> buffer)
    {
        buffer.GetSpan(SocketFrames.HeaderRoom)[..SocketFrames.HeaderRoom].Clear();
        return SocketFrames.HeaderRoom;
    }
}
