using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Resumes;
using Pinchang.Domain.Jobs;
using Pinchang.Domain.Organisations;

namespace Pinchang.Domain.Tests;

/// <summary>The moments that recruiting's rules are tried at.</summary>
internal static class Recruiting
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 30, 0, TimeSpan.Zero);

    public static readonly Guid Person = Guid.Parse("019571f0-0000-7000-8000-000000000001");

    public static readonly Guid Verifier = Guid.Parse("019571f0-0000-7000-8000-000000000002");

    public static EmployerRegistration Author => new(Guid.CreateVersion7(Now), Guid.CreateVersion7(Now), Person, "13800000001");

    public static RegisterEmployer Registration => new()
    {
        Name = "深圳星河智能科技有限公司",
        CreditCode = "91440300ma5f00001a",
        Address = "深圳市南山区科技园一路 1 号",
        Website = "https://xinghe.example",
        Industry = "软件和信息技术服务业",
        ContactName = "林晓",
        ContactPhone = "13800000001",
    };

    public static PostJob Posting => new()
    {
        Title = "嵌入式工程师",
        City = "深圳",
        PayFrom = 25_000,
        PayTo = 40_000,
        PayMonths = 15,
        Headcount = 3,
        Experience = "3-5年",
        Education = "本科",
        Description = "负责控制板固件的设计、调试和量产支持，与硬件同事一起定位问题。",
        Tags = ["双休", "五险一金"],
        OpenUntil = new DateOnly(2026, 3, 31),
    };

    public static SaveResume Resume => new() { Name = "陈思远", Intention = "嵌入式开发", Headline = "五年固件经验" };

    public static Employer EmployerSubmitted => Employer.Register(Author, Registration, Now).Value!;

    public static Employer EmployerApproved => EmployerSubmitted.Decide(new(true, null), Person, Now).Value!;

    public static JobPosting JobSubmitted(Employer employer) => JobPosting.Post(Guid.CreateVersion7(Now), employer, Person, Posting, Now).Value!;

    public static JobPosting JobApproved(Employer employer) => JobSubmitted(employer).Decide(new(true, null), employer, Verifier, Now).Value!;
}
