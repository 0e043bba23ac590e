using System.IO.Compression;
using System.Text;
using Pinchang.Domain.Files;

namespace Pinchang.Domain.Tests.Files;

public sealed class PdfInspectionTests
{
    [Theory]
    [InlineData("<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) >>")]
    [InlineData("<< /S /URI /URI (https://example.com/JavaScript) >>")]
    [InlineData("<< /Title (JavaScript, Launch, EmbeddedFiles) >>")]
    public void A_PDF_that_only_shows_something_is_taken(string body) => Of(body).ShouldBeNull();

    [Theory]
    [InlineData("<< /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>")]
    [InlineData("<< /S /Java#53cript /JS 4 0 R >>")]
    [InlineData("<< /S/#4c#61unch/F(cmd.exe) >>")]
    [InlineData("<< /Names << /EmbeddedFiles 9 0 R >> >>")]
    [InlineData("<</Type/EmbeddedFile/Length 4>>")]
    [InlineData("<< /Subtype /RichMedia >>")]
    [InlineData("<< /Title (https:// example) /S/JavaScript >>")]
    [InlineData("%(https://example.com\n/JavaScript")]
    [Clause("JF-9c", at: "Domain/Files/PdfInspection.cs")]
    public void One_that_runs_starts_or_carries_something_is_refused(string body) => Of(body).ShouldBe("files.active-pdf");

    [Fact]
    public void What_is_packed_into_an_object_stream_is_read_too()
    {
        Of(Packed("4 0 << /S /JavaScript /JS (1) >>", "/Filter /FlateDecode")).ShouldBe("files.active-pdf");
        Of(Packed("4 0 << /S /Java#53cript /JS (1) >>", "/Filter [/FlateDecode]", type: "/Obj#53tm")).ShouldBe("files.active-pdf");
        Of(Packed("4 0 << /Type /Font >>", "/Filter /FlateDecode")).ShouldBeNull();
    }

    [Theory]
    [InlineData("/Filter [/ASCIIHexDecode /FlateDecode]")]
    [InlineData("/Filter /LZWDecode")]
    [InlineData("/Filter /FlateDecode /DecodeParms << /Predictor 12 >>")]
    public void One_whose_objects_are_packed_so_that_they_are_not_read_is_refused(string filter) =>
        Of(Packed("4 0 << /Type /Font >>", filter)).ShouldBe("files.closed-pdf");

    [Fact]
    public void One_that_is_encrypted_or_whose_objects_do_not_unpack_is_refused()
    {
        Of("trailer << /Encrypt 5 0 R >>").ShouldBe("files.closed-pdf");
        Of("<< /Type /ObjStm /Filter /FlateDecode >> stream\nnot packed at all\nendstream").ShouldBe("files.closed-pdf");
        Of("<< /Type /ObjStm").ShouldBe("files.closed-pdf");
    }

    [Fact]
    public void One_that_unpacks_to_hundreds_of_megabytes_is_refused_and_not_unpacked() =>
        Of(Packed(new string(' ', 100 * 1024 * 1024), "/Filter /FlateDecode")).ShouldBe("files.closed-pdf");

    [Fact]
    public void One_that_names_its_object_stream_a_million_times_is_judged_at_once()
    {
        var names = new StringBuilder().Insert(0, "/ObjStm ", 1_000_000).ToString();

        Of(names).ShouldBe("files.closed-pdf");
        Of(Packed("4 0 << /Type /Font >>", "/Filter /FlateDecode " + names)).ShouldBe("files.closed-pdf");
    }

    private static string? Of(string body) => Of(Encoding.Latin1.GetBytes(body));

    private static string? Of(byte[] body) => PdfInspection.WhyNot((byte[])[.. "%PDF-1.7\n1 0 obj\n"u8, .. body, .. "\nendobj\n%%EOF\n"u8])?.Code;

    private static byte[] Packed(string objects, string filter, string type = "/ObjStm")
    {
        using var packed = new MemoryStream();
        using (var deflating = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            deflating.Write(Encoding.Latin1.GetBytes(objects));
        }

        return [.. Encoding.Latin1.GetBytes($"<< /Type {type} {filter} /N 1 /First 4 >>\nstream\n"), .. packed.ToArray(), .. "\nendstream"u8];
    }
}
