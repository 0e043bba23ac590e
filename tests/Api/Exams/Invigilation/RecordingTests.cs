using System.Net;
using System.Net.Http.Headers;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Exams;

namespace Pinchang.Api.Tests.Exams.Invigilation;

public sealed class RecordingTests(WatchScene scene) : IClassFixture<WatchScene>
{
    [Fact]
    [Clause("EX-6.3-online-b", at: "Api/Exams/Invigilation/UploadPiece.cs")]
    public async Task Pieces_are_kept_joined_and_played_by_ranges_to_invigilators_alone()
    {
        var recorder = new Recorder(scene.Candidate.Http, scene.SessionId);
        for (var number = 0; number < 4; number++)
        {
            (await (await recorder.SendAsync(number)).ReadAsync<PieceReceipt>()).ShouldBeEquivalentTo(new PieceReceipt(number, false, []));
        }

        var run = (await scene.TimelineAsync(scene.SessionId)).Recordings.Single(run => run.Id == recorder.Run);
        (run.Pieces, run.ContentType, run.Missing.Length, run.LastHash).ShouldBe((4, "video/webm", 0, Recorder.HashOf(Recorder.Piece(3))));

        var path = $"/api/exam-sessions/{scene.SessionId}/recordings/{recorder.Run}";
        byte[] whole = [.. Enumerable.Range(0, 4).SelectMany(Recorder.Piece)];
        var looked = await LooksAsync();
        (await scene.Invigilator.Http.GetByteArrayAsync(path)).ShouldBe(whole);

        // Across the border of two pieces.
        using var part = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Range = new RangeHeaderValue(2_990, 3_100) } };
        var answer = await scene.Invigilator.Http.SendAsync(part);
        answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(whole[2_990..3_101]);
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");

        await (await scene.Candidate.Http.GetAsync(path)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        await (await scene.Marker.Http.GetAsync(path)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        await (await scene.ElsewhereInvigilator.Http.GetAsync(path)).ShouldRefuseAsync(HttpStatusCode.NotFound, "invigilation.not-found");
        await (await scene.ForeignInvigilator.Http.GetAsync(path)).ShouldRefuseAsync(HttpStatusCode.NotFound, "invigilation.not-found");

        // Two reads within minutes are one look, and it is on record.
        (await LooksAsync()).ShouldBe(looked + 1);
    }

    private async Task<int> LooksAsync() => (await scene.TimelineAsync(scene.SessionId)).Measures
        .Count(measure => measure.Kind == MeasureKind.Looked && measure.TakenBy == scene.Invigilator.Name);

    [Fact]
    public async Task A_repeated_piece_is_answered_again_and_kept_once()
    {
        var recorder = new Recorder(scene.Candidate.Http, scene.SessionId);
        await recorder.SendAsync(0);
        var twice = await Task.WhenAll(recorder.SendAsync(1), recorder.SendAsync(1), recorder.SendAsync(1));
        foreach (var answer in twice)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await (await recorder.SendAsync(1)).ReadAsync<PieceReceipt>()).Repeated.ShouldBeTrue();
        (await scene.TimelineAsync(scene.SessionId)).Recordings.Single(run => run.Id == recorder.Run).Pieces.ShouldBe(2);
        (await scene.Invigilator.Http.GetByteArrayAsync($"/api/exam-sessions/{scene.SessionId}/recordings/{recorder.Run}"))
            .ShouldBe([.. Recorder.Piece(0), .. Recorder.Piece(1)]);
    }

    [Fact]
    public async Task A_missing_piece_is_named_and_closes_the_gap_when_it_comes_late()
    {
        var recorder = new Recorder(scene.Candidate.Http, scene.SessionId, "screen");
        await recorder.SendAsync(0);
        (await (await recorder.SendAsync(3)).ReadAsync<PieceReceipt>()).Missing.ShouldBe([1, 2]);
        (await scene.TimelineAsync(scene.SessionId)).Recordings.Single(run => run.Id == recorder.Run).Missing.ShouldBe([1, 2]);

        (await (await recorder.SendAsync(2)).ReadAsync<PieceReceipt>()).Missing.ShouldBe([1]);
        (await (await recorder.SendAsync(1)).ReadAsync<PieceReceipt>()).Missing.ShouldBeEmpty();

        // Arrived in another order, played in theirs.
        (await scene.Invigilator.Http.GetByteArrayAsync($"/api/exam-sessions/{scene.SessionId}/recordings/{recorder.Run}"))
            .ShouldBe([.. Enumerable.Range(0, 4).SelectMany(Recorder.Piece)]);
    }

    [Fact]
    public async Task What_does_not_fit_the_chain_is_refused_and_shown_to_the_invigilators()
    {
        var neighbour = new Recorder(scene.Neighbour.Http, scene.NeighbourSessionId);
        await neighbour.SendAsync(0);
        await neighbour.SendAsync(1);

        await (await neighbour.SendAsync(2, Recorder.Piece(2), Recorder.HashOf(Recorder.Piece(9)), Recorder.HashOf(Recorder.Piece(1))))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "recordings.wrong-hash");
        await (await neighbour.SendAsync(2, Recorder.Piece(2), Recorder.HashOf(Recorder.Piece(2)), Recorder.HashOf(Recorder.Piece(7))))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "recordings.chain-broken");
        await (await neighbour.SendAsync(1, Recorder.Piece(9), Recorder.HashOf(Recorder.Piece(9)), Recorder.HashOf(Recorder.Piece(0))))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "recordings.number-taken");

        var timeline = await scene.TimelineAsync(scene.NeighbourSessionId);
        timeline.Events.ShouldContain(happened => happened.Kind == SessionEventKind.ChainBroken && happened.Weight == EventWeight.Serious);
        (await (await neighbour.SendAsync(2)).ReadAsync<PieceReceipt>()).Missing.ShouldBeEmpty("the run goes on with what fits");
    }

    [Fact]
    public async Task What_is_no_recording_too_large_or_badly_named_is_refused()
    {
        var recorder = new Recorder(scene.Candidate.Http, scene.SessionId);
        var program = "MZ this is a program"u8.ToArray();
        await (await recorder.SendAsync(0, program, Recorder.HashOf(program), null)).ShouldRefuseAsync(HttpStatusCode.UnsupportedMediaType, "recordings.wrong-type");
        await (await recorder.SendAsync(0, program, Recorder.HashOf(program), null, "application/octet-stream"))
            .ShouldRefuseAsync(HttpStatusCode.UnsupportedMediaType, "recordings.wrong-type");
        await (await recorder.SendAsync(0, [], Recorder.HashOf([]), null)).ShouldRefuseAsync(HttpStatusCode.BadRequest, "recordings.piece-empty");
        await (await recorder.SendAsync(1, program, Recorder.HashOf(program), null)).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.malformed");
        await (await recorder.SendAsync(0, program, "zz", null)).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.malformed");
        byte[] large = [.. Recorder.Piece(0), .. new byte[RecordingPieceHeaders.MostBytes]];
        await (await recorder.SendAsync(0, large, Recorder.HashOf(large), null)).ShouldRefuseAsync(HttpStatusCode.RequestEntityTooLarge, "recordings.piece-too-large");
        (await recorder.SendAsync(0)).StatusCode.ShouldBe(HttpStatusCode.OK, "what was refused left nothing behind");
        (await scene.Invigilator.Http.GetByteArrayAsync($"/api/exam-sessions/{scene.SessionId}/recordings/{recorder.Run}")).ShouldBe(Recorder.Piece(0));
    }

    [Fact]
    public async Task A_run_belongs_to_one_session_and_one_track()
    {
        var recorder = new Recorder(scene.Candidate.Http, scene.SessionId);
        await recorder.SendAsync(0);
        await (await new Recorder(scene.Neighbour.Http, scene.SessionId).SendAsync(0)).ShouldRefuseAsync(HttpStatusCode.NotFound, "invigilation.not-found");

        using var stolen = new HttpRequestMessage(HttpMethod.Put, $"/api/exam-sessions/{scene.NeighbourSessionId}/recordings/camera/pieces/1");
        stolen.Content = new ByteArrayContent(Recorder.Piece(1));
        stolen.Content.Headers.ContentType = new("video/webm");
        stolen.Headers.Add(RecordingPieceHeaders.Run, recorder.Run.ToString());
        stolen.Headers.Add(RecordingPieceHeaders.Hash, Recorder.HashOf(Recorder.Piece(1)));
        stolen.Headers.Add(RecordingPieceHeaders.PreviousHash, Recorder.HashOf(Recorder.Piece(0)));
        stolen.Headers.Add(RecordingPieceHeaders.BeginsAt, "2026-11-22T01:00:00Z");
        stolen.Headers.Add(RecordingPieceHeaders.Duration, "10000");
        await (await scene.Neighbour.Http.SendAsync(stolen)).ShouldRefuseAsync(HttpStatusCode.Conflict, "recordings.run-foreign");
    }

    [Fact]
    public async Task A_still_is_a_small_JPEG_and_is_shown_to_invigilators_alone()
    {
        byte[] still = [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[2_000], 0xFF, 0xD9];
        var id = Guid.NewGuid();
        var path = $"/api/exam-sessions/{scene.SessionId}/stills/{id}";
        (await scene.Candidate.Http.PutAsync(path, new ByteArrayContent(still))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Candidate.Http.PutAsync(path, new ByteArrayContent(still))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await scene.Invigilator.Http.GetByteArrayAsync(path)).ShouldBe(still);
        await WatchScene.UntilAsync(async () => (await scene.TileAsync(scene.SessionId)).StillId == id, "the wall shows the still");
        await (await scene.ElsewhereInvigilator.Http.GetAsync(path)).ShouldRefuseAsync(HttpStatusCode.NotFound, "invigilation.not-found");

        var next = $"/api/exam-sessions/{scene.SessionId}/stills/{Guid.NewGuid()}";
        await (await scene.Candidate.Http.PutAsync(next, new ByteArrayContent("MZ a program"u8.ToArray())))
            .ShouldRefuseAsync(HttpStatusCode.UnsupportedMediaType, "recordings.still-wrong-type");
        await (await scene.Candidate.Http.PutAsync(next, new ByteArrayContent([.. still, .. new byte[61 * 1024]])))
            .ShouldRefuseAsync(HttpStatusCode.RequestEntityTooLarge, "recordings.still-too-large");
        await (await scene.Neighbour.Http.PutAsync(next, new ByteArrayContent(still))).ShouldRefuseAsync(HttpStatusCode.NotFound, "invigilation.not-found");
    }
}
