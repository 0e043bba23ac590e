using Pinchang.Contracts.Resumes;
using Pinchang.Domain.Resumes;

namespace Pinchang.Domain.Tests.Resumes;

public sealed class ResumeContentTests
{
    public static TheoryData<bool, SaveResume> Amounts => new()
    {
        { true, new() { Name = "陈思远", Intention = "嵌入式开发" } },
        { true, new() { Name = "陈思远", Experience = [new("星河", "工程师", "2020.07", null, null)] } },
        { true, new() { Name = "陈思远", Education = [new("华中科技大学", "本科", null, "2016.09", "2020.06")] } },
        { false, new() { Name = "陈思远", Highlights = "踏实肯干" } },
        { false, new() { Name = " ", Intention = "嵌入式开发" } },
    };

    [Theory]
    [MemberData(nameof(Amounts))]
    public void A_name_and_one_of_intention_experience_education_is_enough(bool enough, SaveResume resume) =>
        ResumeContent.IsComplete(resume).ShouldBe(enough);

    public static TheoryData<string, string, SaveResume> Flawed => new()
    {
        { "common.required", "name", new() { Name = "" } },
        { "common.control-characters", "headline", new() { Name = "陈思远", Headline = "一\n二" } },
        { "common.required", "experience[0].company", new() { Name = "陈思远", Experience = [new("", "工程师", "2020", null, null)] } },
        { "common.malformed", "education[0]", new() { Name = "陈思远", Education = [null!] } },
        { "common.out-of-range", "skills", new() { Name = "陈思远", Skills = [.. Enumerable.Range(0, 31).Select(i => $"技能{i}")] } },
        { "resumes.ends-before-start", "experience[1].to", new() { Name = "陈思远", Experience = [Work("2020-07", "2021-06"), Work("2022-03", "2022-02")] } },
        { "resumes.ends-before-start", "experience[0].to", new() { Name = "陈思远", Experience = [Work("2022年3月", "2021")] } },
        { "resumes.ends-before-start", "education[0].to", new() { Name = "陈思远", Education = [new("华中科技大学", "本科", null, "2020.09", "2016.06")] } },
        { "resumes.pay-unreadable", "expectedPay", new() { Name = "陈思远", ExpectedPay = "越多越好" } },
    };

    [Theory]
    [InlineData("2021.07", "2021.07")]
    [InlineData("2021.09", "2021.10")]
    [InlineData("2021.09", "2021")]
    [InlineData("2021 年夏", "至今")]
    [InlineData("2021-07", null)]
    [InlineData("", null)] // written while watching, with no dates yet
    public void A_time_is_worded_freely_as_long_as_it_runs_forward(string from, string? to) =>
        ResumeContent.Check(new() { Name = "陈思远", Experience = [Work(from, to)] }).ShouldBeNull();

    [Theory]
    [InlineData("22–28K")]
    [InlineData("面议")]
    [InlineData("一万五左右")]
    [InlineData(" ")]
    public void An_expected_pay_is_a_number_or_open(string pay) => ResumeContent.Check(new() { Name = "陈思远", ExpectedPay = pay }).ShouldBeNull();

    [Theory]
    [MemberData(nameof(Flawed))]
    public void A_flawed_resume_is_told_which_field(string code, string field, SaveResume resume)
    {
        var refusal = ResumeContent.Check(resume).ShouldNotBeNull();

        (refusal.Code, refusal.Field).ShouldBe((code, field));
    }

    private static ResumeExperience Work(string from, string? to) => new("星河", "工程师", from, to, null);

    [Fact]
    public void Each_save_is_another_version()
    {
        var resume = Resume.Begin(Recruiting.Person, Recruiting.Resume, Recruiting.Now).Value!;
        resume.Save(Recruiting.Resume with { City = " 深圳 " }, Recruiting.Now.AddDays(1));

        resume.Version.ShouldBe(2);
        resume.Content.City.ShouldBe("深圳");
    }
}
