using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Registrations;

/// <summary>诚信协议, word for word. A change of words is another version; what was signed names its own.</summary>
public static class PledgeText
{
    public static readonly IntegrityPledge Current = new(1,
        """
        本人自愿报名参加本次招考，已认真阅读招考公告和报名须知，理解并接受其中的全部规定，郑重承诺：
        一、本人符合所报职位的条件，填写的信息和提交的材料真实、准确、完整；
        二、只用本人的有效居民身份证报名一次，不使用他人身份，不允许他人使用本人身份；
        三、保持联系方式畅通，按时完成报名、资格审核、打印准考证、考试等环节，因未及时查看通知造成的后果由本人承担；
        四、遵守考试纪律，服从考务安排，接受身份核验和考试期间的音视频监控，不作弊，不泄露试题；
        五、材料不实、不符合条件或违反考试纪律的，接受取消报名、考试或录用资格等处理。
        """);
}
