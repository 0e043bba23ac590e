namespace Pinchang.Web.Pages.ExamOffice;

/// <summary>Names the resource file of this folder's sentences.</summary>
public sealed class Texts;
