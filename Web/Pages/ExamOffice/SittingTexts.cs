namespace Pinchang.Web.Pages.ExamOffice;

/// <summary>Names the resource file of the sentences about sittings.</summary>
public sealed class SittingTexts;
