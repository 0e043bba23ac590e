using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Pinchang.Web.Assets;

/// <summary><c>&lt;asset-style entry="site.scss" /&gt;</c>: the built style sheet.</summary>
[HtmlTargetElement("asset-style")]
public sealed class AssetStyleTag(IServiceProvider services) : TagHelper
{
    public required string Entry { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        var assets = services.GetRequiredService<ClientAssets>();
        output.Content.SetHtmlContent($"""<link rel="stylesheet" href="{assets.AddressOf(Entry)}">""");
    }
}

/// <summary><c>&lt;asset-script entry="live-room.ts" /&gt;</c>: a module with its style sheets and preloads.</summary>
[HtmlTargetElement("asset-script")]
public sealed class AssetScriptTag(IServiceProvider services) : TagHelper
{
    public required string Entry { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        var assets = services.GetRequiredService<ClientAssets>();
        foreach (var style in assets.StylesOf(Entry))
        {
            output.Content.AppendHtml($"""<link rel="stylesheet" href="{style}">""");
        }

        foreach (var chunk in assets.PreloadsOf(Entry))
        {
            output.Content.AppendHtml($"""<link rel="modulepreload" href="{chunk}">""");
        }

        output.Content.AppendHtml($"""<script type="module" src="{assets.AddressOf(Entry)}"></script>""");
    }
}

/// <summary><c>&lt;icon name="bell" /&gt;</c>: one symbol of the sprite; decoration, so hidden from readers.</summary>
[HtmlTargetElement("icon")]
public sealed class IconTag(IServiceProvider services) : TagHelper
{
    public required string Name { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        var kind = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.SetAttribute("class", kind is null ? "icon" : $"icon {kind}");
        output.Attributes.SetAttribute("aria-hidden", "true");
        var sprite = services.GetRequiredService<ClientAssets>().AddressOf("icons.svg");
        output.Content.SetHtmlContent($"""<use href="{sprite}#{Name}"></use>""");
    }
}
