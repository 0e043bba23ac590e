using Microsoft.AspNetCore.Mvc;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Exams.Papers;

internal static class PapersApi
{
    // A little above the limit that is told, so that a file slightly too large is refused with a sentence.
    private const long MostImportBytes = SpreadsheetGuard.MostBytes + (1024 * 1024);

    // Four pictures in base64.
    private const long MostQuestionBytes = 4L * 1024 * 1024;

    public static IEndpointRouteBuilder MapPapers(this IEndpointRouteBuilder app)
    {
        app.MapQuestions();
        app.MapImports();
        app.MapBlueprints();
        app.MapSealing();
        var secrecy = app.MapGroup("/api/exam-projects/{projectId:guid}").WithTags("ExamPapers").RequireAuthorization(Access.ExamStaff);
        secrecy.MapGet("/secrecy-agreement", GetSecrecyAgreement.HandleAsync);
        secrecy.MapPost("/secrecy-agreements", SignSecrecy.HandleAsync).RequireIdempotencyKey();
        return app;
    }

    private static void MapQuestions(this IEndpointRouteBuilder app)
    {
        var questions = app.MapGroup("/api/exam-questions").WithTags("ExamQuestions").RequireAuthorization(Access.SetPapers);
        questions.MapGet("/", ListQuestions.HandleAsync);
        questions.MapGet("/stock", GetStock.HandleAsync);
        questions.MapGet("/import-template", () => TypedResults.File(ImportTemplate.Make(), SheetFile.ContentType, "试题导入模板.xlsx"));
        questions.MapGet("/{id:guid}", GetQuestion.HandleAsync);
        questions.MapPost("/", AddQuestion.HandleAsync).RequireIdempotencyKey().WithMetadata(new RequestSizeLimitAttribute(MostQuestionBytes));
        questions.MapPut("/{id:guid}", EditQuestion.HandleAsync).WithMetadata(new RequestSizeLimitAttribute(MostQuestionBytes));
        questions.MapPost("/{id:guid}/retirements", TurnQuestion.RetireAsync).RequireIdempotencyKey();
        questions.MapPost("/{id:guid}/restorations", TurnQuestion.RestoreAsync).RequireIdempotencyKey();
    }

    private static void MapImports(this IEndpointRouteBuilder app)
    {
        var imports = app.MapGroup("/api/exam-question-imports").WithTags("ExamQuestions").RequireAuthorization(Access.SetPapers);
        // Not declared to accept forms only: the framework would say so to people before asking who they are.
        imports.MapPost("/", ReceiveImport.HandleAsync).WithMetadata(new RequestSizeLimitAttribute(MostImportBytes));
        imports.MapGet("/{id:guid}", GetImport.HandleAsync);
        imports.MapPost("/{id:guid}/confirmations", ConfirmImport.HandleAsync).RequireIdempotencyKey();
    }

    private static void MapBlueprints(this IEndpointRouteBuilder app)
    {
        var project = app.MapGroup("/api/exam-projects/{projectId:guid}").WithTags("ExamPapers").RequireAuthorization(Access.SetPapers);
        project.MapGet("/blueprints", ListBlueprints.HandleAsync);
        project.MapPost("/blueprints", AddBlueprint.HandleAsync).RequireIdempotencyKey();
        project.MapGet("/papers", ListPapers.HandleAsync);
        project.MapPost("/papers", AssembleNewPaper.HandleAsync).RequireIdempotencyKey();
        var blueprints = app.MapGroup("/api/exam-blueprints/{id:guid}").WithTags("ExamPapers").RequireAuthorization(Access.SetPapers);
        blueprints.MapGet("/", GetBlueprint.HandleAsync);
        blueprints.MapPut("/", EditBlueprint.HandleAsync);
    }

    private static void MapSealing(this IEndpointRouteBuilder app)
    {
        var papers = app.MapGroup("/api/exam-papers/{id:guid}").WithTags("ExamPapers").RequireAuthorization(Access.SetPapers);
        papers.MapGet("/", GetPaper.HandleAsync);
        papers.MapGet("/preview", PreviewPaper.HandleAsync);
        papers.MapGet("/reassembly", ReassemblePaper.HandleAsync);
        papers.MapGet("/access", ListPaperAccess.HandleAsync);
        papers.MapPost("/seals", SealNewPaper.HandleAsync).RequireIdempotencyKey();
        papers.MapPost("/countersignatures", CountersignSealedPaper.HandleAsync).RequireIdempotencyKey();
        papers.MapPost("/seal-withdrawals", WithdrawSeal.HandleAsync).RequireIdempotencyKey();
        papers.MapPost("/postponements", PostponeSealedPaper.HandleAsync).RequireIdempotencyKey();
        papers.MapPost("/discards", DiscardPaper.HandleAsync).RequireIdempotencyKey();
    }
}
