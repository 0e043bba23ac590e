using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Api.Tests.Exams.Sittings;

/// <summary>What becomes of answers, over HTTP and on real rows.</summary>
public sealed class AnsweringTests(SittingScene scene) : IClassFixture<SittingScene>
{
    [Fact]
    [Clause("EX-6.3-time", at: "Api/Exams/Sittings/SaveAnswersOfSession.cs")]
    public async Task An_acknowledged_answer_is_in_the_rows_and_comes_back_on_another_page()
    {
        var taker = await scene.StartedAsync();

        var ack = await (await taker.SaveAsync(taker.Text(1, "甲"), taker.Text(2, "乙", question: 1))).ReadAsync<AnswerAck>();

        ack.DurableSequence.ShouldBe(2);
        ack.Phase.ShouldBe(SessionPhase.Running);
        (await scene.ReadAsync<long>("SELECT count(*) FROM exams.answers WHERE session_id = $1 AND standing = 'Counted'", taker.SessionId)).ShouldBe(2);
        var sheet = await taker.SheetAsync();
        sheet.DurableSequence.ShouldBe(2);
        sheet.Answers.Single(answer => answer.QuestionId == taker.Question(1)).Response.Text.ShouldBe("乙");
    }

    [Fact]
    [Clause("EX-6.3-time", at: "Domain/Exams/Sittings/Answers.cs")]
    public async Task Saves_that_overtake_each_other_end_with_the_newest_and_a_gap_holds_back_the_number()
    {
        var taker = await scene.StartedAsync();

        var third = await (await taker.SaveAsync(taker.Text(3, "第三版"))).ReadAsync<AnswerAck>();
        var first = await (await taker.SaveAsync(taker.Text(1, "第一版"))).ReadAsync<AnswerAck>();
        var second = await (await taker.SaveAsync(taker.Text(2, "第二版"))).ReadAsync<AnswerAck>();

        new[] { third.DurableSequence, first.DurableSequence, second.DurableSequence }.ShouldBe([0, 1, 3]);
        (await taker.SheetAsync()).Answers.ShouldHaveSingleItem().Response.Text.ShouldBe("第三版");
    }

    [Fact]
    public async Task The_same_save_a_hundred_times_is_one_row()
    {
        var taker = await scene.StartedAsync();

        var acks = await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ => await (await taker.SaveAsync(taker.Text(1, "甲"))).ReadAsync<AnswerAck>()));

        acks.ShouldAllBe(ack => ack.DurableSequence == 1);
        (await scene.ReadAsync<long>("SELECT count(*) FROM exams.answers WHERE session_id = $1", taker.SessionId)).ShouldBe(1);
    }

    [Fact]
    public async Task A_number_that_carries_something_else_now_is_refused_rather_than_lost()
    {
        var taker = await scene.StartedAsync();
        await taker.SaveAsync(taker.Text(1, "甲"), taker.Text(2, "乙"));

        await (await taker.SaveAsync(taker.Text(1, "丙"))).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.sequence-reused");
        await (await taker.SaveAsync(taker.Text(3, "丁"), taker.Text(3, "戊"))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.malformed");

        (await taker.SheetAsync()).Answers.ShouldHaveSingleItem().Response.Text.ShouldBe("乙");
    }

    [Fact]
    [Clause("EX-6.3-time", at: "Domain/Exams/Sittings/AnswerRules.cs")]
    public async Task Of_two_tabs_one_writes_and_the_other_is_told_and_nothing_is_thrown_away()
    {
        var taker = await scene.StartedAsync();
        await taker.SaveAsync(taker.Text(1, "旧页"));
        var oldTab = taker.Epoch;
        await taker.EnterAsync();

        await (await taker.SaveAsync(oldTab, taker.Text(2, "旧页又写"))).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.overtaken");
        await taker.SaveAsync(taker.Text(1, "新页"));

        (await taker.SheetAsync()).Answers.ShouldHaveSingleItem().Response.Text.ShouldBe("新页");
        (await scene.ReadAsync<string>("SELECT response ->> 'text' FROM exams.answers WHERE session_id = $1 AND standing = 'Overtaken'", taker.SessionId))
            .ShouldBe("旧页又写");
        var beat = await (await taker.PostAsync("heartbeats", new Heartbeat(oldTab, 0))).ReadAsync<HeartbeatAck>();
        beat.Overtaken.ShouldBeTrue();
    }

    [Fact]
    [Clause("EX-6.3-time", at: "Domain/Exams/Sittings/AnswerRules.cs")]
    public async Task After_the_end_and_its_grace_an_answer_is_kept_and_does_not_count()
    {
        var taker = await scene.OverdueAsync();

        await (await taker.SaveAsync(taker.Text(1, "太晚"))).ShouldRefuseAsync(HttpStatusCode.Gone, "exam.too-late");

        (await scene.ReadAsync<string>("SELECT standing FROM exams.answers WHERE session_id = $1", taker.SessionId)).ShouldBe(nameof(AnswerStanding.Late));
        (await taker.SheetAsync()).Answers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Within_the_grace_it_counts_whatever_the_browser_thinks_the_time_is()
    {
        var taker = await scene.OverdueAsync(TimeSpan.FromSeconds(60));
        var wrong = taker.Text(1, "按时") with { At = scene.Now.AddHours(7) };

        var ack = await (await taker.SaveAsync(wrong)).ReadAsync<AnswerAck>();

        ack.Phase.ShouldBe(SessionPhase.Grace);
        (await taker.SheetAsync()).Answers.ShouldHaveSingleItem().Response.Text.ShouldBe("按时");
    }

    [Fact]
    public async Task A_foreign_session_is_not_there()
    {
        var taker = await scene.StartedAsync();
        var stranger = new Taker(taker.Exam, await scene.Api.CandidateAsync(), taker.SessionId) { Epoch = 1 };

        await (await stranger.SaveAsync(taker.Text(1, "冒充"))).ShouldRefuseAsync(HttpStatusCode.NotFound, "exam.session-not-found");
        await (await stranger.HandInAsync()).ShouldRefuseAsync(HttpStatusCode.NotFound, "exam.session-not-found");
        await (await stranger.PostAsync("entries", new EnterExamRequest("x", "y"))).ShouldRefuseAsync(HttpStatusCode.NotFound, "exam.session-not-found");
        await (await stranger.Candidate.Http.GetAsync(new Uri(stranger.Path("answers"), UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.NotFound, "exam.session-not-found");
        await (await stranger.Candidate.Http.GetAsync(new Uri($"/api/exam-sittings/{taker.Exam.SittingId}/paper", UriKind.Relative)))
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "exam.sitting-not-found");
    }

    [Fact]
    public async Task Nonsense_is_refused_by_name_and_changes_nothing()
    {
        var taker = await scene.StartedAsync();

        await (await taker.SaveAsync(new AnswerItem(1, "no-such-question", new(Text: "x"), false, scene.Now))).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam.question-not-drawn");
        await (await taker.SaveAsync(taker.Text(0, "x"))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.malformed");
        await (await taker.SaveAsync(99, taker.Text(1, "x"))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "exam.unknown-epoch");
        await (await taker.SaveAsync(taker.Text(1, new('字', AnswerRules.LongestText + 1)))).ShouldRefuseAsync(HttpStatusCode.RequestEntityTooLarge, "exam.answer-too-long");
        await (await taker.SaveAsync([.. Enumerable.Range(1, 201).Select(n => taker.Text(n, "x"))])).ShouldRefuseAsync(HttpStatusCode.RequestEntityTooLarge, "exam.too-many-items");
        await (await PutAsync(taker, "not json")).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.malformed");
        await (await PutAsync(taker, "{\"epoch\":1,\"items\":[null]}")).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.malformed");
        await (await PutAsync(taker, "\"" + new string('x', 3 * 1024 * 1024) + "\"")).ShouldRefuseAsync(HttpStatusCode.RequestEntityTooLarge, "common.too-large");

        (await scene.ReadAsync<long>("SELECT count(*) FROM exams.answers WHERE session_id = $1", taker.SessionId)).ShouldBe(0);
    }

    [Fact]
    public async Task A_text_with_half_a_character_is_saved_mended()
    {
        var taker = await scene.StartedAsync();
        var body = $$"""{"epoch":{{taker.Epoch}},"items":[{"sequence":1,"questionId":"{{taker.Question(0)}}","response":{"text":"好\ud83d 😀 \u0000\\ud83d \\\ud83d"},"marked":false,"at":"2026-01-01T00:00:00Z"}]}""";

        (await PutAsync(taker, body)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await taker.SheetAsync()).Answers.ShouldHaveSingleItem().Response.Text.ShouldBe("好\ufffd 😀 \\ud83d \\\ufffd");

        var broken = $$"""{"epoch":{{taker.Epoch}},"items":[{"sequence":2,"questionId":"{{taker.Question(0)}}","response":{"choices":["a\u0000",null]},"marked":false,"at":"2026-01-01T00:00:00Z"}]}""";
        (await PutAsync(taker, broken)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    [Clause("EX-6.3-time", at: "Domain/Exams/Sittings/CanonicalForm.cs")]
    public async Task The_receipt_is_the_hash_of_what_anybody_can_read_again()
    {
        var taker = await scene.StartedAsync();
        await taker.SaveAsync(taker.Text(1, "一行\n“引号”\\"), new AnswerItem(2, taker.Question(1), new(Choices: ["b", "a"]), true, scene.Now));

        var receipt = await (await taker.HandInAsync(3, new AnswerItem(3, taker.Question(2), new(Blanks: ["北京", ""]), false, scene.Now))).ReadAsync<ExamReceipt>();

        var canonical = await taker.Candidate.Http.GetByteArrayAsync(new Uri(taker.Path("canonical-answers"), UriKind.Relative));
        Convert.ToHexStringLower(SHA256.HashData(canonical)).ShouldBe(receipt.Sha256);
        receipt.Code.ShouldMatch("^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$");
        (receipt.Answered, receipt.EndKind).ShouldBe((3, SessionEndKind.ByCandidate));
        var text = Encoding.UTF8.GetString(canonical);
        text.ShouldContain("\"text\":\"一行\\n“引号”\\\\\"");
        text.ShouldContain("\"choices\":[\"a\",\"b\"]");
        text.ShouldEndWith($"\"paper\":\"{taker.Exam.PaperId}\",\"session\":\"{taker.SessionId}\"}}");
        (await taker.Candidate.Http.GetAsync<ExamReceipt>(taker.Path("receipt"))).ShouldBe(receipt);
    }

    [Fact]
    public async Task A_second_hand_in_gets_the_first_receipt_and_a_replayed_save_afterwards_is_refused()
    {
        var taker = await scene.StartedAsync();
        await taker.SaveAsync(taker.Text(1, "交卷前"));
        var first = await (await taker.HandInAsync(1)).ReadAsync<ExamReceipt>();

        var again = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => await (await taker.HandInAsync(2, taker.Text(2, "交卷后"))).ReadAsync<ExamReceipt>()));
        await (await taker.SaveAsync(taker.Text(1, "交卷前"))).ShouldRefuseAsync(HttpStatusCode.Gone, "exam.handed-in");
        await (await taker.PostAsync("starts", new StartExamRequest(taker.Epoch))).ShouldRefuseAsync(HttpStatusCode.Gone, "exam.over");

        again.ShouldAllBe(receipt => receipt == first);
        (await scene.ReadAsync<long>("SELECT count(*) FROM exams.hand_ins WHERE session_id = $1", taker.SessionId)).ShouldBe(1);
        (await scene.ReadAsync<string>("SELECT standing FROM exams.answers WHERE session_id = $1 AND sequence = 2", taker.SessionId)).ShouldBe(nameof(AnswerStanding.AfterEnd));
    }

    [Fact]
    public async Task Saves_racing_a_hand_in_are_in_it_or_are_told_that_they_are_not()
    {
        var taker = await scene.StartedAsync();
        (await taker.SaveAsync(taker.Text(1, "第1次"))).EnsureSuccessStatusCode();
        var saves = Enumerable.Range(2, 39).Select(n => taker.SaveAsync(taker.Text(n, $"第{n}次"))).ToList();
        var receipt = taker.HandInAsync(40);
        var answers = await Task.WhenAll(saves);
        (await receipt).StatusCode.ShouldBe(HttpStatusCode.OK);

        var acknowledged = answers.Select((answer, i) => (answer.StatusCode, Sequence: i + 2)).Where(one => one.StatusCode == HttpStatusCode.OK).Select(one => one.Sequence).Prepend(1);
        var sealedText = await scene.ReadAsync<string>("SELECT canonical::jsonb -> 'answers' -> 0 ->> 'text' FROM exams.scripts WHERE session_id = $1", taker.SessionId);
        var sealedSequence = int.Parse(sealedText.Trim('第', '次'), System.Globalization.CultureInfo.InvariantCulture);
        sealedSequence.ShouldBe(acknowledged.Max());
    }

    [Fact]
    public async Task Nobody_hands_in_before_the_time_but_what_came_along_is_saved()
    {
        var now = scene.Now;
        var taker = await scene.StartedAsync(new(now.AddHours(-1), now.AddMinutes(-5), now.AddHours(1)) { HandInAfter = TimeSpan.FromMinutes(30) });

        await (await taker.HandInAsync(1, taker.Text(1, "早交"))).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.too-early");

        (await taker.SheetAsync()).Answers.ShouldHaveSingleItem().Response.Text.ShouldBe("早交");
    }

    private static async Task<HttpResponseMessage> PutAsync(Taker taker, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await taker.Candidate.Http.PutAsync(new Uri(taker.Path("answers"), UriKind.Relative), content);
    }
}
