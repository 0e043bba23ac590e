using System.Text.Json.Nodes;
using Npgsql;
using Pinchang.Domain.Persons;

namespace Pinchang.Data.Persons;

/// <summary>
/// Everything that is held about one person, kind by kind, in the words of who reads it: the same statements count it on their page and list
/// it in their export. A value that lies sealed comes as <c>sealed:field:hex</c>, for the reader to open.
/// </summary>
public sealed class PersonRecords(NpgsqlDataSource database)
{
    private const string Day = "'YYYY-MM-DD HH24:MI'";

    private static readonly Dictionary<DataKind, string> Statements = new()
    {
        [DataKind.Account] =
            $"""
            SELECT created_at AS at, jsonb_build_object('昵称', display_name, '登录名', user_name, '手机号', 'sealed:Phone:' || encode(sealed_phone, 'hex'),
                '邮箱', email, '注册时间', {At("created_at")}) AS row FROM accounts.users WHERE id = $1
            """,
        [DataKind.Resume] = $"SELECT updated_at AS at, jsonb_build_object('更新时间', {At("updated_at")}, '内容', content) AS row FROM applications.resumes WHERE candidate_id = $1",
        [DataKind.Files] =
            $"SELECT uploaded_at AS at, jsonb_build_object('文件名', name, '大小（字节）', size, '上传时间', {At("uploaded_at")}, 'SHA-256', encode(sha256, 'hex')) AS row FROM files.uploads WHERE owner_id = $1",
        [DataKind.ExamForm] =
            $"""
            SELECT updated_at AS at, jsonb_build_object('更新时间', {At("updated_at")}, '身份证号', 'sealed:Identity:' || encode(sealed_identity, 'hex'),
                '内容', form - 'identityNumber') AS row FROM exams.kept_forms WHERE candidate_id = $1
            """,
        [DataKind.Reminders] =
            $"""
            SELECT reminder.created_at AS at, jsonb_build_object('直播间', room.title, '设置时间', {At("reminder.created_at")}) AS row
            FROM live.reminders AS reminder JOIN live.sessions AS session ON session.id = reminder.session_id JOIN live.rooms AS room ON room.id = session.room_id
            WHERE reminder.user_id = $1
            """,
        [DataKind.Messages] =
            $"""
            SELECT created_at AS at, jsonb_build_object('方式', channel, '标题', subject, '内容', text, '发出时间', {At("sent_at")}) AS row
            FROM notify.messages WHERE user_id = $1 AND NOT secret
            """,
        [DataKind.Consents] =
            $"SELECT at, jsonb_build_object('用途', purpose, '同意', given, '时间', {At("at")}, '来源地址', address) AS row FROM accounts.consents WHERE user_id = $1",
        [DataKind.Applications] =
            $"""
            SELECT sent.applied_at AS at, jsonb_build_object('单位', employer.name, '状态', sent.state, '投递时间', {At("sent.applied_at")}, '附言', sent.message,
                '简历', sent.resume) AS row
            FROM applications.applications AS sent JOIN organisations.employers AS employer ON employer.id = sent.employer_id WHERE sent.candidate_id = $1
            """,
        [DataKind.FairRegistrations] =
            $"""
            SELECT registration.submitted_at AS at, jsonb_build_object('招聘会', fair.name, '姓名', registration.candidate_name, '状态', registration.state,
                '报名时间', {At("registration.submitted_at")}) AS row
            FROM fairs.registrations AS registration JOIN fairs.fairs AS fair ON fair.id = registration.fair_id WHERE registration.candidate_id = $1
            """,
        [DataKind.FairTalks] =
            $"""
            SELECT talk.called_at AS at, jsonb_build_object('展位', booth.number, '招聘人员', talk.recruiter_name, '叫号时间', {At("talk.called_at")}, '结果', talk.result,
                '留言', (SELECT jsonb_agg(jsonb_build_object('时间', {At("message.at")}, '发送人', message.sender_name, '内容', message.text) ORDER BY message.sequence)
                         FROM fairs.talk_messages AS message WHERE message.talk_id = talk.id)) AS row
            FROM fairs.talks AS talk JOIN fairs.booths AS booth ON booth.id = talk.booth_id WHERE talk.candidate_id = $1
            """,
        [DataKind.Chat] =
            $"""
            SELECT feed.at AS at, jsonb_build_object('直播间', room.title, '时间', {At("feed.at")}, '内容', feed.body) AS row
            FROM live.feed AS feed JOIN live.rooms AS room ON room.id = feed.room_id WHERE feed.actor_id = $1 AND feed.kind IN ('chat', 'question')
            """,
        [DataKind.ExamRegistrations] =
            $"""
            SELECT registration.submitted_at AS at, jsonb_build_object('考试', project.name, '职位', registration.position_name, '姓名', registration.candidate_name,
                '身份证号', 'sealed:Identity:' || encode(registration.sealed_identity, 'hex'), '状态', registration.state, '准考证号', registration.ticket_number,
                '报名时间', {At("registration.submitted_at")}, '审核意见', registration.decision_reason, '报名表', registration.form - 'identityNumber') AS row
            FROM exams.registrations AS registration JOIN exams.projects AS project ON project.id = registration.project_id WHERE registration.candidate_id = $1
            """,
        [DataKind.ExamSessions] =
            $"""
            SELECT session.arranged_at AS at, jsonb_build_object('准考证号', session.ticket_number, '座位', session.seat, '状态', session.state,
                '开始时间', {At("session.started_at")}, '结束时间', {At("session.ended_at")}, '回执', session.receipt_code) AS row
            FROM exams.sessions AS session WHERE session.candidate_id = $1
            """,
        [DataKind.Scores] =
            """
            SELECT notice.published_at AS at, jsonb_build_object('准考证号', score.ticket_number, '职位', score.position, '状态', score.standing, '总分', score.total,
                '名次', score.rank) AS row
            FROM exams.scores AS score JOIN exams.score_notices AS notice ON notice.id = score.notice_id
            WHERE score.candidate_id = $1 AND notice.published_at IS NOT NULL
            """,
        [DataKind.IdentityImages] =
            $"SELECT uploaded_at AS at, jsonb_build_object('文件名', name, '上传时间', {At("uploaded_at")}) AS row FROM files.uploads WHERE owner_id = $1 AND kind IN ('ExamIdentity', 'ExamPhoto')",
        [DataKind.ExamRecordings] =
            $"""
            SELECT run.begun_at AS at, jsonb_build_object('准考证号', session.ticket_number, '类别', run.track, '开始时间', {At("run.begun_at")}) AS row
            FROM exams.recording_runs AS run JOIN exams.sessions AS session ON session.id = run.session_id
            WHERE session.candidate_id = $1 AND NOT EXISTS (SELECT FROM exams.forgotten_evidence AS gone WHERE gone.location = run.location)
            """,
        [DataKind.Complaints] =
            $"""
            SELECT submitted_at AS at, jsonb_build_object('编号', number, '内容', text, '状态', state, '提交时间', {At("submitted_at")}, '答复', answer) AS row
            FROM compliance.complaints WHERE complainant_id = $1
            """,
        [DataKind.Qualifications] =
            $"""
            SELECT submitted_at AS at, jsonb_build_object('名称', name, '机构', issuer, '取得日期', obtained_on, '有效期至', valid_until, '学时', hours, '结果', result,
                '状态', state, '提交时间', {At("submitted_at")}) AS row
            FROM compliance.staff_qualifications WHERE user_id = $1
            """,
        [DataKind.Signatures] =
            $"""
            SELECT signed.at AS at, jsonb_build_object('文件', document.template_key, '版本', signed.version, '签署时间', {At("signed.at")}, '来源地址', signed.address,
                '正文校验码', encode(signed.text_sha256, 'hex')) AS row
            FROM compliance.document_acknowledgements AS signed JOIN compliance.documents AS document ON document.id = signed.document_id WHERE signed.user_id = $1
            """,
        [DataKind.Surveys] =
            """
            SELECT survey.published_at AS at, jsonb_build_object('问卷', survey.title, '对象', survey.subject_name) AS row
            FROM compliance.survey_takings AS taking JOIN compliance.surveys AS survey ON survey.id = taking.survey_id WHERE taking.person_id = $1
            """,
        [DataKind.SignIns] =
            $"SELECT at, jsonb_build_object('时间', {At("at")}, '事件', event, '方式', method, '来源地址', address, '设备', device) AS row FROM accounts.sign_ins WHERE user_id = $1",
        [DataKind.Looks] =
            $"""
            SELECT line.at AS at, jsonb_build_object('时间', {At("line.at")}, '事项', line.kind, '单位', employer.name, '理由', line.reason) AS row
            FROM compliance.ledger_lines AS line LEFT JOIN organisations.employers AS employer ON employer.id = line.organisation_id
            WHERE line.person_id = $1 AND line.actor_id IS DISTINCT FROM $1
              AND line.kind IN ('application.viewed', 'exam.evidence-viewed', 'talk.resume-shared', 'person.data-revealed')
            """,
    };

    // Lines of chat are found by reading all of them: for an export, not for a page.
    private static readonly DataKind[] NotCounted = [DataKind.Chat];

    public async Task<IReadOnlyDictionary<DataKind, int>> CountAsync(Guid personId, CancellationToken cancellation)
    {
        var kinds = Statements.Where(pair => !NotCounted.Contains(pair.Key));
        await using var command = database.CreateCommand(string.Join(
            " UNION ALL ", kinds.Select(pair => $"SELECT '{pair.Key}', count(*)::int FROM ({pair.Value}) AS held")));
        command.Parameters.Add(new() { Value = personId });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var counts = new Dictionary<DataKind, int>();
        while (await reader.ReadAsync(cancellation))
        {
            counts[Enum.Parse<DataKind>(reader.GetString(0))] = reader.GetInt32(1);
        }

        return counts;
    }

    /// <summary>Oldest first, kind by kind.</summary>
    public async IAsyncEnumerable<(DataKind Kind, JsonArray Rows)> ReadAsync(
        Guid personId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var kind in Enum.GetValues<DataKind>())
        {
            await using var command = database.CreateCommand($"SELECT row::text FROM ({Statements[kind]}) AS held ORDER BY at");
            command.Parameters.Add(new() { Value = personId });
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var rows = new JsonArray();
            while (await reader.ReadAsync(cancellation))
            {
                rows.Add(JsonNode.Parse(reader.GetString(0)));
            }

            yield return (kind, rows);
        }
    }

    // As people in Asia/Shanghai read it.
    private static string At(string column) => $"to_char({column} AT TIME ZONE interval '+08:00', {Day})";
}
