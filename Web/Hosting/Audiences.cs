using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Web.Calls;

namespace Pinchang.Web.Hosting;

/// <summary>
/// Who a folder of pages is for. Others are sent to sign in, or told that it is not theirs, before anything is fetched;
/// Api judges each call again.
/// </summary>
internal static class Audiences
{
    public static void AddAudiences(this PageConventionCollection pages)
    {
        pages.AddFolderApplicationModelConvention("/Candidate", model => model.Filters.Add(new AudienceFilter(_ => true)));
        pages.AddPageApplicationModelConvention("/Documents/List", model => model.Filters.Add(new AudienceFilter(Sections.MayOperate)));
        pages.AddPageApplicationModelConvention("/Documents/Document", model => model.Filters.Add(new AudienceFilter(Sections.MayOperate)));
        pages.AddPageApplicationModelConvention("/Documents/Mine", model => model.Filters.Add(new AudienceFilter(_ => true)));
        pages.AddPageApplicationModelConvention("/Complaints/Desk", model => model.Filters.Add(new AudienceFilter(session => session.May(Access.ReadComplaints))));
        pages.AddPageApplicationModelConvention("/ExamRoom/Room", model => model.Filters.Add(new CookieFilter()));
        pages.AddPageApplicationModelConvention("/ExamRoom/Receipt", model => model.Filters.Add(new AudienceFilter(_ => true)));
        pages.AddFolderApplicationModelConvention("/Exams/Mine", model => model.Filters.Add(new AudienceFilter(_ => true)));
        pages.AddFolderApplicationModelConvention("/ExamOffice", model => model.Filters.Add(new AudienceFilter(Sections.MayWorkInExams)));
        pages.AddFolderApplicationModelConvention("/Invigilation", model => model.Filters.Add(new AudienceFilter(session => session.May(Access.Invigilate))));
        pages.AddFolderApplicationModelConvention("/Marking", model => model.Filters.Add(new AudienceFilter(session => session.May(Access.MarkScripts))));
        pages.AddFolderApplicationModelConvention("/MarkingOffice", model => model.Filters.Add(new AudienceFilter(session => session.May(Access.ManageExams))));
        pages.AddPageApplicationModelConvention("/Members/List", model => model.Filters.Add(new AudienceFilter(Sections.MayRecruit)));
        pages.AddFolderApplicationModelConvention("/Persons", model => model.Filters.Add(new AudienceFilter(_ => true)));
        pages.AddFolderApplicationModelConvention("/Scores/Mine", model => model.Filters.Add(new AudienceFilter(_ => true)));
        pages.AddFolderApplicationModelConvention("/Recruiting", model => model.Filters.Add(new AudienceFilter(Sections.MayRecruit)));
        pages.AddFolderApplicationModelConvention("/FairDesk", model => model.Filters.Add(new AudienceFilter(Sections.MayRecruit)));
        pages.AddFolderApplicationModelConvention("/FairOffice", model => model.Filters.Add(new AudienceFilter(Sections.MayOperate)));
        foreach (var page in new[] { "/Staff/List", "/Staff/Person" })
        {
            pages.AddPageApplicationModelConvention(page, model => model.Filters.Add(new AudienceFilter(Sections.MayOperate)));
        }

        pages.AddPageApplicationModelConvention("/Staff/Own", model => model.Filters.Add(new AudienceFilter(_ => true)));
        pages.AddPageApplicationModelConvention("/Surveys/List", model => model.Filters.Add(new AudienceFilter(session => session.May(Access.ReadSurveys))));
        pages.AddPageApplicationModelConvention("/Surveys/Survey", model => model.Filters.Add(new AudienceFilter(session => session.May(Access.ReadSurveys))));
        pages.AddPageApplicationModelConvention("/Surveys/Mine", model => model.Filters.Add(new AudienceFilter(_ => true)));
        pages.AddPageApplicationModelConvention("/Surveys/Answer", model => model.Filters.Add(new AudienceFilter(_ => true)));
        pages.AddFolderApplicationModelConvention("/Evaluations", model => model.Filters.Add(new AudienceFilter(session => session.May(Access.GradeEvaluations))));
        pages.AddFolderApplicationModelConvention("/Improvements", model => model.Filters.Add(new AudienceFilter(session => session.May(Access.ReadImprovements))));
        pages.AddFolderApplicationModelConvention("/Operations", model => model.Filters.Add(new AudienceFilter(Sections.MayOperate)));
    }

    private sealed class AudienceFilter(Func<SessionDetails, bool> isFor) : IAsyncPageFilter
    {
        public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

        public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
        {
            var answer = await context.HttpContext.RequestServices.GetRequiredService<Visitor>().AskAsync();
            var session = answer.Value ?? SessionDetails.Anonymous;
            if (!answer.IsAccepted && answer.Status != StatusCodes.Status401Unauthorized)
            {
                context.Result = context.HttpContext.Unavailable(answer);
            }
            else if (!session.IsSignedIn)
            {
                context.Result = context.HttpContext.Request.ToSignIn();
            }
            else if (!isFor(session) && session.SecondFactorPending)
            {
                // The roles are held but asleep: what wakes them comes first, then the page that was asked for.
                context.Result = new RedirectResult("/my/second-factor".With(("return", context.HttpContext.Request.Path + context.HttpContext.Request.QueryString)));
            }
            else if (!isFor(session))
            {
                context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
            }
            else
            {
                await next();
            }
        }
    }

    /// <summary>The exam's room opens while Api restarts, too: its element asks who is there, and again until it is answered.</summary>
    private sealed class CookieFilter : IPageFilter
    {
        public void OnPageHandlerSelected(PageHandlerSelectedContext context)
        {
        }

        public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
        {
            if (!context.HttpContext.RequestServices.GetRequiredService<Visitor>().HasCookie)
            {
                context.Result = context.HttpContext.Request.ToSignIn();
            }
        }

        public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
        {
        }
    }
}
