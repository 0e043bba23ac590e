using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Pinchang.Contracts.Notifications;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Notify.Sms;

/// <summary>Short messages by Tencent Cloud: action SendSms of 2021-01-11. Its places are filled by their order.</summary>
internal sealed class TencentSmsSender(SmsSettings settings, HttpClient http, TimeProvider time) : IMessageSender
{
    private const string Taken = "Ok";
    private const string Action = "SendSms";
    private const string China = "+86";

    private static readonly string[] Final =
    [
        "InvalidParameterValue.IncorrectPhoneNumber", "FailedOperation.PhoneNumberInBlacklist", "FailedOperation.TemplateIncorrectOrUnapproved",
        "InvalidParameterValue.TemplateParameterFormatError", "InvalidParameterValue.TemplateParameterLengthLimit", "FailedOperation.ContainSensitiveWord",
    ];

    public MessageChannel Channel => MessageChannel.Sms;

    public string Gateway => SmsSettings.Tencent;

    public async Task<string?> SendAsync(Message message, CancellationToken cancellation)
    {
        var text = message.Sms ?? SmsText.OfNotice(message.Subject);
        var body = JsonSerializer.Serialize(new
        {
            PhoneNumberSet = new[] { China + message.Recipient },
            SmsSdkAppId = settings.Options["app"],
            SignName = settings.Sign,
            TemplateId = settings.TemplateOf(text),
            TemplateParamSet = text.Places.Select(place => place.Value),
            SessionContext = message.Id.ToString("N"),
        });
        var now = time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Endpoint)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(TencentSignature.ContentType) } },
        };
        request.Headers.Add("X-TC-Action", Action);
        request.Headers.Add("X-TC-Version", "2021-01-11");
        request.Headers.Add("X-TC-Region", settings.Options.GetValueOrDefault("region", "ap-guangzhou"));
        request.Headers.Add("X-TC-Timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation(
            "Authorization", TencentSignature.Sign("sms", settings.Endpoint.Authority, Action, body, now, settings.KeyId, settings.Secret));
        using var answer = await http.SendAsync(request, cancellation);
        var told = (await answer.Content.ReadFromJsonAsync<Envelope>(cancellation))?.Response;
        return (told?.Error?.Code, told?.SendStatusSet?.FirstOrDefault()) switch
        {
            ({ } code, _) => throw new GatewayRefusedException(code, Final.Contains(code)),
            (_, { Code: Taken } sent) => sent.SerialNo,
            (_, { Code: { } code }) => throw new GatewayRefusedException(code, Final.Contains(code)),
            _ => throw new HttpRequestException($"Tencent Cloud answered with {(int)answer.StatusCode} and no code."),
        };
    }

    private sealed record Envelope(Answer? Response);

    private sealed record Answer(Fault? Error, Status[]? SendStatusSet);

    private sealed record Fault(string Code);

    private sealed record Status(string? SerialNo, string? Code);
}
