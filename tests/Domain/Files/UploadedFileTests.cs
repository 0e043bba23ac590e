using System.Text;
using Pinchang.Contracts;
using Pinchang.Contracts.Resumes;
using Pinchang.Domain.Files;

namespace Pinchang.Domain.Tests.Files;

public sealed class UploadedFileTests
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0, .. "IEND"u8, 0xAE, 0x42, 0x60, 0x82];

    [Fact]
    public void A_resume_is_a_PDF_under_a_name_of_ours()
    {
        var file = Receive(FileKind.Resume, Pdf, @"C:\简历\..\陈思远<script>.pdf.exe").Value.ShouldNotBeNull();

        file.ContentType.ShouldBe("application/pdf");
        file.Name.ShouldBe("陈思远script.pdf.pdf");
        file.Location.ShouldBe($"resumes/2026/03/{file.Id}");
    }

    [Theory]
    [InlineData(FileKind.Resume, "\u0089PNG not a pdf")]
    [InlineData(FileKind.Resume, "%PDF-1.7 cut off in the middle")]
    [InlineData(FileKind.Cover, "<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData(FileKind.Licence, "MZ\u0090")]
    public void A_file_that_is_not_what_it_says_is_refused(FileKind kind, string content) =>
        Receive(kind, Encoding.Latin1.GetBytes(content), "cv.pdf").Refusal!.Code.ShouldBe("files.wrong-type");

    [Fact]
    public void A_PDF_is_a_licence_and_no_cover()
    {
        Receive(FileKind.Licence, Pdf, "a").IsAccepted.ShouldBeTrue();
        Receive(FileKind.Cover, Pdf, "a").Refusal!.Code.ShouldBe("files.wrong-type");
        Receive(FileKind.Cover, Png, "a").Value!.Name.ShouldBe("a.png");
    }

    [Fact]
    public void An_empty_file_is_refused() => Receive(FileKind.Resume, [], "a.pdf").Refusal.ShouldBe(FileRefusals.Empty.On("file"));

    [Theory]
    [InlineData(FileKind.Resume, 10)]
    [InlineData(FileKind.Licence, 10)]
    [InlineData(FileKind.Cover, 5)]
    public void A_file_of_more_than_its_kind_may_hold_is_refused(FileKind kind, int megaBytes)
    {
        var content = new ReceivedContent((megaBytes * 1024 * 1024) + 1, Pdf, Pdf, []);

        var refusal = UploadedFile.Receive(UploadOf(kind, "a.pdf"), content, Recruiting.Now).Refusal.ShouldNotBeNull();

        refusal.Code.ShouldBe("files.too-large");
        refusal.Arguments.ShouldBe([$"{megaBytes}"]);
    }

    [Theory]
    [InlineData(null, "文件.pdf")]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("a\r\nSet-Cookie: x=y.pdf", "aSet-Cookie xy.pdf")]
    [InlineData("...", "文件.pdf")]
    public void A_name_is_harmless_wherever_it_is_written(string? name, string kept) => FileName.Tidy(name, "application/pdf").ShouldBe(kept);

    private static Outcome<UploadedFile> Receive(FileKind kind, byte[] content, string name) =>
        UploadedFile.Receive(UploadOf(kind, name), new(content.Length, content, content, []), Recruiting.Now);

    private static Upload UploadOf(FileKind kind, string name) => new(Guid.CreateVersion7(Recruiting.Now), kind, Recruiting.Person, Guid.Empty, name);
}
