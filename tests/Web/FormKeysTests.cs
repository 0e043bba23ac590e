using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Tests;

/// <summary>What guards Web's forms, as it lies in files.</summary>
public sealed class FormKeysTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pinchang-form-keys-");

    [Fact]
    public void Keys_lie_sealed_and_a_copy_of_the_files_opens_nothing()
    {
        var token = Protector("a secret").Protect("form");

        Protector("a secret").Unprotect(token).ShouldBe("form");
        File.ReadAllText(_folder.GetFiles().Single().FullName).ShouldSatisfyAllConditions(
            xml => xml.ShouldContain("<sealed"), xml => xml.ShouldNotContain("masterKey"));
        Should.Throw<CryptographicException>(() => Protector("another secret").Unprotect(token));
        Should.Throw<CryptographicException>(() => Protector(null).Unprotect(token));
    }

    [Fact]
    public void A_key_that_was_written_unsealed_before_is_still_read()
    {
        var token = Protector(null).Protect("form");

        Protector("a secret").Unprotect(token).ShouldBe("form");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private IDataProtector Protector(string? secret)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("PINCHANG_WEB_SECRET", secret)]).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging();
        services.AddDataProtection().SetApplicationName("forms").PersistKeysToFileSystem(_folder);
        if (FormKeySeal.KeyOf(configuration) is { } key)
        {
            services.Configure<KeyManagementOptions>(options => options.XmlEncryptor = new FormKeySeal(key));
        }

        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
    }
}
