using Pinchang.Api.Hosting;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Papers;

/// <summary><c>GET /api/exam-questions/import-template</c>: a spreadsheet with the columns, one example of each kind, and how to fill it in.</summary>
internal static class ImportTemplate
{
    private static readonly string[][] Examples =
    [
        ["GK-0001", "单选题", "公共基础知识", "法律常识", "2", "1", "劳动合同的试用期最长不得超过多久？", "一个月", "三个月", "六个月", "一年", "", "", "", "", "C", "", "见劳动合同法第十九条。", ""],
        ["GK-0002", "多选题", "公共基础知识", "法律常识", "3", "2", "下列哪些属于劳动合同的必备条款？", "劳动报酬", "工作内容和工作地点", "试用期", "社会保险", "", "", "", "", "ABD", "", "试用期属于约定条款。", ""],
        ["GK-0003", "判断题", "公共基础知识", "公文写作", "1", "1", "请示应当一文一事。", "", "", "", "", "", "", "", "", "对", "", "", ""],
        ["GK-0004", "填空题", "公共基础知识", "地理常识", "2", "2", "我国面积最大的省级行政区是____，海拔最高的高原是____。", "", "", "", "", "", "", "", "", "新疆|新疆维吾尔自治区；青藏高原", "", "", ""],
        ["GK-0005", "问答题", "综合写作", "材料分析", "4", "20", "请结合本职工作，谈谈如何做好窗口服务。", "", "", "", "", "", "", "", "", "围绕态度、流程、效率和监督展开，言之有物。", "否", "", "观点 6 分，论述 10 分，表达 4 分。"],
    ];

    private static readonly string[] Notes =
    [
        "每行一道题，第一行的列名不要改动；带 * 的列必填。",
        "编号：字母、数字和连字符，题库内不能重复。导入已有编号的题目视为修订，需要在确认时勾选。",
        "题型：单选题、多选题、判断题、填空题、问答题。难度：1 至 5，或 易、较易、中、较难、难。",
        "答案：选择题写选项字母，多选写 ABD；判断题写 对 或 错；填空题各空用分号隔开，同一空的几种写法用竖线隔开；问答题写参考答案。",
        "填空题在题干里用四个下划线 ____ 表示一个空，空的个数要与答案一致。",
        "“以上都对”“以上都不对”一类的选项会自动固定在最后，“A和B都对”一类的题目不打乱选项。",
        "不要使用公式、宏和外部链接；图片请在导入后到题目页面上传。一个文件最多 2000 题、5 MB。",
    ];

    public static byte[] Make() => SheetFile.Make(
        new("试题", [[.. QuestionSheet.Columns.Select(Title)], .. Examples]),
        new("填写说明", [.. Notes.Select(note => new object?[] { note })]));

    private static string Title(string column) => QuestionSheet.Required.Contains(column) ? column + "*" : column;
}
