namespace Pinchang.Web.Pages.ExamOffice.Papers;

/// <summary>Names the resource file of this folder's sentences.</summary>
public sealed class PaperTexts;
