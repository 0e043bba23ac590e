using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Pinchang.Api.Accounts;
using Pinchang.Api.Persons;
using Pinchang.Api.Tests.Exams;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.Notifications;
using Pinchang.Contracts.Persons;
using Pinchang.Domain.Persons;

namespace Pinchang.Api.Tests.Persons;

/// <summary>What people may do about their own data, from the look at it to the end of the account.</summary>
public sealed class PersonTests(ExamScene scene) : IClassFixture<ExamScene>
{
    private readonly RecruitingScene _recruiting = scene.Recruiting;

    [Fact]
    [Clause("LH-4.4.1c", at: "Data/Accounts/User.cs")]
    public async Task A_copy_of_the_database_tells_no_phone_and_no_identity_number()
    {
        var (candidate, registration) = await scene.RegisteredAsync();

        var person = await scene.ReadAsync(data => data.Users.AsNoTracking().SingleAsync(user => user.Id == candidate.UserId));
        var row = await scene.ReadAsync(data => data.Registrations.AsNoTracking().SingleAsync(row => row.Id == registration.Summary.Id));

        person.MaskedPhone.ShouldBe($"{candidate.Phone[..3]}****{candidate.Phone[^4..]}");
        Convert.ToHexString(person.SealedPhone!).ShouldNotContain(Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(candidate.Phone)));
        Convert.ToHexString(row.SealedIdentity).ShouldNotContain(Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(registration.Form.IdentityNumber)));
        row.Form.IdentityNumber.ShouldBeEmpty();
    }

    [Fact]
    [Clause("LH-4.4.1c", at: "Api/Persons/PersonArchive.cs")]
    public async Task A_person_takes_out_all_that_is_held_and_the_ledger_tells_it()
    {
        var (candidate, registration) = await scene.RegisteredAsync();

        var held = (await candidate.Http.GetAsync<PersonFile>("/api/person")).Held;
        held.Single(kind => kind.Kind == nameof(DataKind.ExamRegistrations)).Count.ShouldBe(1);
        held.Single(kind => kind.Kind == nameof(DataKind.ExamForm)).Count.ShouldBe(1);

        using var answer = await candidate.Http.GetAsync(new Uri("/api/person/export.zip", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        using var archive = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var json = await ReadAsync(archive, "个人信息.json");
        var html = await ReadAsync(archive, "个人信息.html");
        foreach (var text in new[] { json, html })
        {
            text.ShouldContain(candidate.Phone);
            text.ShouldContain(registration.Form.IdentityNumber);
            text.ShouldNotContain("sealed:");
        }

        html.ShouldContain("考试报名");
        archive.Entries.ShouldContain(entry => entry.FullName.StartsWith("文件/", StringComparison.Ordinal) && entry.Length > 0);
        (await KindsAsync(candidate.UserId)).ShouldContain(LedgerKinds.PersonExported);
    }

    [Fact]
    [Clause("LH-4.4.1c", at: "Api/Persons/DecideConsents.cs")]
    public async Task A_consent_that_is_taken_back_ends_what_rested_on_it_until_it_is_given_again()
    {
        var job = await _recruiting.ApprovedJobAsync();
        var candidate = await _recruiting.CandidateWithResumeAsync();
        var application = await RecruitingScene.ApplyAsync(candidate, job.Summary.Id);

        var standing = await ConsentAsync(candidate, ConsentPurpose.ResumeSharing, given: false);

        standing.Single(consent => consent.Purpose == ConsentPurpose.ResumeSharing).Given.ShouldBeFalse();
        (await _recruiting.Owner.Http.GetAsync(new Uri($"/api/applications/{application.Id}", UriKind.Relative))).IsSuccessStatusCode.ShouldBeFalse();
        var other = await _recruiting.ApprovedJobAsync(_recruiting.Posting("测试工程师"));
        await (await candidate.Http.PostCommandAsync("/api/applications", new Apply { JobId = other.Summary.Id }))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "persons.consent-withdrawn");

        await ConsentAsync(candidate, ConsentPurpose.ResumeSharing, given: true);
        (await RecruitingScene.ApplyAsync(candidate, other.Summary.Id)).State.ShouldBe(ApplicationState.Received);
        (await KindsAsync(candidate.UserId)).ShouldBe(
            [LedgerKinds.ConsentWithdrawn, LedgerKinds.ConsentGiven], ignoreOrder: true);
    }

    [Fact]
    public async Task A_kept_form_goes_with_its_consent_and_no_new_one_is_kept()
    {
        var (candidate, _) = await scene.RegisteredAsync();

        await ConsentAsync(candidate, ConsentPurpose.KeptExamForm, given: false);

        (await candidate.Http.GetAsync<PersonFile>("/api/person")).Held.Single(kind => kind.Kind == nameof(DataKind.ExamForm)).Count.ShouldBe(0);
    }

    [Fact]
    [Clause("LH-4.4.1c", at: "Api/Persons/CorrectPerson.cs")]
    public async Task A_phone_is_changed_by_a_code_sent_to_it_and_belongs_to_one_account()
    {
        var (candidate, other) = (await scene.Api.CandidateAsync(), await scene.Api.CandidateAsync());
        var phone = scene.Api.NextPhone();

        await (await PutAsync(candidate, "phone", new CorrectPhone("123", "000000"))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "accounts.phone-malformed");
        var code = await CodeAsync(candidate, other.Phone);
        await (await PutAsync(candidate, "phone", new CorrectPhone(other.Phone, code))).ShouldRefuseAsync(HttpStatusCode.Conflict, "persons.phone-taken");
        (await PutAsync(candidate, "phone", new CorrectPhone(phone, await CodeAsync(candidate, phone)))).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await candidate.Http.GetAsync<SessionDetails>("/api/session")).Phone.ShouldBe($"{phone[..3]}****{phone[^4..]}");
        using var browser = scene.Api.Browser();
        (await browser.PostCommandAsync("/api/sessions/password", new SignInByPassword(phone, ApiFixture.Password))).EnsureSuccessStatusCode();
        (await scene.ReadAsync(data => data.Messages.AnyAsync(message => message.UserId == candidate.UserId && message.Recipient == candidate.Phone))).ShouldBeTrue("the old phone is told");
    }

    [Fact]
    [Clause("LH-4.4.1c", at: "Api/Persons/ClosureKeeper.cs")]
    public async Task An_account_ends_after_its_cooling_period_and_what_must_be_kept_stays()
    {
        var (candidate, registration) = await scene.RegisteredAsync();
        await (await candidate.Http.PostCommandAsync("/api/person/closures", null)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "persons.exam-goes-on");
        await (await candidate.Http.PostCommandAsync($"/api/exam-registrations/{registration.Summary.Id}/withdrawal", null)).ReadAsync<RegistrationDetails>();

        var standing = await (await candidate.Http.PostCommandAsync("/api/person/closures", null)).ReadAsync<ClosureStanding>();

        (standing.ClosesAt - standing.AskedAt).ShouldBe(TimeSpan.FromDays(AccountClosure.CoolingDays));
        await (await candidate.Http.PostCommandAsync("/api/person/closures", null)).ShouldRefuseAsync(HttpStatusCode.Conflict, "persons.closing-already");
        (await Keeper.CloseDueAsync(CancellationToken.None)).ShouldBe(0);
        (await candidate.Http.PostCommandAsync("/api/person/closure-withdrawals", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await candidate.Http.PostCommandAsync("/api/person/closures", null)).ReadAsync<ClosureStanding>();
        await scene.ReadAsync(data => data.AccountClosures.Where(closure => closure.UserId == candidate.UserId)
            .ExecuteUpdateAsync(set => set.SetProperty(closure => closure.ClosesAt, scene.Api.Clock.GetUtcNow().AddMinutes(-1))));
        (await Keeper.CloseDueAsync(CancellationToken.None)).ShouldBe(1);

        (await candidate.Http.GetAsync(new Uri("/api/person", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var browser = scene.Api.Browser();
        await (await browser.PostCommandAsync("/api/sessions/password", new SignInByPassword(candidate.Phone, ApiFixture.Password)))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "accounts.credentials-wrong");
        var person = await scene.ReadAsync(data => data.Users.AsNoTracking().SingleAsync(user => user.Id == candidate.UserId));
        (person.DisplayName, person.SealedPhone, person.PasswordHash).ShouldBe(("已注销用户", null, null));
        (await scene.ReadAsync(data => data.KeptRegistrationForms.AnyAsync(form => form.CandidateId == candidate.UserId))).ShouldBeFalse();
        (await scene.ReadAsync(data => data.Registrations.AnyAsync(row => row.CandidateId == candidate.UserId))).ShouldBeTrue("the service's own record is kept for its term");
        (await KindsAsync(candidate.UserId)).ShouldContain(LedgerKinds.AccountClosed);
    }

    [Fact]
    public async Task Whoever_works_for_somebody_is_no_candidate_that_can_go()
    {
        var staff = await scene.Api.StaffAsync(Roles.Support);
        await (await staff.Http.PostCommandAsync("/api/person/closures", null)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "persons.still-staff");
        await (await staff.Http.PostCommandAsync("/api/person/closure-withdrawals", null)).ShouldRefuseAsync(HttpStatusCode.Conflict, "persons.not-closing");
    }

    [Fact]
    [Clause("LH-4.4.1c", at: "Api/Persons/RevealData.cs")]
    public async Task A_number_is_shown_in_full_for_a_reason_that_stays_and_to_nobody_else()
    {
        var (candidate, registration) = await scene.RegisteredAsync();
        var reveal = new Reveal(RevealedThing.ExamRegistration, registration.Summary.Id, RevealedPart.IdentityNumber, "核对证件");

        await (await scene.Reviewer.Http.PostCommandAsync("/api/reveals", reveal with { Reason = " " })).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.required");
        foreach (var nosy in new[] { scene.Stranger, await scene.Api.CandidateAsync(), await scene.Api.ProjectStaffAsync(scene.Project.Id, Roles.Marker), _recruiting.Owner })
        {
            await (await nosy.Http.PostCommandAsync("/api/reveals", reveal)).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        }

        (await (await scene.Reviewer.Http.PostCommandAsync("/api/reveals", reveal)).ReadAsync<RevealedValue>()).Value.ShouldBe(registration.Form.IdentityNumber);
        (await (await scene.Reviewer.Http.PostCommandAsync("/api/reveals", reveal with { Part = RevealedPart.Phone })).ReadAsync<RevealedValue>()).Value.ShouldBe(candidate.Phone);

        var lines = await scene.ReadAsync(data => data.LedgerLines.AsNoTracking()
            .Where(line => line.Kind == LedgerKinds.DataRevealed && line.PersonId == candidate.UserId).OrderBy(line => line.At).ToListAsync());
        lines.Select(line => (line.What, line.Reason, line.ActorId)).ShouldBe(
            [("身份证号", "核对证件", scene.Reviewer.UserId), ("手机号", "核对证件", scene.Reviewer.UserId)]);
        lines.ShouldAllBe(line => !line.What!.Contains(candidate.Phone));
    }

    [Fact]
    public async Task An_employer_sees_the_phone_of_who_applied_as_long_as_it_is_left_there()
    {
        var job = await _recruiting.ApprovedJobAsync();
        var candidate = await _recruiting.CandidateWithResumeAsync();
        var application = await RecruitingScene.ApplyAsync(candidate, job.Summary.Id);
        var reveal = new Reveal(RevealedThing.Application, application.Id, RevealedPart.Phone, "电话联系本人");

        await (await _recruiting.Rival.Http.PostCommandAsync("/api/reveals", reveal)).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        (await (await _recruiting.Owner.Http.PostCommandAsync("/api/reveals", reveal)).ReadAsync<RevealedValue>()).Value.ShouldBe(candidate.Phone);
        await (await candidate.Http.PostCommandAsync($"/api/applications/{application.Id}/withdrawal", null)).ReadAsync<ApplicationSummary>();
        await (await _recruiting.Owner.Http.PostCommandAsync("/api/reveals", reveal)).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
    }

    [Fact]
    [Clause("LH-4.4.1f", at: "Data/Persons/RetentionSweep.cs")]
    public async Task An_application_past_its_term_keeps_its_times_and_tells_nobody_s_name()
    {
        var job = await _recruiting.ApprovedJobAsync();
        var candidate = await _recruiting.CandidateWithResumeAsync();
        var (old, young) = (await RecruitingScene.ApplyAsync(candidate, job.Summary.Id), await RecruitingScene.ApplyAsync(await _recruiting.CandidateWithResumeAsync(), job.Summary.Id));
        await using var owner = NpgsqlDataSource.Create(scene.Api.OwnerConnectionString);
        await using var command = owner.CreateCommand("UPDATE applications.applications SET applied_at = now() - interval '3 years 1 day' WHERE id = $1");
        command.Parameters.Add(new() { Value = old.Id });
        await command.ExecuteNonQueryAsync();

        (await scene.Api.Services.GetServices<IHostedService>().OfType<RetentionWorker>().Single().SweepAsync(CancellationToken.None))[DataKind.Applications].ShouldBe(1);

        var shown = await candidate.Http.GetAsync<ApplicationDetails>($"/api/applications/{old.Id}");
        (shown.Resume.Name, shown.Resume.Experience.Length, shown.Summary.State).ShouldBe(("已清除", 0, ApplicationState.Received));
        (await scene.ReadAsync(data => data.Applications.IgnoreQueryFilters().Where(row => row.Id == young.Id).Select(row => row.CandidateName).SingleAsync())).ShouldBe("陈思远");
    }

    [Fact]
    [Clause("LH-4.4.1c", at: "Api/Accounts/PlainPhones.cs")]
    public async Task Phones_that_an_older_version_kept_plain_are_sealed_before_anybody_is_served()
    {
        var candidate = await scene.Api.CandidateAsync();
        await using var owner = NpgsqlDataSource.Create(scene.Api.OwnerConnectionString);
        await using (var command = owner.CreateCommand(
            """
            WITH before AS (INSERT INTO accounts.plain_phones (user_id, phone) VALUES ($1, $2))
            UPDATE accounts.users SET sealed_phone = NULL, phone_key = NULL, masked_phone = NULL WHERE id = $1
            """))
        {
            command.Parameters.Add(new() { Value = candidate.UserId });
            command.Parameters.Add(new() { Value = candidate.Phone });
            await command.ExecuteNonQueryAsync();
        }

        await scene.Api.Services.GetServices<IHostedService>().OfType<PlainPhones>().Single().StartingAsync(CancellationToken.None);

        using var browser = scene.Api.Browser();
        (await browser.PostCommandAsync("/api/sessions/password", new SignInByPassword(candidate.Phone, ApiFixture.Password))).EnsureSuccessStatusCode();
        await using var left = owner.CreateCommand("SELECT count(*) FROM accounts.plain_phones");
        (await left.ExecuteScalarAsync()).ShouldBe(0L);
    }

    private ClosureKeeper Keeper => scene.Api.Services.GetServices<IHostedService>().OfType<ClosureKeeper>().Single();

    private Task<List<string>> KindsAsync(Guid personId) => scene.ReadAsync(data => data.LedgerLines.AsNoTracking()
        .Where(line => line.SubjectId == personId).OrderBy(line => line.At).Select(line => line.Kind).Distinct().ToListAsync());

    private static async Task<ConsentStanding[]> ConsentAsync(SignedInClient person, ConsentPurpose purpose, bool given) =>
        await (await person.Http.PostCommandAsync("/api/person/consents", new DecideConsent(purpose, given))).ReadAsync<ConsentStanding[]>();

    private static Task<HttpResponseMessage> PutAsync(SignedInClient person, string what, object body) => person.Http.SendCommandAsync(HttpMethod.Put, $"/api/person/{what}", body);

    private async Task<string> CodeAsync(SignedInClient person, string phone)
    {
        (await person.Http.PostCommandAsync("/api/phone-codes", new RequestPhoneCode(phone, PhoneCodePurpose.ChangePhone))).EnsureSuccessStatusCode();
        var text = await scene.ReadAsync(data => data.Messages.AsNoTracking().Where(message => message.Channel == MessageChannel.Sms && message.Recipient == phone)
            .OrderByDescending(message => message.CreatedAt).Select(message => message.Text).FirstAsync());
        return System.Text.RegularExpressions.Regex.Match(text, "[0-9]{6}").Value;
    }

    private static async Task<string> ReadAsync(ZipArchive archive, string name)
    {
        using var reader = new StreamReader(archive.GetEntry(name)!.Open());
        return await reader.ReadToEndAsync();
    }
}
