using Pinchang.Contracts;
using Pinchang.Contracts.Staff;

namespace Pinchang.Web.Tests;

/// <summary>People and their qualifications, for the office and for oneself.</summary>
public sealed class StaffPagesTests : IDisposable
{
    private readonly WebSite _site = new();

    public static TheoryData<string, string> EveryPage => new()
    {
        { "operator", "/operations/staff" }, { "operator", "/operations/staff?shelf=lacking&role=presenter" }, { "operator", $"/operations/staff/{Shapes.Id(301)}" },
        { "recruiter", "/my/qualifications" }, { "recruiter", "/my/agreements/staff-secrecy" }, { "recruiter", "/my/agreements/live-service-rules" },
        { "operator", $"/operations/staff/{Shapes.Id(301)}/agreements/staff-secrecy/1" },
    };

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Every_page_renders(string who, string path)
    {
        foreach (var state in Enum.GetValues<QualificationState>())
        {
            Prepare(state);
            await RenderedPage.CheckAsync(await _site.BrowserOf(who == "operator" ? Shapes.Operator : Shapes.Recruiter).GetAsync(path));
        }
    }

    [Fact]
    public async Task Nobody_is_offered_to_check_their_own()
    {
        Prepare(QualificationState.Approved);
        (await _site.BrowserOf(Shapes.Recruiter).GetStringAsync("/my/qualifications")).ShouldNotContain("name=\"approved\"");
        (await _site.BrowserOf(Shapes.Operator).GetStringAsync($"/operations/staff/{Shapes.Id(301)}")).ShouldContain("name=\"approved\"");
    }

    [Fact]
    [Clause("EX-7.4-secrecy", at: "Web/Pages/Staff/Agreement.cshtml")]
    public async Task An_agreement_asks_for_the_tick_and_the_password_until_it_is_signed()
    {
        Prepare(QualificationState.Submitted);
        var open = await _site.BrowserOf(Shapes.Recruiter).GetStringAsync("/my/agreements/staff-secrecy");
        open.ShouldContain("name=\"password\"");
        open.ShouldContain("name=\"read\"");
        open.ShouldContain("value=\"ab12\"");
        Prepare(QualificationState.Approved);
        var signed = await _site.BrowserOf(Shapes.Recruiter).GetStringAsync("/my/agreements/staff-secrecy");
        signed.ShouldNotContain("name=\"password\"");
        signed.ShouldContain("203.0.113.7");
        signed.ShouldContain("data-print");
    }

    public void Dispose() => _site.Dispose();

    private static AgreementSignature Signature => new("陈佳", Shapes.Noon, "203.0.113.7", SignatureProof.Password, "ab12");

    private static AgreementText Text => new()
    {
        Key = "staff-secrecy",
        Title = "工作人员保密协议",
        Clause = "EX-7.4-secrecy",
        Agency = "聘场人力",
        Version = 1,
        ValidFrom = new(2026, 1, 1),
        Markdown = "## 保密范围\n\n<b>试题</b>、答案和评分标准。",
        TextSha256 = "ab12",
        IsSigned = true,
    };

    private void Prepare(QualificationState state)
    {
        DutyStanding[] duties =
        [
            .. Enum.GetValues<Duty>().Select((duty, index) => new DutyStanding(
                duty, "LH-4.1", index == 0 ? [new(StaffField.JobService, LackReason.Missing, null, "没有人力资源服务方面的培训或证书")] : [], index == 1 ? null : new(2027, 1, 1))),
        ];
        QualificationDetails paper = new()
        {
            Id = Shapes.Id(302),
            UserId = Shapes.Id(301),
            Kind = QualificationKind.Training,
            Field = StaffField.NetworkInformation,
            Name = "<b>直播内容安全培训",
            Issuer = "市互联网协会",
            ObtainedOn = new(2026, 1, 1),
            Hours = 16,
            Result = "合格，92 分",
            FileId = Shapes.Id(303),
            State = state,
            SubmittedAt = Shapes.Noon,
            DecidedBy = state == QualificationState.Submitted ? null : "周岚",
            DecidedAt = state == QualificationState.Submitted ? null : Shapes.Noon,
            DecisionReason = state == QualificationState.Refused ? "看不清" : null,
            MayDecide = state != QualificationState.Refused,
        };
        AgreementLine[] agreements =
        [
            .. Enum.GetValues<AgreementState>().Select((standing, index) => new AgreementLine(
                "staff-secrecy", "<b>保密协议", "EX-7.4-secrecy", index % 2 == 0, [Duty.Mark], standing, 2, standing == AgreementState.SignAnew ? new(2026, 12, 1) : null,
                standing == AgreementState.Unsigned ? null : 1, standing == AgreementState.Unsigned ? null : Shapes.Noon)),
        ];
        StaffLine line = new(Shapes.Id(301), "陈佳", "澄海物流", [.. Roles.Agency, .. Roles.Employer, .. Roles.Exam], duties, 1);
        _site.Api
            .Answer("GET /api/operations/staff", new StaffList(Shapes.PageOf(line, line with { Duties = [], Employer = null, Waiting = 0 }), 2, 1, 1, 1))
            .Answer($"GET /api/operations/staff/{Shapes.Id(301)}", new StaffDetails(line, [paper], agreements))
            .Answer("GET /api/my/qualifications", new OwnQualifications(duties, [paper with { MayDecide = false }], agreements))
            .Answer("GET /api/my/agreements/staff-secrecy", Text with { Signature = state == QualificationState.Approved ? Signature : null })
            .Answer("GET /api/my/agreements/live-service-rules", Text with { Key = "live-service-rules", IsSigned = false, Signature = state == QualificationState.Approved ? Signature with { Address = null, Proof = null, TextSha256 = null } : null })
            .Answer($"GET /api/operations/staff/{Shapes.Id(301)}/agreements/staff-secrecy/1", Text with { Signature = Signature });
    }
}
