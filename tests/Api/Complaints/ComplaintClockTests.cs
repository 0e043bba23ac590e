using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Complaints;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Complaints;

namespace Pinchang.Api.Tests.Complaints;

/// <summary>Apart from the other tests of complaints: the clock runs on.</summary>
public sealed class ComplaintClockTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    [Fact]
    [Clause("LH-4.4.1e", at: "Api/Complaints/ComplaintKeeper.cs")]
    [Clause("EX-8", at: "Api/Complaints/ComplaintKeeper.cs")]
    public async Task What_is_past_its_promised_time_is_told_to_those_above_once_a_day_and_stands_first()
    {
        var head = await scene.Api.StaffAsync(Roles.Operator);
        var inspector = await scene.Api.StaffAsync(Roles.Inspector);
        var slow = await ComplaintActs.MakeAsync(scene.Api.Browser(), ComplaintActs.Anonymous(ComplaintKind.Other));
        var urgent = await ComplaintActs.MakeAsync(scene.Api.Browser(), ComplaintActs.Anonymous(ComplaintKind.Harassment));
        var keeper = scene.Api.Services.GetRequiredService<ComplaintKeeper>();
        await keeper.LookAfterAsync(CancellationToken.None);
        (await OverdueToldAsync(head.UserId, urgent.Number)).ShouldBe(0);

        scene.Api.Clock.Advance(TimeSpan.FromHours(5));
        await keeper.LookAfterAsync(CancellationToken.None);
        await keeper.LookAfterAsync(CancellationToken.None);
        (await OverdueToldAsync(head.UserId, urgent.Number)).ShouldBe(1);
        (await OverdueToldAsync(inspector.UserId, urgent.Number)).ShouldBe(0);
        (await OverdueToldAsync(head.UserId, slow.Number)).ShouldBe(0);

        scene.Api.Clock.Advance(TimeSpan.FromHours(24));
        await keeper.LookAfterAsync(CancellationToken.None);
        (await OverdueToldAsync(inspector.UserId, urgent.Number)).ShouldBe(1);
        var signedInAgain = await scene.Api.StaffAsync(Roles.Inspector);
        var open = await signedInAgain.Http.GetAsync<Page<ComplaintSummary>>("/api/operations/complaints");
        open.Items[0].IsOverdue.ShouldBeTrue();
        open.Items.Select(one => one.DueAt).ShouldBeInOrder();
        (await signedInAgain.Http.PostCommandAsync(ComplaintActs.At(open.Items[0].Id, "/acceptances"), new AcceptComplaint(true, null, false))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private Task<int> OverdueToldAsync(Guid userId, string number) =>
        scene.ReadAsync(data => data.Messages.CountAsync(message => message.UserId == userId && message.Subject == "投诉举报已超时" && message.Text.Contains(number)));
}
