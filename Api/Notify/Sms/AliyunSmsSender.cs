using System.Globalization;
using System.Text.Json;
using Pinchang.Contracts.Notifications;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Notify.Sms;

/// <summary>Short messages by Aliyun: action SendSms of 2017-05-25, signed anew for each request.</summary>
internal sealed class AliyunSmsSender(SmsSettings settings, HttpClient http, TimeProvider time) : IMessageSender
{
    private const string Taken = "OK";

    // Everything else may be otherwise in a minute: limits, balance, a fault of theirs.
    private static readonly string[] Final =
    [
        "isv.MOBILE_NUMBER_ILLEGAL", "isv.MOBILE_COUNT_OVER_LIMIT", "isv.BLACK_KEY_CONTROL_LIMIT", "isv.TEMPLATE_MISSING_PARAMETERS", "isv.INVALID_PARAMETERS",
        "isv.PARAM_LENGTH_LIMIT", "isv.PARAM_NOT_SUPPORT_URL", "isv.INVALID_JSON_PARAM",
    ];

    public MessageChannel Channel => MessageChannel.Sms;

    public string Gateway => SmsSettings.Aliyun;

    public async Task<string?> SendAsync(Message message, CancellationToken cancellation)
    {
        var text = message.Sms ?? SmsText.OfNotice(message.Subject);
        var query = AliyunSignature.Query(new Dictionary<string, string>
        {
            ["PhoneNumbers"] = message.Recipient,
            ["SignName"] = settings.Sign,
            ["TemplateCode"] = settings.TemplateOf(text),
            ["TemplateParam"] = JsonSerializer.Serialize(text.Places.ToDictionary(place => place.Name, place => place.Value)),
            ["OutId"] = message.Id.ToString("N"),
        });
        var headers = new Dictionary<string, string>
        {
            ["host"] = settings.Endpoint.Authority,
            ["x-acs-action"] = "SendSms",
            ["x-acs-version"] = "2017-05-25",
            ["x-acs-date"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["x-acs-signature-nonce"] = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
            ["x-acs-content-sha256"] = AliyunSignature.HashOf(""),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{settings.Endpoint}?{query}"));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.TryAddWithoutValidation("Authorization", AliyunSignature.Sign("POST", query, headers, settings.KeyId, settings.Secret));
        using var answer = await http.SendAsync(request, cancellation);
        var told = await answer.Content.ReadFromJsonAsync<Answer>(cancellation);
        return told switch
        {
            { Code: Taken } => told.BizId,
            { Code: { } code } => throw new GatewayRefusedException(code, Final.Contains(code)),
            _ => throw new HttpRequestException($"Aliyun answered with {(int)answer.StatusCode} and no code."),
        };
    }

    private sealed record Answer(string? Code, string? BizId);
}
