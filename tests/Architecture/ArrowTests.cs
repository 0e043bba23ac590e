using System.Xml.Linq;

namespace Pinchang.Architecture.Tests;

/// <summary>Who may know whom. The arrows are read from the project files, so a new reference shows up here first.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["AppHost"] = ["Api", "Web", "MigrationService", "Embedded/PostgreSql"],
        ["Api"] = ["ServiceDefaults", "Data", "LiveRooms.Grains", "ExamGrains"],
        ["Web"] = ["ServiceDefaults", "Contracts"],
        ["MigrationService"] = ["Data", "ServiceDefaults", "Embedded/PostgreSql"],
        ["Data"] = ["Domain"],
        ["LiveRooms.Grains"] = ["Domain"],
        ["ExamGrains"] = ["Domain"],
        ["Domain"] = ["Contracts"],
        ["Contracts"] = [],
        ["ServiceDefaults"] = [],
        ["Embedded/Abstractions"] = [],
        ["Embedded/Orleans"] = ["Embedded/Abstractions"],
        ["Embedded/Generator"] = [],
        ["Embedded/PostgreSql"] = [],
    };

    // What a project declares itself to be; eng/Engine.targets turns it into the engine's references.
    private static readonly string[] GrainProjects = ["Contracts", "LiveRooms.Grains", "ExamGrains"];
    private static readonly string[] GrainHosts = ["Api"];

    private static readonly Dictionary<string, string[]> BannedPackages = new()
    {
        ["Contracts"] = ["*"],
        ["Domain"] = ["*"],
        ["LiveRooms.Grains"] = ["*"],
        ["ExamGrains"] = ["*"],
        ["Web"] = ["Npgsql", "Microsoft.EntityFrameworkCore", "Microsoft.Orleans"],
    };

    public static TheoryData<string> Projects => new(ProductProjects());

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_knows_only_whom_it_may(string project)
    {
        Allowed.ShouldContainKey(project, "a new product project needs its arrows here and in docs/architecture.md");
        References(project).Except(Allowed[project]).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_takes_no_package_that_its_room_forbids(string project)
    {
        var packages = Document(project).Descendants("PackageReference").Select(item => (string?)item.Attribute("Include") ?? "").ToArray();
        if (BannedPackages.TryGetValue(project, out var banned))
        {
            packages.Where(package => banned.Any(name => name == "*" || package.StartsWith(name, StringComparison.Ordinal))).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Only_the_named_projects_hold_or_host_grains()
    {
        ProductProjects().Where(project => Document(project).Descendants("GrainProject").Any()).ShouldBe(GrainProjects, ignoreOrder: true);
        ProductProjects().Where(project => Document(project).Descendants("GrainHost").Any()).ShouldBe(GrainHosts, ignoreOrder: true);
    }

    [Fact]
    public void The_two_engines_are_told_apart_only_where_the_design_says()
    {
        var inFiles = Repository.Files("*.cs")
            .Where(path => !path.StartsWith("tests/", StringComparison.Ordinal))
            .Where(path => Repository.Read(path).Contains("#if DISTRIBUTED", StringComparison.Ordinal))
            .ToArray();

        inFiles.ShouldBeEmpty("grains, hubs, endpoints and pages are the same text under both engines");
    }

    private static IEnumerable<string> ProductProjects() =>
        Repository.Files("*.csproj").Where(path => !path.StartsWith("tests/", StringComparison.Ordinal)).Select(FolderOf);

    private static IEnumerable<string> References(string project)
    {
        var folder = Path.Combine(Repository.Root, project);
        return Document(project).Descendants("ProjectReference")
            .Select(item => (string)item.Attribute("Include")!)
            .Select(path => Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(folder, path))).Replace('\\', '/'))
            .Select(FolderOf);
    }

    private static XDocument Document(string project) =>
        XDocument.Parse(Repository.Read($"{project}/{project.Split('/')[^1]}.csproj"));

    private static string FolderOf(string path) => Path.GetDirectoryName(path)!.Replace('\\', '/');
}
