namespace Pinchang.Web.Pages.Operations;

/// <summary>Names the resource file of this folder's sentences.</summary>
public sealed class Texts;
