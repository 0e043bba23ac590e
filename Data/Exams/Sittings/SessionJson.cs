using System.Text.Json;
using System.Text.Json.Serialization;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Data.Exams.Sittings;

/// <summary>How sessions are written into jsonb. Made at build time: it runs for every answer.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(AnswerResponse))]
[JsonSerializable(typeof(PaperDraw))]
[JsonSerializable(typeof(SessionStanding))]
[JsonSerializable(typeof(SessionFact))]
[JsonSerializable(typeof(SittingSettings))]
internal sealed partial class SessionJson : JsonSerializerContext;
