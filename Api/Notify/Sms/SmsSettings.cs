using System.Web;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Notify.Sms;

/// <summary>
/// Which carrier's gateway takes text messages: PINCHANG_SMS as
/// <c>aliyun://keyId:secret@dysmsapi.aliyuncs.com?sign=…&amp;sign-in-code=SMS_1&amp;reset-code=SMS_2&amp;notice=SMS_3</c> or
/// <c>tencent://keyId:secret@sms.tencentcloudapi.com?app=1400…&amp;region=ap-guangzhou&amp;sign=…&amp;sign-in-code=1&amp;…</c>.
/// The sign and each template are those that the gateway's console has approved; our names for them are in <see cref="SmsText"/>.
/// <c>tls=none</c> is for a gateway of one's own on this machine.
/// </summary>
internal sealed record SmsSettings(string Provider, Uri Endpoint, string KeyId, string Secret, string Sign, IReadOnlyDictionary<string, string> Options)
{
    public const string Aliyun = "aliyun";
    public const string Tencent = "tencent";

    /// <summary>Null when none is set; a setting that lacks something is refused at the start rather than at the first code.</summary>
    public static SmsSettings? Read(IConfiguration configuration)
    {
        if (configuration["PINCHANG_SMS"] is not { Length: > 0 } text)
        {
            return null;
        }

        var uri = new Uri(text);
        var options = HttpUtility.ParseQueryString(uri.Query);
        var named = options.AllKeys.OfType<string>().ToDictionary(key => key, key => options[key]!, StringComparer.Ordinal);
        var key = uri.UserInfo.Split(':', 2);
        string[] needed = ["sign", .. SmsText.Templates, .. uri.Scheme == Tencent ? new[] { "app" } : []];
        var missing = needed.Where(name => !named.ContainsKey(name)).ToArray();
        if (uri.Scheme is not (Aliyun or Tencent) || key.Length != 2 || missing.Length > 0)
        {
            throw new InvalidOperationException($"PINCHANG_SMS needs aliyun:// or tencent://, a key and its secret, and {string.Join(", ", missing.DefaultIfEmpty("nothing else"))}.");
        }

        var scheme = named.GetValueOrDefault("tls") == "none" ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
        var endpoint = new UriBuilder(scheme, uri.Host, uri.Port, "/").Uri;
        return new(uri.Scheme, endpoint, Uri.UnescapeDataString(key[0]), Uri.UnescapeDataString(key[1]), named["sign"], named);
    }

    public string TemplateOf(SmsText text) => Options[text.Template];

    public IMessageSender Sender(HttpMessageHandler handler, TimeProvider time)
    {
        var http = new HttpClient(handler, disposeHandler: false) { Timeout = TimeSpan.FromSeconds(10) };
        return Provider == Aliyun ? new AliyunSmsSender(this, http, time) : new TencentSmsSender(this, http, time);
    }
}
