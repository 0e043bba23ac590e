using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Papers;
using Pinchang.Api.Hosting;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Exams;

namespace Pinchang.Api.Tests.Exams.Papers;

public sealed class QuestionImportTests(PaperScene scene) : IClassFixture<PaperScene>
{
    [Fact]
    [Clause("EX-6.3-paper", at: "Api/Exams/Papers/ReceiveImport.cs")]
    public async Task A_spreadsheet_is_shown_first_and_takes_effect_when_confirmed()
    {
        var (one, two) = (PaperScene.NextCode(), PaperScene.NextCode());
        var id = await ReceivedAsync(Workbooks.Of(Workbooks.Row(one), Workbooks.Row(two, "第二题的题干")));

        var preview = await PreviewAsync(id);
        (preview.News, preview.Changes, preview.Sames, preview.Refusals).ShouldBe((2, 0, 0, 0));
        preview.Rows.Select(row => (row.Number, row.Code, row.Verdict)).ShouldBe([(2, one, ImportVerdict.New), (3, two, ImportVerdict.New)]);
        (await BankHasAsync(one)).ShouldBeFalse();

        var done = await (await ConfirmAsync(id)).ReadAsync<QuestionImportDone>();
        (done.Added, done.Changed).ShouldBe((2, 0));
        (await BankHasAsync(one)).ShouldBeTrue();
        await (await ConfirmAsync(id)).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.import-already-confirmed");
    }

    [Fact]
    public async Task Two_questions_of_one_number_stop_the_whole_file()
    {
        var (good, twice) = (PaperScene.NextCode(), PaperScene.NextCode());
        var id = await ReceivedAsync(Workbooks.Of(Workbooks.Row(good), Workbooks.Row(twice), Workbooks.Row(twice, "同一编号的另一题")));

        var preview = await PreviewAsync(id);
        preview.Rows.Select(row => row.Verdict).ShouldBe([ImportVerdict.New, ImportVerdict.Refused, ImportVerdict.Refused]);
        preview.Rows[1].Problems.Single().Sentence.ShouldBe("与第 4 行的编号相同。");
        preview.Rows[2].Problems.Single().Sentence.ShouldBe("与第 3 行的编号相同。");

        await (await ConfirmAsync(id)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam.import-rows-refused");
        (await BankHasAsync(good)).ShouldBeFalse();
    }

    [Fact]
    public async Task Every_row_says_what_is_wrong_with_it()
    {
        string[] Broken(int column, string text) => [.. Workbooks.Row(PaperScene.NextCode()).Select((cell, index) => index == column ? text : cell)];
        var id = await ReceivedAsync(Workbooks.Of(
            Broken(5, "=HYPERLINK(\"http://evil\",\"x\")"), Broken(1, "连线题"), Broken(3, "9"), Broken(9, "D"), Broken(7, ""), Broken(0, "有 空格"), Broken(4, "0.3"), Broken(6, "25%")));

        (await PreviewAsync(id)).Rows.Select(row => $"{row.Problems[0].Column} {row.Problems[0].Sentence}").ShouldBe(
        [
            "题干 单元格里是公式，请改成数值或文字。",
            "题型 “连线题”不是可用的题型。",
            "难度 “9”不是可用的难度，请填 1 到 5。",
            "答案 答案“D”与选项对不上。",
            "选项B 前面的选项是空的，后面却有内容。",
            "编号 编号只能使用字母、数字和连字符，最多 32 位。",
            "分值 分值以 0.5 分为单位，在 0.5 到 100 之间。",
            "选项A 单元格是百分比、日期或货币一类的格式，看到的和保存的不是同一个值。请把单元格改成文本格式后重新填写。",
        ]);
    }

    [Fact]
    public async Task A_known_number_is_a_revision_that_has_to_be_meant()
    {
        var (same, changed) = (PaperScene.NextCode(), PaperScene.NextCode());
        await (await ConfirmAsync(await ReceivedAsync(Workbooks.Of(Workbooks.Row(same), Workbooks.Row(changed))))).ReadAsync<QuestionImportDone>();
        var id = await ReceivedAsync(Workbooks.Of(Workbooks.Row(same), Workbooks.Row(changed, "修订后的题干")));

        (await PreviewAsync(id)).Rows.Select(row => row.Verdict).ShouldBe([ImportVerdict.Same, ImportVerdict.Changed]);
        await (await ConfirmAsync(id)).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.import-changes-unconfirmed");

        (await (await ConfirmAsync(id, allowChanges: true)).ReadAsync<QuestionImportDone>()).Changed.ShouldBe(1);
        (await scene.ReadAsync(data => data.Questions.IgnoreQueryFilters().Where(question => question.Code == same || question.Code == changed).OrderBy(question => question.Code == changed).Select(question => question.NewestVersion).ToArrayAsync()))
            .ShouldBe([1, 2]);
    }

    [Fact]
    [Clause("EX-6.3-paper", at: "Api/Exams/Papers/SpreadsheetGuard.cs")]
    public async Task What_is_no_spreadsheet_or_would_run_something_is_refused()
    {
        await RefusedAsync("这只是一段文字"u8.ToArray(), HttpStatusCode.UnsupportedMediaType, "exam.import-not-a-spreadsheet");
        await RefusedAsync([], HttpStatusCode.UnsupportedMediaType, "exam.import-not-a-spreadsheet");
        await RefusedAsync(Workbooks.Word(), HttpStatusCode.UnsupportedMediaType, "exam.import-not-a-spreadsheet");
        await RefusedAsync([.. Workbooks.Of(Workbooks.Row("X-1")).Take(900)], HttpStatusCode.UnsupportedMediaType, "exam.import-not-a-spreadsheet");
        await RefusedAsync([0xD0, 0xCF, 0x11, 0xE0, .. new byte[100]], HttpStatusCode.UnsupportedMediaType, "exam.import-old-or-locked");
        await RefusedAsync(Workbooks.WithMacros(), HttpStatusCode.UnprocessableEntity, "exam.import-macros");
        await RefusedAsync(Workbooks.WithExternalLink(), HttpStatusCode.UnprocessableEntity, "exam.import-external");
        await RefusedAsync(Workbooks.WithDoctype(), HttpStatusCode.UnsupportedMediaType, "exam.import-not-a-spreadsheet");
        await RefusedAsync(Workbooks.With("xl/../../outside.xml", [1]), HttpStatusCode.UnsupportedMediaType, "exam.import-not-a-spreadsheet");
        await RefusedAsync(Workbooks.With("xl/media/more.zip", [1]), HttpStatusCode.UnsupportedMediaType, "exam.import-not-a-spreadsheet");
        await RefusedAsync(Workbooks.Bomb(), HttpStatusCode.RequestEntityTooLarge, "exam.import-bomb");
        await RefusedAsync(new byte[SpreadsheetGuard.MostBytes + 1], HttpStatusCode.RequestEntityTooLarge, "exam.import-too-large");
        await RefusedAsync(Workbooks.WithoutColumn("答案"), HttpStatusCode.UnprocessableEntity, "exam.import-columns");
        await RefusedAsync(Workbooks.Of(), HttpStatusCode.UnprocessableEntity, "exam.import-empty");
        await RefusedAsync(
            Workbooks.Of([.. Enumerable.Range(0, 2_001).Select(number => Workbooks.Row($"R-{number}"))]), HttpStatusCode.RequestEntityTooLarge, "exam.import-too-many-rows");
    }

    [Fact]
    public async Task Damaged_spreadsheets_are_refused_and_never_break_the_service()
    {
        var whole = Workbooks.Of(Workbooks.Row("X-1"));
        var random = new Random(20261122);
        for (var round = 0; round < 60; round++)
        {
            var damaged = whole.ToArray();
            for (var hit = 0; hit < 12; hit++)
            {
                damaged[random.Next(4, damaged.Length)] = (byte)random.Next(256);
            }

            using var answer = await PaperScene.UploadAsync(scene.Setter, damaged);
            ((int)answer.StatusCode).ShouldBeLessThan(500, $"round {round}");
        }
    }

    [Fact]
    public async Task The_template_imports_as_it_is()
    {
        using var download = await scene.Setter.Http.GetAsync(new Uri("/api/exam-questions/import-template", UriKind.Relative));
        download.Content.Headers.ContentType!.MediaType.ShouldBe(SheetFile.ContentType);

        var preview = await PreviewAsync(await ReceivedAsync(await download.Content.ReadAsByteArrayAsync()));

        preview.Refusals.ShouldBe(0);
        preview.Rows.Select(row => row.Kind).ShouldBe([QuestionKind.SingleChoice, QuestionKind.MultipleChoice, QuestionKind.TrueFalse, QuestionKind.FillIn, QuestionKind.Essay]);
    }

    [Fact]
    public async Task An_upload_sent_twice_is_one_and_what_it_said_lies_encrypted()
    {
        var key = Guid.NewGuid();
        var file = Workbooks.Of(Workbooks.Row(PaperScene.NextCode(), "上传两次的题干"));
        var first = await (await PaperScene.UploadAsync(scene.Setter, file, key: key)).ReadAsync<QuestionImportReceived>();
        var second = await (await PaperScene.UploadAsync(scene.Setter, file, key: key)).ReadAsync<QuestionImportReceived>();

        second.Id.ShouldBe(first.Id);
        await (await PaperScene.UploadAsync(scene.Setter, Workbooks.Of(Workbooks.Row("X-2")), key: key)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "common.idempotency-key-reused");
        var kept = await scene.ReadAsync(data => data.QuestionImports.IgnoreQueryFilters().Where(import => import.Id == first.Id).Select(import => import.SealedRows).SingleAsync());
        kept.AsSpan().IndexOf(Encoding.UTF8.GetBytes("题干")).ShouldBe(-1);
        await (await scene.Officer.Http.GetAsync(new Uri($"/api/exam-question-imports/{first.Id}", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
    }

    private async Task<Guid> ReceivedAsync(byte[] file) => (await (await PaperScene.UploadAsync(scene.Setter, file)).ReadAsync<QuestionImportReceived>()).Id;

    private Task<QuestionImportPreview> PreviewAsync(Guid id) => scene.Setter.Http.GetAsync<QuestionImportPreview>($"/api/exam-question-imports/{id}");

    private Task<HttpResponseMessage> ConfirmAsync(Guid id, bool allowChanges = false) =>
        scene.Setter.Http.PostCommandAsync($"/api/exam-question-imports/{id}/confirmations", new ConfirmQuestionImport(allowChanges));

    private async Task RefusedAsync(byte[] file, HttpStatusCode status, string code) => await (await PaperScene.UploadAsync(scene.Setter, file)).ShouldRefuseAsync(status, code);

    private Task<bool> BankHasAsync(string code) => scene.ReadAsync(data => data.Questions.IgnoreQueryFilters().AnyAsync(question => question.Code == code));
}
