using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>A crowd at the door is given one and the same snapshot (<see cref="SnapshotCache"/>): it is written for the first of them.</summary>
internal sealed class SnapshotOnce : JsonConverter<RoomSnapshot>
{
    private readonly ConditionalWeakTable<RoomSnapshot, byte[]> _written = [];

    public override RoomSnapshot? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<RoomSnapshot>(ref reader, JsonDefaults.Options);

    public override void Write(Utf8JsonWriter writer, RoomSnapshot value, JsonSerializerOptions options) =>
        writer.WriteRawValue(_written.GetValue(value, static snapshot => JsonSerializer.SerializeToUtf8Bytes(snapshot, JsonDefaults.Options)), skipInputValidation: true);
}
