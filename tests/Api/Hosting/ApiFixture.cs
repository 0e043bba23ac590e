using System.Globalization;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Accounts;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Staff;
using Pinchang.Data;
using Pinchang.Data.Time;
using Pinchang.Domain;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Agencies;
using Pinchang.Domain.Staff;

namespace Pinchang.Api.Tests.Hosting;

/// <summary>Api over a real PostgreSQL, one per test class, with two agencies: what is not yours is always there to be tried.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    public const string Origin = "http://localhost:5080";
    public const string WebSecret = "a secret between Web and Api";
    public const string Password = "shanghai-2026";
    private const string CandidateName = "求职者小林";

    private readonly PostgreSqlFixture _database = new();
    private MachineLock _machine = null!;   // taken in InitializeAsync
    private int _people;
    private Guid? _checker;

    public WebApplicationFactory<Program> Factory { get; private set; } = null!;   // made in InitializeAsync

    public IServiceProvider Services => Factory.Services;

    public ShiftableClock Clock => (ShiftableClock)Services.GetRequiredService<TimeProvider>();

    /// <summary>On a port of its own instead of in memory: a room answers the handshake of its sockets itself.</summary>
    public bool Listens { get; init; }

    public Uri Address => Listens
        ? new(Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First())
        : Factory.ClientOptions.BaseAddress;

    public string DataFolder { get; } = Directory.CreateTempSubdirectory("pinchang-api-").FullName;

    public string OwnerConnectionString => _database.OwnerConnectionString;

    public Guid AgencyId { get; private set; }

    public Guid OtherAgencyId { get; private set; }

    public async Task InitializeAsync()
    {
        _machine = await MachineLock.ShareAsync();
        await _database.InitializeAsync();
        Factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseTestCluster()
            .UseSetting("PINCHANG_DB", _database.AppConnectionString)
            .UseSetting("PINCHANG_DATA", DataFolder)
            .UseSetting("PINCHANG_WEB_ORIGIN", Origin)
            .UseSetting("PINCHANG_WEB_SECRET", WebSecret)
            .UseSetting("Limits:SignInsPerMinute", "100000")
            .UseSetting("Limits:PhoneCodesPerMinute", "100000")
            .UseSetting("Limits:PhoneCodesPerHour", "100000")
            .UseSetting("Limits:CommandsPerMinute", "100000")
            .UseSetting("Limits:ComplaintsPerMinute", "100000")
            .UseSetting("Limits:ComplaintsPerDay", "30")
            .ConfigureTestServices(services => services
                .AddSingleton<TimeProvider>(provider => new ShiftableClock(provider.GetRequiredService<DatabaseClock>()))
                .ConfigureDbContext<PinchangContext>(RefuseDoubtfulQueries)));
        if (Listens)
        {
            Factory.UseKestrel(0);
        }

        AgencyId = await MakeAgencyAsync("聘场人力资源服务有限公司");
        OtherAgencyId = await MakeAgencyAsync("另一家人力资源服务有限公司");
    }

    public async Task DisposeAsync()
    {
        await Factory.DisposeAsync();
        await _database.DisposeAsync();
        _machine.Dispose();
        Directory.Delete(DataFolder, recursive: true);
    }

    /// <summary>A browser on Web's page: cookies, and the page's origin.</summary>
    public HttpClient Browser() => Browser(new());

    public string NextPhone() => "138" + Interlocked.Increment(ref _people).ToString("D8", CultureInfo.InvariantCulture);

    /// <summary>Does something with the services of one scope, as a use case would.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    /// <summary>Whether somebody who reads the database finds this text among the answers that are kept for commands sent twice.</summary>
    public Task<bool> KeptAnswersHoldAsync(string text) => InScopeAsync(async services =>
    {
        var kept = await services.GetRequiredService<PinchangContext>().Commands.Where(command => command.SealedAnswer != null)
            .Select(command => command.SealedAnswer!).ToListAsync();
        kept.ShouldNotBeEmpty();
        return kept.Any(answer => answer.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0);
    });

    /// <summary>A candidate with a verified phone, signed in.</summary>
    public async Task<SignedInClient> CandidateAsync()
    {
        var phone = NextPhone();
        var id = await MakeAccountAsync(new(CandidateName, phone, null, Password, null));
        return await SignInAsync(id, phone, null);
    }

    /// <summary>Staff of an agency, second factor passed.</summary>
    public Task<SignedInClient> StaffAsync(params string[] roles) => StaffOfAsync(AgencyId, roles);

    public async Task<SignedInClient> StaffOfAsync(Guid agencyId, params string[] roles)
    {
        var (phone, secret) = (NextPhone(), SecretOf(_people));
        var id = await MakeAccountAsync(new("运营老周", phone, null, Password, secret), maker => (maker.JoinAgencyAsync, agencyId, roles));
        return await SignInAsync(id, phone, secret, "运营老周");
    }

    /// <summary>A member of an employer, second factor passed. The employer's own row is the caller's to make.</summary>
    public async Task<SignedInClient> MemberAsync(Guid employerId, params string[] roles) => await MemberOfAsync(AgencyId, employerId, roles);

    public async Task<SignedInClient> MemberOfAsync(Guid agencyId, Guid employerId, params string[] roles)
    {
        var (phone, secret) = (NextPhone(), SecretOf(_people));
        var id = await MakeAccountAsync(
            new("招聘官小许", phone, null, Password, secret),
            maker => ((userId, agency, held) => maker.JoinEmployerAsync(userId, agency, employerId, held), agencyId, roles));
        return await SignInAsync(id, phone, secret, "招聘官小许");
    }

    /// <summary>Somebody with roles in an exam project, second factor passed. The project's own row is the caller's to make.</summary>
    public Task<SignedInClient> ProjectStaffAsync(Guid projectId, params string[] roles) => ProjectStaffOfAsync(AgencyId, projectId, roles);

    public async Task<SignedInClient> ProjectStaffOfAsync(Guid agencyId, Guid projectId, params string[] roles)
    {
        var (phone, secret) = (NextPhone(), SecretOf(_people));
        var id = await MakeAccountAsync(
            new("考务老郑", phone, null, Password, secret),
            maker => ((userId, agency, held) => maker.JoinProjectAsync(userId, agency, projectId, held), agencyId, roles));
        return await SignInAsync(id, phone, secret, "考务老郑");
    }

    internal async Task<Guid> MakeAccountAsync(
        AccountToMake account, Func<AccountMaker, (Func<Guid, Guid, string[], Task> Join, Guid AgencyId, string[] Roles)>? membership = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var maker = scope.ServiceProvider.GetRequiredService<AccountMaker>();
        var id = await maker.MakeAsync(account);
        if (membership?.Invoke(maker) is { } given)
        {
            await given.Join(id, given.AgencyId, given.Roles);
            await QualifyAsync(scope.ServiceProvider.GetRequiredService<PinchangContext>(), id, given.AgencyId);
        }

        return id;
    }

    /// <summary>Somebody of an agency who has not shown any training or certificate.</summary>
    public async Task<SignedInClient> NewcomerAsync(params string[] roles)
    {
        var newcomer = await StaffAsync(roles);
        await DisqualifyAsync(newcomer);
        return newcomer;
    }

    /// <summary>As if they had never signed anything.</summary>
    public async Task UnsignAsync(SignedInClient person)
    {
        await using var owner = new Npgsql.NpgsqlConnection(OwnerConnectionString);
        await owner.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand("DELETE FROM compliance.document_acknowledgements WHERE user_id = $1", owner) { Parameters = { new() { Value = person.UserId } } };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What they had shown turned out wrong.</summary>
    public Task<int> DisqualifyAsync(SignedInClient person) => InScopeAsync(services => services.GetRequiredService<PinchangContext>().StaffQualifications.IgnoreQueryFilters()
        .Where(held => held.UserId == person.UserId)
        .ExecuteUpdateAsync(set => set.SetProperty(held => held.State, QualificationState.Refused).SetProperty(held => held.DecisionReason, "查无此证")));

    internal async Task<SignedInClient> SignInAsync(Guid id, string phone, byte[]? secret, string name = CandidateName)
    {
        var cookies = new CookieContainerHandler();
        var browser = Browser(cookies);
        (await browser.PostAsJsonAsync("/api/sessions/password", new SignInByPassword(phone, Password))).EnsureSuccessStatusCode();
        if (secret is not null)
        {
            var code = Totp.CodeAt(secret, Totp.StepAt(Clock.GetUtcNow()));
            (await browser.PostAsJsonAsync("/api/sessions/second-factor", new SignInSecondFactor(code))).EnsureSuccessStatusCode();
        }

        return new(browser, id, name, phone, secret, () => cookies.Container.GetCookieHeader(browser.BaseAddress!));
    }

    /// <summary>All that any duty asks for, checked by somebody else and without a line in the ledger.</summary>
    private async Task QualifyAsync(PinchangContext data, Guid userId, Guid agencyId)
    {
        _checker ??= await MakeAccountAsync(new("资质核验员", null, null, null, null));
        var (fileId, now) = (Guid.CreateVersion7(), Clock.GetUtcNow());
        var obtained = ChinaTime.DateOf(now).AddDays(-30);
        await data.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO files.uploads (id, kind, owner_id, upload_key, name, content_type, size, sha256, location, uploaded_at)
            VALUES ({fileId}, 'Licence', {userId}, {fileId}, '证书.pdf', 'application/pdf', 1, '\x00', {$"organisations/{fileId}"}, {now})
            """);
        await data.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO compliance.staff_qualifications (id, agency_id, user_id, kind, field, name, issuer, obtained_on, hours, result, file_id, state, submitted_at, decided_by, decided_at)
            SELECT gen_random_uuid(), {agencyId}, {userId}, 'Training', field, field, '示例协会', {obtained}, 8, '合格', {fileId}, 'Approved', {now}, {_checker}, {now}
            FROM unnest(ARRAY['JobService', 'NetworkInformation', 'ExamWork', 'FairService']) AS field
            """);
        await SignAsync(data, userId, agencyId);
    }

    /// <summary>All agreements of the agency, which has them in force from its first member on, signed without a line in the ledger.</summary>
    private async Task SignAsync(PinchangContext data, Guid userId, Guid agencyId)
    {
        var (now, key) = (Clock.GetUtcNow(), StaffAgreements.Keys.ToArray());
        var since = ChinaTime.DateOf(now).AddDays(-30);
        await data.Database.ExecuteSqlAsync(
            $"""
            WITH made AS (
                INSERT INTO compliance.documents (id, agency_id, template_key, owner_id, newest_version, published_version, review_by)
                SELECT gen_random_uuid(), {agencyId}, key, {_checker}, 1, 1, {since.AddMonths(11)} FROM unnest({key}) AS key
                ON CONFLICT DO NOTHING RETURNING id)
            INSERT INTO compliance.document_versions (document_id, number, state, markdown, valid_from, review_by, author_id, written_at, decided_at)
            SELECT id, 1, 'Published', '全文', {since}, {since.AddMonths(11)}, {_checker}, {now}, {now} FROM made
            """);
        await data.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO compliance.document_acknowledgements (document_id, version, user_id, agency_id, at, text_sha256, address, proof)
            SELECT id, published_version, {userId}, {agencyId}, {now}, sha256('全文'), '127.0.0.1', 'Password'
            FROM compliance.documents WHERE agency_id = {agencyId} AND template_key = ANY ({key}) ON CONFLICT DO NOTHING
            """);
    }

    private HttpClient Browser(CookieContainerHandler cookies)
    {
        var client = Factory.CreateDefaultClient(Address, cookies);
        client.DefaultRequestHeaders.Add("Origin", Origin);
        return client;
    }

    // Pages without an order show rows twice, and lists are loaded as nobody chose: warnings in a log that nobody reads.
    private static void RefuseDoubtfulQueries(DbContextOptionsBuilder options) => options.ConfigureWarnings(warnings => warnings.Throw(
        CoreEventId.RowLimitingOperationWithoutOrderByWarning, RelationalEventId.MultipleCollectionIncludeWarning));

    private static byte[] SecretOf(int person) => [.. Enumerable.Range(person, Totp.SecretLength).Select(n => (byte)n)];

    private Task<Guid> MakeAgencyAsync(string name) => InScopeAsync(async services =>
    {
        var now = Clock.GetUtcNow();
        var agency = new Agency { Id = Guid.CreateVersion7(now), Name = name, CreatedAt = now };
        var data = services.GetRequiredService<PinchangContext>();
        data.Agencies.Add(agency);
        await data.SaveChangesAsync();
        return agency.Id;
    });
}

/// <summary>Somebody at a browser.</summary>
/// <param name="Cookie">What the browser would send with a socket's handshake.</param>
public sealed record SignedInClient(HttpClient Http, Guid UserId, string Name, string Phone, byte[]? Secret, Func<string> Cookie);
