using Microsoft.Playwright;
using Pinchang.Support.Products;

namespace Pinchang.EndToEnd.Tests;

/// <summary>A fair with two employers' booths and three approved candidates, made by the people it takes, that opens in a moment.</summary>
internal sealed class SmallFair
{
    private static readonly TimeSpan OpensIn = TimeSpan.FromSeconds(25);

    private SmallFair(IPage recruiter, IPage secondRecruiter, IPage[] candidates) =>
        (Recruiter, SecondRecruiter, Candidates) = (recruiter, secondRecruiter, candidates);

    public Guid Id { get; private set; }

    public Guid Booth { get; private set; }

    public Guid SecondBooth { get; private set; }

    public IPage Recruiter { get; }

    public IPage SecondRecruiter { get; }

    public IPage[] Candidates { get; }

    public static async Task<SmallFair> MakeAsync(Chromium chromium, Product shared)
    {
        var product = shared.Running;
        var officer = await SignIn.DeskOfAsync(chromium, shared, product.Account("平台运营"));
        string[] phones = [.. product.Accounts.Where(account => account.Role == "求职者").Take(2).Select(account => account.Phone!), "13800000399"];
        var candidates = new List<IPage>();
        foreach (var phone in phones)
        {
            candidates.Add(await SignIn.PhoneOfAsync(chromium, shared, phone));
        }

        var fair = new SmallFair(
            await SignIn.DeskOfAsync(chromium, shared, product.Account("招聘专员")), await chromium.DeskAsync(product.Web), [.. candidates]);
        await fair.WakeSecondEmployerAsync(officer, product);
        await fair.AnnounceAsync(officer, product);
        fair.Booth = await fair.ExhibitAsync(fair.Recruiter, officer, product);
        fair.SecondBooth = await fair.ExhibitAsync(fair.SecondRecruiter, officer, product);
        await fair.AdmitAsync(officer, product);
        await fair.OpensAsync(officer, product);
        return fair;
    }

    private async Task OpensAsync(IPage officer, RunningProduct product)
    {
        var until = DateTimeOffset.UtcNow + OpensIn + TimeSpan.FromSeconds(60);
        string phase;
        while ((phase = (await officer.GetAsync(product, $"/api/fairs/{Id}")).GetProperty("summary").GetProperty("phase").GetString()!) != "open")
        {
            (DateTimeOffset.UtcNow < until).ShouldBeTrue($"The fair does not open: it is {phase}.");
            await Task.Delay(500);
        }
    }

    private async Task AnnounceAsync(IPage officer, RunningProduct product)
    {
        var opens = DateTimeOffset.UtcNow + OpensIn;
        var made = await officer.SendAsync(product, "POST", "/api/fairs", new
        {
            name = "仓储与软件小型招聘会",
            organizer = "聘场人力资源服务（示范）有限公司",
            coOrganizers = "无",
            opensAt = opens,
            closesAt = opens.AddHours(2),
            content = "两家企业线上接待，一对一交谈",
            audience = "求职者",
            scale = "企业 2 家",
            requirements = "简历填写完整",
            howToRegister = "在公告页报名",
            enquiries = "021-60000000",
            halls = new[] { new { name = "综合厅", category = "综合" } },
            settings = new { answerSeconds = 60, mostSkips = 3, graceMinutes = 10, talkMinutes = 10, extensionMinutes = 5, mostPlaces = 3 },
        });
        Id = made.GetProperty("summary").GetProperty("id").GetGuid();
        await officer.SendAsync(product, "POST", $"/api/fairs/{Id}/publications", new { medium = "本平台" });
    }

    private async Task<Guid> ExhibitAsync(IPage recruiter, IPage officer, RunningProduct product)
    {
        var choices = await recruiter.GetAsync(product, $"/api/fairs/{Id}/exhibitor-choices");
        var exhibitor = await recruiter.SendAsync(product, "POST", $"/api/fairs/{Id}/exhibitors", new
        {
            introduction = "欢迎来展位聊聊岗位和团队",
            jobIds = choices.GetProperty("jobs").EnumerateArray().Take(3).Select(job => job.GetProperty("id").GetGuid()),
            staffIds = choices.GetProperty("staff").EnumerateArray().Select(person => person.GetProperty("userId").GetGuid()),
        });
        await officer.SendAsync(
            product,
            "POST",
            $"/api/fairs/{Id}/exhibitor-decisions",
            new { exhibitorId = exhibitor.GetProperty("id").GetGuid(), submittedAt = exhibitor.GetProperty("submittedAt").GetDateTimeOffset(), approved = true });
        var own = await recruiter.GetAsync(product, $"/api/fairs/{Id}");
        return own.GetProperty("exhibitor").GetProperty("boothId").GetGuid();
    }

    private async Task AdmitAsync(IPage officer, RunningProduct product)
    {
        string[] names = ["林晓雨", "王启航", "赵敏"];
        foreach (var (candidate, name) in Candidates.Zip(names))
        {
            await candidate.SendAsync(product, "PUT", "/api/resume", new { name, headline = "四年软件开发", city = "上海", intention = "后端开发", experience = Array.Empty<object>(), education = Array.Empty<object>(), skills = Array.Empty<string>() });
            await candidate.SendAsync(product, "POST", $"/api/fairs/{Id}/registrations", new { entrusted = false });
        }

        var waiting = await officer.GetAsync(product, $"/api/fairs/{Id}/registrations?state=submitted");
        var ids = waiting.GetProperty("items").EnumerateArray().Select(registration => registration.GetProperty("id").GetGuid()).ToArray();
        if (ids.Length > 0)
        {
            await officer.SendAsync(product, "POST", $"/api/fairs/{Id}/registration-decisions", new { registrationIds = ids, approved = true });
        }
    }

    /// <summary>The demo's waiting employer is approved; its owner sets up the second factor and posts a job.</summary>
    private async Task WakeSecondEmployerAsync(IPage officer, RunningProduct product)
    {
        var waiting = await officer.GetAsync(product, "/api/operations/employers?state=submitted");
        var employer = waiting.GetProperty("items").EnumerateArray().First().GetProperty("id").GetGuid();
        await officer.SendAsync(product, "POST", $"/api/employers/{employer}/review-decisions", new { approved = true });
        await SignIn.WithPasswordAsync(SecondRecruiter, product, product.Account("待审单位联系人"));
        var secret = (await SecondRecruiter.SendAsync(product, "PUT", "/api/account/second-factor", new { })).GetProperty("secret").GetString()!;
        await SecondRecruiter.SendAsync(product, "POST", "/api/account/second-factor/confirmations", new { code = await Authenticators.NextCodeAsync(secret) });
        var job = await SecondRecruiter.SendAsync(product, "POST", "/api/jobs", new
        {
            title = "仓储主管",
            city = "上海",
            payFrom = 8000,
            payTo = 12000,
            payMonths = 13,
            headcount = 3,
            experience = "1–3 年",
            education = "大专",
            description = "负责华东仓的出入库、盘点和人员排班，和运输团队一起把时效做稳。",
            tags = Array.Empty<string>(),
            right = "own",
            openUntil = DateTime.UtcNow.AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        });
        await officer.SendAsync(
            product, "POST", $"/api/jobs/{job.GetProperty("summary").GetProperty("id").GetGuid()}/review-decisions", new { approved = true, version = job.GetProperty("version").GetInt32() });
    }
}
