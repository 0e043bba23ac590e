using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Web.Tests;

/// <summary>An exam as Api answers it.</summary>
internal static class ExamShapes
{
    public static PositionDetails Position(Guid id) => new()
    {
        Id = id,
        Content = new() { Code = "01001", Name = "综合管理", Department = "市图书馆", Headcount = 2, Education = EducationLevel.Bachelor, MaxAge = 35, Requirements = "能轮班。" },
    };

    public static ExamProjectDetails Project(Guid id) => new()
    {
        Id = id,
        Content = new()
        {
            Name = "2026年度公开招聘",
            ClientId = Shapes.Id(10),
            RegistrationOpensAt = Shapes.Noon,
            RegistrationClosesAt = Shapes.Noon.AddDays(7),
            ContactName = "考试中心",
            ContactPhone = "0571-87654321",
            Introduction = "面向社会公开招聘。",
        },
        ClientName = "市人社局",
        Positions = [Position(Shapes.Id(61))],
        Phase = RegistrationPhase.Open,
        NoticeVersion = 2,
        PublishedAt = Shapes.Noon,
        HasUnpublishedChanges = true,
        Missing = [],
        Roles = [Roles.ExamOfficer, Roles.RegistrationReviewer, Roles.PaperSetter],
        Counts = new(4, 1, 2, 1, 0, 1),
    };
}
