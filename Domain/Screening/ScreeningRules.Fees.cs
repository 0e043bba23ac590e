namespace Pinchang.Domain.Screening;

public static partial class ScreeningRules
{
    private const string Payments = "报名费|培训费|服装费|体检费|中介费|介绍费|资料费|手续费|建档费|内推费|服务费|工装费|押证费|住宿押金|入职费|岗前费|会员费|办证费|保险费|代理费|安置费|管理费|定金";

    private static IEnumerable<ScreeningRule> Fees =>
    [
        new()
        {
            Id = "fees.deposit",
            Name = "向求职者收取押金、保证金",
            Clause = "LH-5.1.3d",
            Severity = ScreeningSeverity.Refused,
            Patterns =
            [
                "交|缴|收|收取|付|支付|扣|扣除|扣留|押|预付|需|先|先交|垫付 ~6 押金|保证金|抵押金|诚意金|风险金|违约金押",
                "押金|保证金|诚意金 ~3 怎么交|怎么缴|打到|交到|交给",
                "押金|保证金|抵押金|诚意金|风险金 ~4 元|块|入职|退|返还|转正|离职|扣",
                "!不交|不缴|未交|没交 ~2 押金|保证金 ~4 不能|不得|无法|不予|免谈",
                "押 ~0 工资|薪水|一个月工资|半月工资|薪资",
            ],
            Unless = Denials,
            UnlessThen = Warnings,
            Harmless = ["投标保证金", "履约保证金", "押金管理", "押金退还系统", "共享单车押金", "保证金业务", "期货保证金", "农民工工资保证金", "质量保证金", "保证金账户", "押金条核对", "租房押金", "客户押金"],
            Example = "入职先交 押 金 500",
        },
        new()
        {
            Id = "fees.charge",
            Name = "向求职者收取费用",
            Clause = "LH-5.1.3d",
            Severity = ScreeningSeverity.Refused,
            Patterns =
            [
                $"交|缴|付|缴纳|支付|收|收取|转|出|承担|自理 ~4 {Payments}",
                $"{Payments} ~3 元|块|自理|自付|由你|由本人|先交|需交|要交|从工资|自费|入职前|另收|一次性",
                $"{Payments} ~0 1|2|3|4|5|6|7|8|9",
                $"{Payments} ~1 百|千",
                "先|得|要|需要|必须 ~2 交钱|打款|转账|付款|汇款|充值",
                "付费内推|付费入职|花钱进|有偿推荐|有偿内推|交钱上班|交钱入职",
            ],
            Unless = Denials,
            UnlessThen = [.. Warnings, "由公司承担", "公司承担", "公司报销", "报销", "公司出", "由公司支付", "公司支付", "单位承担", "全免", "免费"],
            Harmless = ["收取服务费的合同", "代收代付", "物业服务费", "转账支付系统", "客户付款", "收款付款", "应收应付", "物业管理费", "餐饮服务费", "客户转账", "办理转账业务", "公司承担", "单位承担", "企业承担", "公司支付", "公司出", "公司付"],
            Example = "需要先交培训费",
        },
        new()
        {
            Id = "fees.loan",
            Name = "以招聘为名推销培训、贷款",
            Clause = "JF-7.2",
            Severity = ScreeningSeverity.Refused,
            Patterns =
            [
                "培训|学费|实训|岗前 ~6 贷款|分期|借款|花呗|助学贷",
                "贷款|分期|办贷 ~6 培训|学费|实训",
                "培训贷|招转培|先学后付|学费贷|0元入学|零元入学|零首付学",
            ],
            Unless = [.. Denials, "不贷款"],
            UnlessThen = Warnings,
            Harmless = ["分期培训计划", "信贷培训", "贷款业务培训", "贷款产品培训", "新人培训贷款业务知识", "分期商城", "助学贷款政策"],
            Example = "培训费可以办理分期贷款",
        },
        new()
        {
            Id = "fees.documents",
            Name = "扣押证件",
            Clause = "LH-5.1.3d",
            Severity = ScreeningSeverity.Refused,
            Patterns =
            [
                "扣|扣押|扣留|抵押|收走|押下|押|代为保管|上交|统一保管 ~4 身份证|毕业证|学位证|证件原件|证件|资格证原件|学历证",
                "身份证|毕业证|学位证|证件 ~3 扣押|抵押|押在|由公司保管|统一保管|上交公司",
            ],
            Unless = [.. Denials, "带好", "携带"],
            UnlessThen = Warnings,
            Example = "入职要扣押身份证",
        },
    ];
}
