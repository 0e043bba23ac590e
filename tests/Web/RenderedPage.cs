using System.Net;
using System.Text.RegularExpressions;

namespace Pinchang.Web.Tests;

/// <summary>What holds for every page, whoever it is for.</summary>
internal static partial class RenderedPage
{
    /// <summary>It renders in Chinese with all its sentences, keeps the content-security policy, and each of its forms carries its token.</summary>
    public static async Task CheckAsync(HttpResponseMessage response, HttpStatusCode status = HttpStatusCode.OK)
    {
        var html = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, html);
        html.ShouldContain("<html lang=\"zh-CN\">");
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'self'");
        Inline().Matches(html).Select(match => match.Value).ShouldBeEmpty();
        Forms().Matches(html).ShouldAllBe(form => form.Value.Contains("name=\"antiforgery\"", StringComparison.Ordinal));
        // A sentence that no resource holds is shown by its key.
        MissingSentence().Matches(html).Select(match => match.Value).ShouldBeEmpty();
        EncodedChinese().Matches(html).Select(match => match.Value).ShouldBeEmpty();
    }

    [GeneratedRegex("<style|\\sstyle=\"|\\son[a-z]+=\"|<script(?![^>]*\\ssrc=)")]
    private static partial Regex Inline();

    [GeneratedRegex("<form[^>]*method=\"post\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex(
        "(?<=>)\\s*[a-z][a-z0-9]*(-[a-z0-9]+)+\\s*(?=<)|\\b[A-Za-z]*(State|Right|Visibility|Channel|Phase|Kind|Level)\\.[A-Z][A-Za-z]*"
        + "|\\b(role|asks|content)\\.[A-Za-z]+|\\b[a-z-]+\\|[\\u4e00-\\u9fff]")]
    private static partial Regex MissingSentence();

    [GeneratedRegex("&#x[4-9A-F][0-9A-F]{3};")]
    private static partial Regex EncodedChinese();
}
