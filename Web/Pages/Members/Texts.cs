namespace Pinchang.Web.Pages.Members;

/// <summary>Names the sentences of these pages.</summary>
public sealed class Texts;
