namespace Pinchang.Domain.Screening;

public static partial class ScreeningRules
{
    private static IEnumerable<ScreeningRule> Conduct =>
    [
        new()
        {
            Id = "harassment.sexual",
            Name = "性骚扰",
            Clause = "LH-5.1.3d",
            Severity = ScreeningSeverity.Refused,
            Patterns =
            [
                "约炮|一夜情|包养|陪睡|裸聊|援交|特殊服务|全套服务|私密照|开房|陪老板睡",
                "看看|让我看|发|给我看 ~2 胸|腿照|裸照|私房照|性感照|丝袜照|身材照",
                "潜规则 ~4 一下|我|你|上位|安排",
                "陪酒|陪喝|陪客户喝|陪领导喝 ~3 女|美女|妹子|酒|好",
            ],
            Unless = ["拒绝", "杜绝", "禁止", "严禁", "反对", "举报", "没有", "不搞", "抵制", "打击", "防治"],
            UnlessThen = ["举报", "违法", "零容忍", "说不"],
            Harmless = ["公开房", "开房产", "开房源", "开房屋", "开房间预订", "防性骚扰", "包养护", "发胸牌", "发胸卡"],
            Example = "妹子约炮吗",
        },
        new()
        {
            Id = "harassment.abuse",
            Name = "辱骂他人",
            Clause = "LH-5.1.3d",
            Severity = ScreeningSeverity.Refused,
            Patterns = ["傻逼|操你|草泥马|艹你|尼玛死|去死吧|死全家|贱人|婊子|滚你妈|他妈的|你妈的|狗东西|废物东西|脑残东西|王八蛋|混蛋东西|臭不要脸|不要脸的东西|垃圾人"],
            Harmless = ["垃圾人工分拣", "垃圾人脸识别", "垃圾人员"],
            Example = "你个傻 逼",
        },
        new()
        {
            Id = "unlawful.pyramid",
            Name = "涉嫌传销、刷单等违法活动",
            Clause = "JF-7.2",
            Severity = ScreeningSeverity.Refused,
            Patterns =
            [
                "刷单|刷信誉|刷好评 ~6 兼职|返佣|佣金|日结|赚|招|员|结算|返现",
                "兼职|招|日结 ~6 刷单|刷信誉|跑分|打粉|引流号|出租银行卡|出租微信号|收银行卡|卖银行卡|租借账号",
                "出租银行卡|收银行卡|卖银行卡|出租微信号|收微信号|租借账号|出租手机卡",
                "拉人头|发展下线|发展下级|团队裂变返利|入会费返利|交钱入会|消费返利代理|静态收益|动态奖金",
                "缅北|高薪境外客服|偷渡|境外博彩|菠菜推广|网赌推广",
            ],
            Unless = ["禁止", "严禁", "打击", "谨防", "拒绝", "杜绝", "反", "警惕", "不做", "不是", "没有", "非", "防范", "识别", "治理"],
            UnlessThen = ["是违法", "违法", "举报", "骗局", "诈骗", "犯罪"],
            Harmless = ["反刷单", "防刷单", "刷单治理", "刷单识别", "反传销"],
            Example = "招兼职刷单员，佣金日结",
        },
        new()
        {
            Id = "unlawful.cheating",
            Name = "代考、作弊、买卖资格",
            Clause = "EX-7.3",
            Severity = ScreeningSeverity.Refused,
            Patterns =
            [
                "代考|替考|枪手代写|代写试卷|作弊耳机|考前答案|原题答案|泄题|保过班|改分|买证|办假证|挂靠证书|证书挂靠",
                "卖|出|出售|购买|有偿 ~3 答案|真题答案|试题原卷|内部试卷",
            ],
            Unless = ["禁止", "严禁", "打击", "谨防", "拒绝", "杜绝", "警惕", "不做", "没有", "防范", "查处", "严查", "不得", "举报"],
            UnlessThen = ["违法", "举报", "骗局", "诈骗", "犯罪", "取消资格"],
            Example = "四六级代考，考前答案",
        },
    ];
}
