namespace Pinchang.Domain.Screening;

public static partial class ScreeningRules
{
    private static IEnumerable<ScreeningRule> Diversion =>
    [
        new()
        {
            Id = "diversion.phone",
            Name = "留下电话号码，引导到平台之外",
            Clause = "LH-5.1.3d",
            Severity = ScreeningSeverity.Refused,
            Patterns = ["#phone", "电话|手机|座机|致电|拨打|热线 ~4 #landline"],
            Example = "打我电话 一三八 零零零零 零零零一",
        },
        new()
        {
            Id = "diversion.account",
            Name = "留下微信、QQ 等联系方式，引导到平台之外",
            Clause = "LH-5.1.3d",
            Severity = ScreeningSeverity.Refused,
            Patterns =
            [
                "加|+|添加|扫|私|私聊|联系|联系我|找我 ~3 微信|qq|钉钉|telegram|飞机群|小红书|微博|抖音号|wx号|微信号",
                "加|+ ~1 v|薇|vx|我v|薇我 ~0 #handle",
                "加|+ ~1 v|薇 ~0 看|咨询|聊|详聊|领|了解|详谈|发你",
                "微信|qq|钉钉|抖音|小红书|电报|telegram|v|扣|薇 ~3 #handle",
                "微信|qq|v ~0 号|同号|群号",
                "手机|电话 ~0 同微信|同v|微信同号",
                "加|进|入|拉|拉你进 ~2 群|微信群|qq群|企业群|交流群|求职群|兼职群",
                "!主页有联系方式|看我头像联系|看头像加|简介有v|主页有v|评论区见联系",
            ],
            Unless = [.. Denials, "请在平台", "熟悉", "运营过"],
            UnlessThen = ["小程序", "公众号", "支付", "生态", "运营", "开发", "接口", "视频号", "登录", "客服系统", "办公"],
            Harmless = ["微信小程序", "微信公众号", "微信支付", "企业微信", "微信生态", "微信视频号", "微信运营", "群众", "群体", "集群", "人群", "社群运营", "加入群团", "进群众", "qq音乐", "qq浏览器", "入群众", "v1", "v2", "v3", "机群", "群控", "客群", "参加", "增加", "加班", "加薪", "加盟"],
            Example = "加我 薇-信 abc12345",
        },
        new()
        {
            Id = "diversion.code",
            Name = "引导扫码到平台之外",
            Clause = "LH-5.1.3d",
            Severity = ScreeningSeverity.Refused,
            Patterns =
            [
                "扫|扫描|扫一扫|长按|识别|保存|看 ~4 二维码|码 ~4 加|进群|入群|联系|咨询|报名|添加|私|领",
                "二维码|码 ~2 在图里|在封面|在评论|在主页|见图|见海报|联系我",
                "扫码 ~0 加|进群|联系|领|咨询|添加",
            ],
            Unless = Denials,
            UnlessThen = ["入库", "出库", "盘点", "点餐", "支付", "作业"],
            Harmless = ["扫码入库", "扫码枪", "扫码作业", "扫码点餐", "条码", "编码", "代码", "密码", "解码", "扫码设备", "二维码识别算法"],
            Example = "扫一扫图中二维码加我",
        },
        new()
        {
            Id = "diversion.address",
            Name = "公开文字中的网址或邮箱",
            Clause = "LH-5.1.3d",
            Severity = ScreeningSeverity.Marked,
            Patterns = ["#address", "#landline"],
            Example = "简历发到 hr@example.com",
        },
    ];
}
