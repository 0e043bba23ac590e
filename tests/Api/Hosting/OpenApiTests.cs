using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pinchang.Api.Tests.Hosting;

public sealed class OpenApiTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>TypeScript's types are made from the committed document. UPDATE_OPENAPI=1 writes it anew.</summary>
    [Fact]
    public async Task The_committed_document_is_what_Api_says_of_itself()
    {
        var running = JsonNode.Parse(await api.Browser().GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!.AsObject();
        running.Remove("servers");
        var document = running.ToJsonString(Indented) + "\n";
        var path = Path.Combine(RepositoryRoot(), "Web", "openapi.json");
        if (Environment.GetEnvironmentVariable("UPDATE_OPENAPI") == "1")
        {
            await File.WriteAllTextAsync(path, document);
        }

        File.Exists(path).ShouldBeTrue("run this test with UPDATE_OPENAPI=1 and commit Web/openapi.json");
        (await File.ReadAllTextAsync(path)).ShouldBe(document, "run this test with UPDATE_OPENAPI=1 and commit Web/openapi.json");
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Pinchang.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Not run from inside the repository.");
        }

        return folder.FullName;
    }
}
