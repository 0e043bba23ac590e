using System.Text.RegularExpressions;
using Orleans;

namespace Pinchang.Architecture.Tests;

/// <summary>What the house asks of every file and class, whoever wrote it.</summary>
public sealed partial class HouseTests
{
    [Fact]
    public void No_file_carries_a_generic_name()
    {
        // The names of Embedded/Abstractions are Orleans' own.
        Repository.Files("*.cs").Concat(Repository.Files("*.ts"))
            .Where(path => !path.StartsWith("Embedded/Abstractions/", StringComparison.Ordinal))
            .Where(path => GenericName().IsMatch(Path.GetFileNameWithoutExtension(path)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void No_work_is_left_as_a_note_in_the_code()
    {
        Repository.Files("*.cs").Concat(Repository.Files("*.ts")).Concat(Repository.Files("*.css")).Concat(Repository.Files("*.sql"))
            .Where(path => LeftOver().IsMatch(Repository.Read(path)) && !path.EndsWith("HouseTests.cs", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Pinchang.LiveRooms.Grains")]
    [InlineData("Pinchang.ExamGrains")]
    public void Grain_classes_are_internal_and_sealed(string assembly)
    {
        System.Reflection.Assembly.Load(assembly).GetTypes()
            .Where(type => typeof(IGrain).IsAssignableFrom(type) && type is { IsClass: true, IsAbstract: false })
            .Where(type => type.IsPublic || !type.IsSealed)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Entities_and_handlers_are_closed_for_inheritance()
    {
        // Nothing in the product was made to be inherited from, apart from the few bases named here.
        string[] bases = ["FeedItem", "Program", "Grain", "HubSocket"];
        string[] assemblies = ["Pinchang.Api", "Pinchang.Domain", "Pinchang.Contracts", "Pinchang.Data", "Pinchang.LiveRooms.Grains"];
        assemblies.SelectMany(name => System.Reflection.Assembly.Load(name).GetTypes())
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false, IsNested: false } && type.Namespace?.StartsWith("Pinchang", StringComparison.Ordinal) == true)
            .Where(type => type.GetCustomAttributes(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), false).Length == 0)
            .Select(type => type.Name)
            .Except(bases)
            .ShouldBeEmpty();
    }

    [GeneratedRegex(@"(Helpers?|Utils?|Utilit(y|ies)|Managers?|Common|Misc)$", RegexOptions.IgnoreCase)]
    private static partial Regex GenericName();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex LeftOver();
}
