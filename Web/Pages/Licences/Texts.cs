namespace Pinchang.Web.Pages.Licences;

/// <summary>Names the sentences of these pages.</summary>
public sealed class Texts;
