using System.Text.Json;
using Microsoft.Playwright;
using Npgsql;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data.Exams.Papers;
using Pinchang.Data.Keys;
using Pinchang.Support.Exams;
using Pinchang.Support.Products;
using static Microsoft.Playwright.Assertions;

namespace Pinchang.EndToEnd.Tests;

/// <summary>A sitting of its own in the running product: a sealed paper, a seat for each of its candidates, and one invigilator.</summary>
internal sealed class ExamHall : IAsyncDisposable
{
    private static readonly string[] Rules =
    [
        "一、独立作答，不得与他人交谈，不得使用手机等通信工具。",
        "二、考试期间摄像头、麦克风和屏幕全程录制。",
        "三、考试时间以服务器时间为准。网络中断时可以继续作答，恢复后自动上传，时间照常计算。",
        "四、到时间由系统收卷。",
    ];

    private readonly RunningProduct _product;
    private readonly NpgsqlDataSource _owner;
    private readonly SeatedExam _exam;

    private ExamHall(RunningProduct product, NpgsqlDataSource owner, SeatedExam exam) => (_product, _owner, _exam) = (product, owner, exam);

    public static async Task<ExamHall> OpenAsync(RunningProduct product, SittingTimes times, DemoAccount invigilator)
    {
        var owner = NpgsqlDataSource.Create(product.Run.Database.Owner);
        var keys = new ExamKeys(() => MasterKeyFile.ReadOrMake(product.Data, "exam.key"));
        var staff = await StaffAsync(owner, invigilator);
        var place = await SeatedExam.PlaceAsync(owner, staff.AgencyId);
        var settings = new SittingSettings { Rules = string.Join('\n', Rules) };
        var hall = new ExamHall(product, owner, await SeatedExam.MakeAsync(owner, keys, place, times, DateTimeOffset.UtcNow, settings));
        await hall.HireAsync(invigilator, Roles.Invigilator);
        return hall;
    }

    public Guid ProjectId => _exam.Place.ProjectId;

    /// <summary>The seats of those who are signed in on these pages, each with the registration that it was arranged for.</summary>
    public async Task<SeatedCandidate[]> SeatAsync(params IPage[] candidates)
    {
        var seats = await _exam.SeatAsync(
            _owner, await Task.WhenAll(candidates.Select(async page => (await page.GetAsync(_product, "/api/session")).GetProperty("userId").GetGuid())));
        var place = _exam.Place;
        await using var command = _owner.CreateCommand(
            $$"""
            INSERT INTO exams.positions (id, agency_id, project_id, code, name, headcount, education)
            VALUES ('{{place.ProjectId}}', '{{place.AgencyId}}', '{{place.ProjectId}}', '0101', '综合管理岗', 1, 'Any');
            INSERT INTO exams.notices (project_id, version, agency_id, title, client_name, opens_at, closes_at, headcount, contents, published_by, published_at)
            VALUES ('{{place.ProjectId}}', 1, '{{place.AgencyId}}', '公告', '示范局', now() - interval '9 days', now() - interval '5 days', 1, '{}', '{{place.FirstId}}', now() - interval '10 days');
            INSERT INTO exams.registrations (id, agency_id, project_id, position_id, position_code, position_name, candidate_id, candidate_name, identity_key,
                                             sealed_identity, masked_identity, form, notice_version, pledge_version, notice_read_at, pledge_signed_at,
                                             state, revision, step_count, submitted_at, held_messages, ticket_number)
            SELECT registration_id, agency_id, project_id, project_id, '0101', '综合管理岗', candidate_id, candidate_name, uuid_send(id), '', '',
                   '{"name": "", "identityNumber": "", "education": "bachelor", "school": "", "major": "", "graduated": "", "address": ""}',
                   1, 1, now(), now(), 'Approved', 1, 0, now(), '{}', ticket_number
            FROM exams.sessions WHERE sitting_id = '{{_exam.SittingId}}';
            """);
        await command.ExecuteNonQueryAsync();
        return seats;
    }

    /// <summary>Gives a member of the agency's staff a part in this exam; before they sign in, for a session knows the roles it began with.</summary>
    public async Task HireAsync(DemoAccount account, string role)
    {
        var (userId, _) = await StaffAsync(_owner, account);
        await using var command = _owner.CreateCommand(
            """
            INSERT INTO accounts.memberships (id, user_id, agency_id, scope, scope_id, role, created_at)
            VALUES ($1, $2, $3, 'Project', $4, $5, now())
            """);
        command.Parameters.Add(new() { Value = Guid.CreateVersion7() });
        command.Parameters.Add(new() { Value = userId });
        command.Parameters.Add(new() { Value = _exam.Place.AgencyId });
        command.Parameters.Add(new() { Value = ProjectId });
        command.Parameters.Add(new() { Value = role });
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<(Guid UserId, Guid AgencyId)> StaffAsync(NpgsqlDataSource owner, DemoAccount account)
    {
        await using var command = owner.CreateCommand(
            """
            SELECT u.id, m.agency_id FROM accounts.users u JOIN accounts.memberships m ON m.user_id = u.id
            WHERE u.user_name = $1 LIMIT 1
            """);
        command.Parameters.Add(new() { Value = account.Login! });
        await using var rows = await command.ExecuteReaderAsync();
        (await rows.ReadAsync()).ShouldBeTrue(account.Login);
        return (rows.GetGuid(0), rows.GetGuid(1));
    }

    /// <summary>The invigilator looks until the photos are there, and lets the candidate in.</summary>
    public async Task PassIdentityAsync(IPage staff, SeatedCandidate seat)
    {
        await UntilAsync(staff, seat, view => view.GetProperty("checks").GetProperty("identity").GetString() == "submitted");
        await staff.SendAsync(_product, "POST", $"/api/exam-sessions/{seat.SessionId}/identity-decisions", new { decision = "passed" });
    }

    /// <summary>The invigilator nods to the other device that asks.</summary>
    public async Task AdmitAsync(IPage staff, SeatedCandidate seat)
    {
        var view = await UntilAsync(staff, seat, view => view.GetProperty("entryRequest").ValueKind == JsonValueKind.Object);
        var deviceId = view.GetProperty("entryRequest").GetProperty("deviceId").GetString();
        await staff.SendAsync(_product, "POST", $"/api/exam-sessions/{seat.SessionId}/admissions", new { deviceId, admit = true });
    }

    /// <summary>The questions in the order that was drawn for this seat, and the texts of their options in theirs.</summary>
    public async Task<(string QuestionId, string[] Options)[]> DrawnAsync(SeatedCandidate seat)
    {
        await using var command = _owner.CreateCommand("SELECT draw::text FROM exams.sessions WHERE id = $1");
        command.Parameters.Add(new() { Value = seat.SessionId });
        var draw = JsonSerializer.Deserialize<PaperDraw>((string)(await command.ExecuteScalarAsync())!, JsonSerializerOptions.Web)!;
        var questions = _exam.Paper.Content.Sections.SelectMany(section => section.Questions).ToDictionary(question => question.Id);
        return
        [
            .. draw.Sections.SelectMany(section => section.QuestionIds).Select(id =>
            {
                var options = questions[id].Options;
                var order = draw.OptionOrder.GetValueOrDefault(id) ?? [.. options.Select(option => option.Id)];
                return (id, Array.ConvertAll(order, option => options.Single(one => one.Id == option).Text));
            }),
        ];
    }

    /// <summary>The canonical answers that were sealed, from the database.</summary>
    public async Task<JsonElement> SealedAnswersAsync(SeatedCandidate seat)
    {
        await using var command = _owner.CreateCommand("SELECT canonical::text FROM exams.scripts WHERE session_id = $1 ORDER BY version DESC LIMIT 1");
        command.Parameters.Add(new() { Value = seat.SessionId });
        return JsonDocument.Parse((string)(await command.ExecuteScalarAsync())!).RootElement;
    }

    /// <summary>How many tracks were recorded, in pieces that follow one another from the first without a gap, and how many stills came.</summary>
    public async Task<(long Tracks, long Stills)> WatchedAsync(SeatedCandidate seat)
    {
        await using var command = _owner.CreateCommand(
            """
            SELECT (SELECT count(DISTINCT track) FROM exams.recording_runs r WHERE r.session_id = $1
                    AND (SELECT count(*) = max(number) + 1 AND count(*) > 0 FROM exams.recording_pieces p WHERE p.run_id = r.id)),
                   (SELECT count(*) FROM exams.stills WHERE session_id = $1)
            """);
        command.Parameters.Add(new() { Value = seat.SessionId });
        await using var rows = await command.ExecuteReaderAsync();
        await rows.ReadAsync();
        return (rows.GetInt64(0), rows.GetInt64(1));
    }

    public static async Task EnterAsync(IPage page, SeatedCandidate seat)
    {
        await page.GotoAsync($"/exam-room/{seat.SessionId}");
        await page.GetByTestId("enter").ClickAsync();
    }

    /// <summary>Device check, photos and rules, as a candidate does them.</summary>
    public static async Task PrepareAsync(IPage page)
    {
        await page.GetByTestId("open-camera").ClickAsync();
        await Expect(page.Locator("[data-finding='microphone'][data-state='good'], [data-finding='microphone'][data-state='poor']")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await page.GetByTestId("scan-room").ClickAsync();
        await page.GetByTestId("share-screen").ClickAsync();
        await Expect(page.Locator("[data-finding='screen'][data-state='good']")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Expect(page.Locator("[data-finding='room'][data-state='good']")).ToBeVisibleAsync(new() { Timeout = 25_000 });
        await page.GetByTestId("device-done").ClickAsync();
        await page.GetByTestId("take-document").ClickAsync();
        await page.GetByTestId("take-face").ClickAsync();
        await page.GetByTestId("photos-send").ClickAsync();
        await page.GetByTestId("rules").EvaluateAsync("rules => { rules.scrollTop = rules.scrollHeight; }");
        await Expect(page.GetByTestId("rules-read")).Not.ToHaveAttributeAsync("aria-disabled", "true", new() { Timeout = 25_000 });
        await page.GetByTestId("rules-read").ClickAsync();
    }

    public async ValueTask DisposeAsync() => await _owner.DisposeAsync();

    private async Task<JsonElement> UntilAsync(IPage staff, SeatedCandidate seat, Func<JsonElement, bool> holds)
    {
        for (var attempt = 0; attempt < 240; attempt++)
        {
            var view = await staff.GetAsync(_product, $"/api/exam-sessions/{seat.SessionId}/staff-view");
            if (holds(view))
            {
                return view;
            }

            await Task.Delay(250);
        }

        throw new TimeoutException("The invigilator waited for a minute.");
    }
}
