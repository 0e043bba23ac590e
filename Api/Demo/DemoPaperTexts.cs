using Pinchang.Contracts.Exams;

namespace Pinchang.Api.Demo;

internal static class DemoPaperTexts
{
    /// <summary>Short enough for half an hour, with every kind of question.</summary>
    public static WriteBlueprint Blueprint() => new()
    {
        Title = "综合知识与能力测试（示范卷）",
        Instructions = "本卷满分 100 分，作答时间 30 分钟。每道题的作答会自动保存，离开题目不会丢失。",
        TotalPoints = 100,
        Sections =
        [
            new()
            {
                Title = "一、单项选择题",
                Instructions = "每题只有一个正确选项。",
                Rows =
                [
                    Row(QuestionKind.SingleChoice, 3, 3, "法律常识"),
                    Row(QuestionKind.SingleChoice, 2, 3, "公文写作"),
                    Row(QuestionKind.SingleChoice, 2, 3, "人文与科技"),
                    Row(QuestionKind.SingleChoice, 3, 3, null, "职业能力"),
                ],
            },
            new()
            {
                Title = "二、多项选择题",
                Instructions = "每题至少有两个正确选项，全对得 4 分，少选时每个正确选项得 1 分，有错选不得分。",
                Rows = [Row(QuestionKind.MultipleChoice, 4, 4) with { PointsPerRightOption = 1 }],
            },
            new() { Title = "三、判断题", Rows = [Row(QuestionKind.TrueFalse, 4, 2)] },
            new() { Title = "四、填空题", Instructions = "每空分值相同。", Rows = [Row(QuestionKind.FillIn, 2, 3)] },
            new()
            {
                Title = "五、问答题",
                Instructions = "观点明确，言之有据。",
                ShuffleQuestions = false,
                Rows = [Row(QuestionKind.Essay, 1, 20, "情景处置"), Row(QuestionKind.Essay, 1, 20, "应用写作")],
            },
        ],
    };

    private static BlueprintRow Row(QuestionKind kind, int count, decimal each, string? topic = null, string? subject = null) =>
        new() { Kind = kind, Count = count, PointsEach = each, Topic = topic, Subject = subject };
}
