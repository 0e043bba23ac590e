using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Accounts;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Data;
using Pinchang.Data.Keys;

namespace Pinchang.Api.Tests.Accounts;

public sealed class ProtectionKeysTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_dump_of_the_database_holds_no_key_that_makes_a_cookie()
    {
        api.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("a cookie");

        await using var scope = api.Services.CreateAsyncScope();
        var kept = await scope.ServiceProvider.GetRequiredService<PinchangContext>().Database
            .SqlQuery<string>($"select xml as \"Value\" from accounts.protection_keys").ToArrayAsync();
        kept.ShouldNotBeEmpty();
        kept.ShouldAllBe(xml => xml.Contains("<sealed", StringComparison.Ordinal) && !xml.Contains("masterKey", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_key_that_was_kept_unsealed_before_is_still_read()
    {
        var rows = new KeysInMemory();
        var cookie = Protector(rows, seal: false).Protect("a cookie");

        Protector(rows, seal: true).Unprotect(cookie).ShouldBe("a cookie");
    }

    private IDataProtector Protector(KeysInMemory rows, bool seal)
    {
        var master = api.Services.GetRequiredService<MasterKey>();
        var services = new ServiceCollection().AddLogging().AddSingleton(master);
        services.AddDataProtection().SetApplicationName("test");
        services.Configure<KeyManagementOptions>(options =>
        {
            options.XmlRepository = rows;
            options.XmlEncryptor = seal ? new ProtectionKeySeal(master) : null;
        });
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
    }

    private sealed class KeysInMemory : IXmlRepository
    {
        private readonly List<XElement> _elements = [];

        public IReadOnlyCollection<XElement> GetAllElements() => [.. _elements];

        public void StoreElement(XElement element, string friendlyName) => _elements.Add(element);
    }
}
