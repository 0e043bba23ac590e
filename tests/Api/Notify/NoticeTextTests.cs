using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Notify;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Notifications;
using Pinchang.Data;

namespace Pinchang.Api.Tests.Notify;

public sealed class NoticeTextTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Path = "/api/operations/notice-texts";

    [Fact]
    public async Task An_agency_words_its_messages_itself_and_brings_the_products_own_back()
    {
        var (staff, other) = (await api.StaffAsync(Roles.Operator), await api.StaffOfAsync(api.OtherAgencyId, Roles.Operator));

        using var answer = await EditAsync(staff, "job-refused", new("岗位退回修改", "“{岗位}”请修改：{原因}", "更客气"));

        (await answer.ReadAsync<NoticeTextDetails>()).InForce.ShouldSatisfyAllConditions(text => text.Changed.ShouldBeTrue(), text => text.Subject.ShouldBe("岗位退回修改"));
        Notices.JobRefused("会计", "工资不明").In(api.AgencyId).ShouldBe(("岗位退回修改", "“会计”请修改：工资不明"));
        Notices.JobRefused("会计", "工资不明").In(api.OtherAgencyId).Subject.ShouldBe("岗位未通过审核");
        (await other.Http.GetAsync<NoticeTextDetails>($"{Path}/job-refused")).ShouldSatisfyAllConditions(text => text.InForce.Changed.ShouldBeFalse(), text => text.Versions.ShouldBeEmpty());
        using var back = await EditAsync(staff, "job-refused", new(null, null, "还是原来的好"));
        var details = await back.ReadAsync<NoticeTextDetails>();
        (details.InForce.Changed, details.Versions.Length, details.Versions[1].WrittenBy).ShouldBe((false, 2, staff.Name));
        Notices.JobRefused("会计", "工资不明").In(api.AgencyId).Subject.ShouldBe("岗位未通过审核");
        (await api.InScopeAsync(services => services.GetRequiredService<PinchangContext>().LedgerLines.CountAsync(line => line.Kind == "notice.text-written" && line.What == "job-refused"))).ShouldBe(2);
    }

    [Fact]
    public async Task What_would_leave_something_out_or_is_no_message_is_refused_and_changes_nothing()
    {
        var staff = await api.StaffAsync(Roles.Operator);

        using var missing = await EditAsync(staff, "job-approved", new("通过了", "恭喜", "短"));
        using var unknown = await EditAsync(staff, "no-such", new("通过了", "恭喜", "短"));
        using var preview = await staff.Http.PostCommandAsync($"{Path}/job-approved/previews", new EditNoticeText("通过了", "“{岗位}”通过了", ""));

        await missing.ShouldRefuseAsync(HttpStatusCode.BadRequest, "notice-texts.place-missing");
        await unknown.ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        (await preview.ReadAsync<NoticePreview>()).ShouldBe(new NoticePreview("通过了", "“〔岗位〕”通过了"));
        (await staff.Http.GetAsync<NoticeTextDetails>($"{Path}/job-approved")).Versions.ShouldBeEmpty();
    }

    [Fact]
    public void Every_message_of_the_product_names_what_it_tells_and_stands_its_own_check() =>
        NoticeTemplates.Own.Values.ShouldAllBe(own => own.WhyNot(own.Subject, own.Text) == null);

    private static Task<HttpResponseMessage> EditAsync(SignedInClient person, string key, EditNoticeText edit) =>
        person.Http.SendCommandAsync(HttpMethod.Put, $"{Path}/{key}", edit);
}
