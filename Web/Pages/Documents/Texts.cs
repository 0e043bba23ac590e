namespace Pinchang.Web.Pages.Documents;

/// <summary>Names the sentences of these pages.</summary>
public sealed class Texts;
