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
        { "common.malformed", "headline", new() { Name = "陈思远", Headline = "一\n二" } },
        { "common.required", "experience[0]", new() { Name = "陈思远", Experience = [new("", "工程师", "2020", null, null)] } },
        { "common.malformed", "education[0]", new() { Name = "陈思远", Education = [null!] } },
        { "common.out-of-range", "skills", new() { Name = "陈思远", Skills = [.. Enumerable.Range(0, 31).Select(i => $"技能{i}")] } },
    };

    [Theory]
    [MemberData(nameof(Flawed))]
    public void A_flawed_resume_is_told_which_field(string code, string field, SaveResume resume)
    {
        var refusal = ResumeContent.Check(resume).ShouldNotBeNull();

        (refusal.Code, refusal.Field).ShouldBe((code, field));
    }

    [Fact]
    public void Each_save_is_another_version()
    {
        var resume = Resume.Begin(Recruiting.Person, Recruiting.Resume, Recruiting.Now).Value!;
        resume.Save(Recruiting.Resume with { City = " 深圳 " }, Recruiting.Now.AddDays(1));

        resume.Version.ShouldBe(2);
        resume.Content.City.ShouldBe("深圳");
    }
}
