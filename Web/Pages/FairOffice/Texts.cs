namespace Pinchang.Web.Pages.FairOffice;

/// <summary>Names the resource file of this folder's sentences.</summary>
public sealed class Texts;
