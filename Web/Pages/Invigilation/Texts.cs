namespace Pinchang.Web.Pages.Invigilation;

/// <summary>Names the resource file of this folder's sentences.</summary>
public sealed class Texts;
