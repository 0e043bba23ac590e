using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Projects;
using Pinchang.Domain.Exams.Registrations;

namespace Pinchang.Domain.Tests.Exams.Registrations;

/// <summary>A published exam in the middle of its registration, and somebody who has read and signed.</summary>
internal static class ExamOpen
{
    public static readonly DateTimeOffset Opens = new(2026, 11, 20, 1, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Now = Opens.AddDays(2);
    public static readonly DateTimeOffset Closes = Opens.AddDays(7);
    public static readonly Guid Candidate = Guid.Parse("019571f0-0000-7000-8000-000000000011");
    public static readonly Guid Reviewer = Guid.Parse("019571f0-0000-7000-8000-000000000012");

    public static readonly ExamProject Project = ExamProject.Create(
        new(Id(1), Id(2), Id(3), 1),
        new()
        {
            Name = "2026年度公开招聘",
            ClientId = Id(4),
            RegistrationOpensAt = Opens,
            RegistrationClosesAt = Closes,
            ContactName = "考试中心",
            ContactPhone = "0571-87654321",
            Introduction = "面向社会公开招聘。",
        },
        Opens).Value!;

    public static readonly Position Position = Position.Add(
        Id(5), Project, new() { Code = "01001", Name = "综合管理", Headcount = 1, Education = EducationLevel.Bachelor, MaxAge = 27 }).Value!;

    public static readonly ExamNotice Notice = ExamNotice.Publish(new(Project, "市人社局", "聘场", [Position]), null, new(null), Id(3), Opens).Value!;

    /// <summary>Born 1999-08-17: 27 on the day registration opened.</summary>
    public static readonly RegistrationForm Form = new()
    {
        Name = "林晓雨",
        IdentityNumber = "330199199908170021",
        Education = EducationLevel.Bachelor,
        School = "浙江大学",
        Major = "图书馆学",
        Graduated = "2021.06",
        Address = "杭州市",
        PhotoFileId = Id(6),
    };

    public static readonly RegisterCircumstances Circumstances = new()
    {
        Notice = Notice,
        Acknowledgement = Acknowledgement.Sign(Notice, Candidate, new(1, true, 1, "林晓雨"), Now).Value,
        HasPhoto = true,
    };

    public static readonly SealedIdentity Identity = new([1], [2], "330***********0021");

    public static Registration Registered() =>
        Registration.Submit(new(Id(7), Candidate, Identity), new(Project.Id, Position.Id, Form), Circumstances, Now).Value!;

    public static Guid Id(int number) => new($"019571f0-0000-7000-8000-{number:d12}");
}
