namespace Pinchang.Domain.Screening;

public static partial class ScreeningRules
{
    private static IEnumerable<ScreeningRule> Promises =>
    [
        new()
        {
            Id = "promises.admission",
            Name = "承诺录用、包过",
            Clause = "JF-7.2",
            Severity = ScreeningSeverity.Refused,
            Patterns =
            [
                "包过|保过|包录取|保录取|包录用|保录用|包入编|保入编|包进|包拿offer|保offer|包通过|必过|包分配工作|保证录用|保证录取|保证入职|百分百录用|百分百入职|100%录用|100%入职|100%通过",
                "内部名额|内部指标|内部关系|走后门|找关系|花钱买岗|买编制|关系户 ~4 进|录用|入编|办|上岗|可|直接|安排|有|保",
                "有 ~2 内部名额|内部指标|内部渠道|内部关系",
            ],
            Unless = [.. Denials, "不保证", "不能", "凡是", "所谓", "声称", "自称"],
            UnlessThen = [.. Warnings, "的说法", "不实"],
            Harmless = ["包进货", "包进口", "必过滤", "包过滤", "包过敏", "数据包过", "必过道", "面包过", "保过节"],
            Example = "交了钱保证录用，内部名额有限",
        },
        new()
        {
            Id = "promises.income",
            Name = "夸大收入",
            Clause = "JF-7.2",
            Severity = ScreeningSeverity.Refused,
            Patterns =
            [
                "轻松|躺着|在家|随便|动动手指 ~4 月入过万|月入十万|月入几万|日入过千|日赚|日入|赚大钱",
                "稳赚不赔|躺赚|无风险高回报|日入过千|日赚千元|月入十万不是梦|月入过万不是梦|零成本高回报|一夜暴富|包赚",
                "!不用干活|不干活 ~4 拿|高薪|工资",
            ],
            Unless = [.. Denials, "所谓", "声称", "号称", "宣称"],
            UnlessThen = Warnings,
            Example = "在家动动手指日入过千",
        },
    ];
}
