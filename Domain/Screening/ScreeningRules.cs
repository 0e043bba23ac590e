using System.Text.RegularExpressions;

namespace Pinchang.Domain.Screening;

/// <summary>The rule list (LH-4.4.1d, LH-5.1.3d). One line of reasoning per rule; widen it here.</summary>
public static class ScreeningRules
{
    /// <summary>What says that the thing is not asked for: 不收押金, 无需交培训费, 谨防收费.</summary>
    private const string Denial = "(不|无|没|未|禁止|严禁|拒绝|谨防|警惕|勿|别|免).{0,4}$";

    public static readonly IReadOnlyList<ScreeningRule> All =
    [
        Refusing("fees.deposit", "向求职者收取押金、保证金", "LH-5.1.3d",
            "押金|保证金|抵押金|诚意金", "入职先交 押 金 500", Denial),
        Refusing("fees.charge", "向求职者收取费用", "LH-5.1.3d",
            "(报名|培训|服装|体检|中介|介绍|资料|手续|建档|内推|服务)费(用)?(\\d|先|自|由你|需|要|交|转)|(交|付|收|缴|转).{0,4}(报名|培训|服装|体检|中介|介绍|资料|手续|建档|内推|服务)费|(先|得|要)(交钱|付款|打款|转账)|付费内推|包过",
            "需要先交培训费", Denial),
        Refusing("fees.documents", "扣押证件", "LH-5.1.3d",
            "(扣|押|抵押|收走)(下|留)?.{0,3}(身份证|毕业证|证件)", "入职要扣押身份证", Denial),
        Refusing("diversion.phone", "留下电话号码，引导到平台之外", "LH-5.1.3d",
            "(?<!\\d)(\\+?86)?1[3-9]\\d{9}(?!\\d)", "打我电话 一三八 零零零零 零零零一", numerals: true),
        Refusing("diversion.account", "留下微信、QQ 等联系方式，引导到平台之外", "LH-5.1.3d",
            "((加|\\+).{0,4}(我|你|个|下)?)?(微信|薇信|威信|维信|微亻言|vx|v信|wx|weixin|wechat|扣扣|企鹅号|qq|飞机群|telegram|抖音私)(号|群|:|[a-z0-9_]{4,})|(加|\\+)(我|个|一下|下)?(微信|薇信|威信|维信|微亻言|vx|v信|wx|v|薇|weixin|wechat|扣扣|qq)",
            "加我 薇-信 abc12345", Denial),
        Refusing("discrimination.sex", "以性别限制应聘", "LH-5.1.3c",
            "(只|仅|限|要)(招|要|收|限)?(男|女)(性|生|的|士|工)|(男|女)(性|生|士)?(优先|勿扰|不要)|(不|拒)(要|招|收)(男|女)", "这个岗位只招男生",
            "(不只|不仅|不限|不会只).{0,4}$"),
        Refusing("discrimination.family", "以婚育限制应聘", "LH-5.1.3c",
            "(已婚已育|未婚|未育)(优先|者|的优先)|(不|拒)(要|招|收).{0,3}(已婚|未育|未婚|孕|备孕)|(结婚|怀孕|生育).{0,4}(辞退|开除|不要|离职)", "已婚已育优先",
            "(不会|不因|不得|禁止).{0,6}$"),
        Refusing("discrimination.origin", "以民族、地域、户籍或疾病限制应聘", "LH-5.1.3c",
            "(不|拒)(要|招|收).{0,4}(省|市|地区|外地|农村|少数民族|[回藏维]族|河南|东北|新疆|西藏|乙肝|残疾)(人|户口|户籍|的|携带者)?|(仅限|只要|只招)(本地|汉族|城镇)(人|户口|户籍)?", "不招外地人",
            "(不会|不得|禁止).{0,4}$"),
        Refusing("harassment.sexual", "性骚扰", "LH-5.1.3d",
            "约炮|一夜情|包养|潜规则|陪睡|裸聊|看看(胸|腿)|发(裸|私密)照", "妹子约炮吗"),
        Refusing("harassment.abuse", "辱骂他人", "LH-5.1.3d",
            "傻逼|傻b|煞笔|沙比|操你|草泥马|艹你|尼玛死|去死吧|死全家|贱人|婊子|滚你妈|他妈的", "你个傻 逼"),
    ];

    private static ScreeningRule Refusing(
        string id, string name, string clause, string pattern, string example, string? unless = null, bool numerals = false) => new()
        {
            Id = id,
            Name = name,
            Clause = clause,
            Severity = ScreeningSeverity.Refused,
            Pattern = Compiled(pattern),
            Unless = unless is null ? null : Compiled(unless),
            Example = example,
            ReadsNumerals = numerals,
        };

    /// <summary>The texts come from strangers: a pattern that takes long gives up.</summary>
    private static Regex Compiled(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant | RegexOptions.Compiled, TimeSpan.FromMilliseconds(200));
}
