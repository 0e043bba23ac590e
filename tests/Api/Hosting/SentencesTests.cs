using System.Reflection;
using System.Text.RegularExpressions;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Tests.Hosting;

public sealed partial class SentencesTests
{
    public static TheoryData<string> Codes() => new(
        typeof(Refusal).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.FieldType == typeof(Refusal))
            .Select(field => ((Refusal)field.GetValue(null)!).Code)
            .Distinct());

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_refusal_has_a_Chinese_sentence(string code)
    {
        var sentence = Sentences.Find(code).ShouldNotBeNull($"{code} has no sentence in Api/Resources/Refusals.resx");
        Han().IsMatch(sentence).ShouldBeTrue(sentence);
        sentence.ShouldNotContain("！");
        sentence.ShouldEndWith("。");
    }

    [Fact]
    public void A_sentence_with_places_is_filled_from_the_arguments()
    {
        Sentences.Of(CommonRefusals.TooLong.With("20")).ShouldBe("内容过长，最多 20 个字。");
        Sentences.Of(CommonRefusals.TooLong).ShouldBe("内容过长，最多  个字。");
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();
}
