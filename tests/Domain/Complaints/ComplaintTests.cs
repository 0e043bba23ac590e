using Pinchang.Contracts;
using Pinchang.Contracts.Complaints;
using Pinchang.Contracts.Notifications;
using Pinchang.Domain.Complaints;

namespace Pinchang.Domain.Tests.Complaints;

public sealed class ComplaintTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
    private static readonly Guid Handler = Id(1);
    private static readonly Guid Colleague = Id(2);
    private static readonly Guid Person = Id(3);
    private static int _steps = 100;

    private static FileComplaint Fees => new()
    {
        Kind = ComplaintKind.Fees,
        Text = "面试时被要求先交八百元培训费，不交就不给安排入职。",
        Anonymous = true,
    };

    public static TheoryData<string, string, FileComplaint> Flawed => new()
    {
        { "common.required", "text", Fees with { Text = " " } },
        { "common.too-short", "text", Fees with { Text = "骗子" } },
        { "common.too-long", "text", Fees with { Text = new('骗', Complaint.MostText + 1) } },
        { "common.malformed", "kind", Fees with { Kind = (ComplaintKind)99 } },
        { "common.required", "name", Fees with { Anonymous = false, Contact = "13800000001" } },
        { "complaints.contact-required", "contact", Fees with { Anonymous = false, Name = "林晓雨" } },
        { "complaints.contact-unreadable", "contact", Fees with { Contact = "微信 abc" } },
    };

    [Theory]
    [MemberData(nameof(Flawed))]
    public void A_flawed_complaint_is_told_which_field(string code, string field, FileComplaint command)
    {
        var refusal = Make(command).Refusal.ShouldNotBeNull();
        (refusal.Code, refusal.Field).ShouldBe((code, field));
    }

    [Fact]
    public void An_anonymous_complaint_keeps_nothing_of_who_is_signed_in()
    {
        var complaint = Made(Fees with { Name = "林晓雨" });
        (complaint.ComplainantId, complaint.ComplainantName, complaint.SealedContact).ShouldBe((null, null, null));
        Made(Fees with { Anonymous = false, Name = "林晓雨" }).ComplainantId.ShouldBe(Person);
    }

    [Fact]
    [Clause("EX-8", at: "Domain/Complaints/ComplaintTimes.cs")]
    public void Each_kind_has_its_promised_times_and_acceptance_starts_none_anew()
    {
        ComplaintTimes.Promises.Select(promise => promise.Kind).ShouldBe(Enum.GetValues<ComplaintKind>(), ignoreOrder: true);
        var complaint = Made(Fees);
        complaint.DueAt.ShouldBe(Now.AddHours(4));

        complaint.Decide(new(true, null, false), By(Handler, Now.AddHours(3))).IsAccepted.ShouldBeTrue();
        complaint.DueAt.ShouldBe(Now.AddDays(3));
        Reply(complaint, Handler, Now.AddDays(2)).IsAccepted.ShouldBeTrue();
        complaint.DueAt.ShouldBeNull();
    }

    [Fact]
    [Clause("LH-4.4.1e", at: "Domain/Complaints/Complaint.cs")]
    public void What_is_overdue_goes_up_a_step_each_day_until_somebody_does_it()
    {
        var complaint = Made(Fees);
        complaint.Escalate(NextId(), Now.AddHours(4)).ShouldBeNull();
        var late = Now.AddHours(4).AddSeconds(1);
        complaint.Escalate(NextId(), late).ShouldBe(1);
        complaint.Escalate(NextId(), late.AddHours(23)).ShouldBeNull();
        complaint.Escalate(NextId(), late.AddHours(24)).ShouldBe(2);

        complaint.Decide(new(true, null, false), By(Handler, late.AddHours(25)));
        complaint.Escalations.ShouldBe(0);
        complaint.Escalate(NextId(), Now.AddDays(3).AddMinutes(1)).ShouldBe(1);
        Reply(complaint, Handler, Now.AddDays(4));
        complaint.Escalate(NextId(), Now.AddDays(9)).ShouldBeNull();
    }

    [Fact]
    [Clause("LH-4.4.1e", at: "Domain/Complaints/Complaint.cs")]
    public void Nobody_handles_a_complaint_about_themselves()
    {
        var complaint = Made(Fees, author: Handler);
        complaint.Assign(Handler, By(Colleague)).Refusal.ShouldBe(ComplaintRefusals.HandlerInvolved.On("handlerId"));
        complaint.Decide(new(true, null, false), By(Handler)).Refusal.ShouldBe(ComplaintRefusals.HandlerInvolved);

        var other = Made(Fees);
        other.Decide(new(true, null, false), By(Handler));
        other.Recuse(Handler, "投诉人指明是承办人本人", By(Colleague)).IsAccepted.ShouldBeTrue();
        other.HandlerId.ShouldBeNull();
        Reply(other, Handler, Now).Refusal.ShouldBe(ComplaintRefusals.HandlerInvolved);
        other.Note("内部说明", By(Handler)).Refusal.ShouldBe(ComplaintRefusals.HandlerInvolved);

        Made(Fees with { Anonymous = false, Name = "周岚" }).Decide(new(true, null, false), By(Person)).Refusal.ShouldBe(ComplaintRefusals.HandlerInvolved);
    }

    [Fact]
    public void Another_than_the_handler_hands_it_over_before_acting()
    {
        var complaint = Made(Fees);
        complaint.Decide(new(true, null, false), By(Handler));
        Reply(complaint, Colleague, Now).Refusal.ShouldBe(ComplaintRefusals.NotHandler);
        complaint.Assign(Colleague, By(Handler)).IsAccepted.ShouldBeTrue();
        Reply(complaint, Colleague, Now).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void It_is_reopened_once_within_fifteen_days_and_looked_at_by_somebody_else()
    {
        var complaint = Made(Fees);
        complaint.Reopen(NextId(), "还没答复", Now).Refusal.ShouldBe(ComplaintRefusals.WrongState);
        complaint.Decide(new(true, null, false), By(Handler));
        Reply(complaint, Handler, Now);
        complaint.WhyNotReopen(Now.AddDays(15))!.Code.ShouldBe("complaints.reopening-over");

        complaint.Reopen(NextId(), "答复没有说明退费", Now.AddDays(14)).IsAccepted.ShouldBeTrue();
        (complaint.State, complaint.Round, complaint.DueAt).ShouldBe((ComplaintState.Submitted, 2, Now.AddDays(14).AddHours(4)));
        complaint.Decide(new(true, null, false), By(Handler)).Refusal.ShouldBe(ComplaintRefusals.HandlerBefore);
        complaint.Assign(Handler, By(Colleague)).Refusal.ShouldBe(ComplaintRefusals.HandlerBefore.On("handlerId"));
        complaint.Decide(new(true, null, false), By(Colleague, Now.AddDays(14))).IsAccepted.ShouldBeTrue();
        Reply(complaint, Colleague, Now.AddDays(15)).IsAccepted.ShouldBeTrue();
        complaint.Reopen(NextId(), "仍不满意", Now.AddDays(16)).Refusal.ShouldBe(ComplaintRefusals.AlreadyReopened);
    }

    [Fact]
    public void What_was_not_taken_on_says_why_and_may_be_appealed_against()
    {
        var complaint = Made(Fees);
        complaint.Decide(new(false, " ", false), By(Handler)).Refusal.ShouldBe(ComplaintRefusals.ReasonRequired.On("reason"));
        complaint.Decide(new(false, "与平台业务无关", false), By(Handler)).IsAccepted.ShouldBeTrue();
        complaint.Reopen(NextId(), "就是在你们直播间里收的钱", Now.AddDays(1)).IsAccepted.ShouldBeTrue();
        complaint.Decide(new(true, null, false), By(Handler)).Refusal.ShouldBe(ComplaintRefusals.HandlerBefore);
    }

    [Fact]
    [Clause("EX-8", at: "Domain/Complaints/Complaint.cs")]
    public void It_closes_only_after_an_answer_and_satisfaction_is_given_once()
    {
        var complaint = Made(Fees);
        complaint.CloseByTime(NextId(), Now.AddDays(90)).ShouldBeFalse();
        complaint.Rate(NextId(), new(1, null), Now).Refusal.ShouldBe(ComplaintRefusals.WrongState);
        complaint.Decide(new(true, null, false), By(Handler));
        Reply(complaint, Handler, Now);
        complaint.Rate(NextId(), new(6, null), Now).Refusal!.Code.ShouldBe("common.out-of-range");
        complaint.Rate(NextId(), new(2, "慢了一些"), Now).IsAccepted.ShouldBeTrue();
        complaint.Rate(NextId(), new(5, null), Now).Refusal.ShouldBe(ComplaintRefusals.AlreadyRated);
        complaint.CloseByTime(NextId(), Now.AddDays(15)).ShouldBeTrue();
        complaint.State.ShouldBe(ComplaintState.Closed);
    }

    [Fact]
    public void One_is_merged_into_another_that_is_open_and_gets_its_answer()
    {
        var (one, main) = (Made(Fees), Made(Fees));
        one.MergeInto(one, By(Handler)).Refusal.ShouldBe(ComplaintRefusals.MergedWithItself.On("into"));
        one.MergeInto(main, By(Handler)).IsAccepted.ShouldBeTrue();
        main.MergeInto(one, By(Handler)).Refusal!.Code.ShouldBe("complaints.merge-target-over");
        main.Decide(new(true, null, false), By(Handler));
        Reply(main, Handler, Now);
        one.TakeAnswerOf(main, By(Handler));
        (one.State, one.Answer).ShouldBe((ComplaintState.Merged, main.Answer));
    }

    [Fact]
    public void Files_are_few_and_nothing_is_added_to_what_is_over()
    {
        var complaint = Made(Fees);
        for (var i = 0; i < Complaint.MostFiles; i++)
        {
            complaint.Attach(NextId(), FileOf(complaint)).IsAccepted.ShouldBeTrue();
        }

        complaint.Attach(NextId(), FileOf(complaint)).Refusal!.Code.ShouldBe("complaints.too-many-files");
        complaint.Withdraw(NextId(), Now).IsAccepted.ShouldBeTrue();
        complaint.Supplement(NextId(), "再补一句", Now).Refusal.ShouldBe(ComplaintRefusals.WrongState);
        complaint.Withdraw(NextId(), Now).Refusal.ShouldBe(ComplaintRefusals.WrongState);
    }

    [Theory]
    [InlineData("138 0000 0001", MessageChannel.Sms, "13800000001", "138****0001")]
    [InlineData("lin@example.com", MessageChannel.Email, "lin@example.com", "l***@example.com")]
    public void A_contact_is_a_phone_or_a_mail_address(string typed, MessageChannel channel, string address, string masked)
    {
        var contact = ComplaintContact.Parse(typed).ShouldNotBeNull();
        (contact.Channel, contact.Address, contact.Masked).ShouldBe((channel, address, masked));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("12345")]
    [InlineData("林 <lin@example.com>")]
    [InlineData("lin@localhost")]
    public void Anything_else_is_not(string? typed) => ComplaintContact.Parse(typed).ShouldBeNull();

    private static Complaint Made(FileComplaint command, Guid? author = null) => Make(command, Person, author).Value.ShouldNotBeNull();

    private static Outcome<Complaint> Make(FileComplaint command, Guid? signedIn = null, Guid? author = null) => Complaint.File(
        new(NextId(), NextId(), $"TS{_steps}", NextId(), new(Id(9), "平台", true, null, null, null, author is { } one ? [one] : []), new(signedIn, [1], _ => [2])),
        command, Now);

    private static Outcome<Complaint> Reply(Complaint complaint, Guid by, DateTimeOffset at) =>
        complaint.Reply(new(ComplaintOutcome.Upheld, "经查属实，已责令退还八百元并暂停其发布岗位。"), By(by, at));

    private static ComplaintFile FileOf(Complaint complaint) => new()
    {
        Id = NextId(),
        ComplaintId = complaint.Id,
        Name = "转账截图.png",
        ContentType = "image/png",
        Size = 1,
        Sha256 = [1],
        Location = "complaints/2026/11/x",
        AddedAt = Now,
    };

    private static StepBy By(Guid staff, DateTimeOffset? at = null) => new(NextId(), staff, at ?? Now);

    private static Guid NextId() => Id(Interlocked.Increment(ref _steps));

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
