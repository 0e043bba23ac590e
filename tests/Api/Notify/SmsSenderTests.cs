using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using Microsoft.Extensions.Configuration;
using Pinchang.Api.Notify;
using Pinchang.Api.Notify.Sms;
using Pinchang.Contracts.Notifications;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Tests.Notify;

/// <summary>Both carriers' gateways over real HTTP; the server works each signature out again by the carrier's rule, from what it received.</summary>
public sealed class SmsSenderTests
{
    private const string Key = "key-id";
    private const string Secret = "key-secret";
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_carriers_own_example_is_signed_as_the_carrier_signs_it()
    {
        var query = AliyunSignature.Query(new Dictionary<string, string>
        {
            ["RegionId"] = "cn-shanghai",
            ["ImageId"] = "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
        });
        var headers = new Dictionary<string, string>
        {
            ["host"] = "ecs.cn-shanghai.aliyuncs.com",
            ["x-acs-action"] = "RunInstances",
            ["x-acs-version"] = "2014-05-26",
            ["x-acs-date"] = "2023-10-26T10:22:32Z",
            ["x-acs-signature-nonce"] = "3156853299f313e23d1673dc12e1703d",
            ["x-acs-content-sha256"] = AliyunSignature.HashOf(""),
        };

        AliyunSignature.Sign("POST", query, headers, "YourAccessKeyId", "YourAccessKeySecret")
            .ShouldEndWith("Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
    }

    [Fact]
    public async Task Aliyun_takes_a_code_that_is_signed_and_says_by_which_number_it_is_found()
    {
        await using var server = await SmsGatewayServer.StartAsync();
        server.Answer = request => IsSignedForAliyun(request)
            ? (200, """{"Message":"OK","RequestId":"1","Code":"OK","BizId":"9006-0"}""")
            : (400, """{"Code":"SignatureDoesNotMatch","Message":"no"}""");
        var message = Message("13912345678", SmsText.OfCode(SmsText.SignInCode, "482913"));

        (await Sender("aliyun", server).SendAsync(message, CancellationToken.None)).ShouldBe("9006-0");

        var sent = HttpUtility.ParseQueryString(server.Requests.Single().Query);
        (sent["PhoneNumbers"], sent["SignName"], sent["TemplateCode"], sent["OutId"]).ShouldBe(("13912345678", "聘场 服务", "T-1", message.Id.ToString("N")));
        JsonSerializer.Deserialize<Dictionary<string, string>>(sent["TemplateParam"]!).ShouldBe(new Dictionary<string, string> { ["code"] = "482913" });
    }

    [Fact]
    public async Task Tencent_takes_a_notice_that_is_signed_and_fills_places_by_their_order()
    {
        await using var server = await SmsGatewayServer.StartAsync();
        server.Answer = request => IsSignedForTencent(request)
            ? (200, """{"Response":{"SendStatusSet":[{"SerialNo":"5000:1","PhoneNumber":"+8613912345678","Fee":1,"Code":"Ok","Message":"send success"}],"RequestId":"1"}}""")
            : (200, """{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":"no"},"RequestId":"1"}}""");

        (await Sender("tencent", server).SendAsync(Message("13912345678", sms: null), CancellationToken.None)).ShouldBe("5000:1");

        var sent = JsonDocument.Parse(server.Requests.Single().Body).RootElement;
        sent.GetProperty("PhoneNumberSet")[0].GetString().ShouldBe("+8613912345678");
        (sent.GetProperty("SmsSdkAppId").GetString(), sent.GetProperty("SignName").GetString(), sent.GetProperty("TemplateId").GetString()).ShouldBe(("1400", "聘场 服务", "T-3"));
        sent.GetProperty("TemplateParamSet").EnumerateArray().Select(value => value.GetString()).ShouldBe(["笔试安排有变"]);
    }

    [Theory]
    [InlineData("aliyun", """{"Code":"isv.MOBILE_NUMBER_ILLEGAL","Message":"x"}""", "isv.MOBILE_NUMBER_ILLEGAL", true)]
    [InlineData("aliyun", """{"Code":"isv.BUSINESS_LIMIT_CONTROL","Message":"x"}""", "isv.BUSINESS_LIMIT_CONTROL", false)]
    [InlineData("tencent", """{"Response":{"SendStatusSet":[{"SerialNo":"","Code":"InvalidParameterValue.IncorrectPhoneNumber"}]}}""", "InvalidParameterValue.IncorrectPhoneNumber", true)]
    [InlineData("tencent", """{"Response":{"SendStatusSet":[{"SerialNo":"","Code":"LimitExceeded.PhoneNumberThirtySecondLimit"}]}}""", "LimitExceeded.PhoneNumberThirtySecondLimit", false)]
    [InlineData("tencent", """{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":"x"}}}""", "AuthFailure.SignatureFailure", false)]
    public async Task A_gateways_no_is_told_apart_by_whether_another_try_helps(string provider, string answer, string code, bool isFinal)
    {
        await using var server = await SmsGatewayServer.StartAsync();
        server.Answer = _ => (200, answer);

        var refused = await Should.ThrowAsync<GatewayRefusedException>(() => Sender(provider, server).SendAsync(Message("13912345678", sms: null), CancellationToken.None));

        (refused.Code, refused.IsFinal).ShouldBe((code, isFinal));
    }

    [Theory]
    [InlineData("aliyun")]
    [InlineData("tencent")]
    public async Task A_gateway_that_answers_with_something_else_took_nothing(string provider)
    {
        await using var server = await SmsGatewayServer.StartAsync();
        server.Answer = _ => (503, "{}");

        await Should.ThrowAsync<HttpRequestException>(() => Sender(provider, server).SendAsync(Message("13912345678", sms: null), CancellationToken.None));
    }

    [Theory]
    [InlineData("aliyun://key-id:secret@dysmsapi.aliyuncs.com?sign=a&sign-in-code=1&reset-code=2", "notice")]
    [InlineData("tencent://key-id:secret@sms.tencentcloudapi.com?sign=a&sign-in-code=1&reset-code=2&notice=3", "app")]
    [InlineData("huawei://key-id:secret@example.com?sign=a&sign-in-code=1&reset-code=2&notice=3", "aliyun://")]
    public void A_setting_that_lacks_something_is_refused_at_the_start(string text, string named) =>
        Should.Throw<InvalidOperationException>(() => Settings(text)).Message.ShouldContain(named);

    [Fact]
    public void A_long_subject_is_cut_to_what_a_place_may_hold() =>
        SmsText.OfNotice(new string('长', 80)).Places.Single().Value.Length.ShouldBe(SmsText.LongestPlace);

    private static bool IsSignedForAliyun(GatewayRequest request)
    {
        var authorization = request.Headers["authorization"];
        var signed = authorization.Split("SignedHeaders=")[1].Split(',')[0];
        var names = signed.Split(';');
        var required = request.Headers.Keys.Where(name => name.StartsWith("x-acs-", StringComparison.Ordinal)).Append("host").Order(StringComparer.Ordinal);
        var text = new StringBuilder().Append(request.Method).Append('\n').Append(request.Path).Append('\n').Append(request.Query).Append('\n');
        foreach (var name in names)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}:{request.Headers[name]}\n");
        }

        var canonical = text.Append('\n').Append(signed).Append('\n').Append(Hash(request.Body)).ToString();
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"ACS3-HMAC-SHA256\n{Hash(canonical)}")));
        return names.SequenceEqual(required)
            && request.Headers["x-acs-content-sha256"] == Hash(request.Body)
            && request.Headers["x-acs-date"] == "2026-05-01T04:00:00Z"
            && authorization == $"ACS3-HMAC-SHA256 Credential={Key},SignedHeaders={signed},Signature={expected}";
    }

    private static bool IsSignedForTencent(GatewayRequest request)
    {
        var authorization = request.Headers["authorization"].Split(' ', 2)[1];
        var day = DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Headers["x-tc-timestamp"], CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var canonical = string.Join('\n',
            "POST", "/", "", $"content-type:{request.Headers["content-type"]}", $"host:{request.Headers["host"]}", $"x-tc-action:{request.Headers["x-tc-action"].ToLowerInvariant()}", "",
            "content-type;host;x-tc-action", Hash(request.Body));
        var text = string.Join('\n', "TC3-HMAC-SHA256", request.Headers["x-tc-timestamp"], $"{day}/sms/tc3_request", Hash(canonical));
        var key = Encoding.UTF8.GetBytes($"TC3{Secret}");
        foreach (var part in new[] { day, "sms", "tc3_request" })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        return authorization == $"Credential={Key}/{day}/sms/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature={expected}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static IMessageSender Sender(string provider, SmsGatewayServer server) =>
        Settings($"{provider}://{Key}:{Secret}@{server.Authority}?tls=none&sign={Uri.EscapeDataString("聘场 服务")}&sign-in-code=T-1&reset-code=T-2&notice=T-3&app=1400")
            .Sender(new SocketsHttpHandler(), new Noon());

    private static SmsSettings Settings(string text) =>
        SmsSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["PINCHANG_SMS"] = text }).Build())!;

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }

    private static Message Message(string phone, SmsText? sms) =>
        Domain.Notify.Message.Of(new(MessageChannel.Sms, null, phone, "笔试安排有变", "请登录查看。", Sms: sms), Now, Now);
}
