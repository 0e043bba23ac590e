using Npgsql;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Data.Media;
using Pinchang.Data.Tests.LiveRooms;
using Pinchang.Domain.Media;

namespace Pinchang.Data.Tests.Media;

public sealed class RecordingRowsTests(PostgreSqlFixture database) : IClassFixture<PostgreSqlFixture>
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_recording_is_found_as_it_was_closed()
    {
        await using var source = NpgsqlDataSource.Create(database.AppConnectionString);
        var session = Guid.CreateVersion7(Now);
        await using (var context = new PinchangContext(PinchangDataServices.Options(source)))
        {
            var rows = new Recordings(context);
            var recording = new Recording { SessionId = session, RoomId = session, Path = $"2026/03/{session}.mp4", State = RecordingState.Open, BegunAt = Now };
            await rows.SaveAsync(recording, CancellationToken.None);
            (await rows.ListOpenAsync(CancellationToken.None)).ShouldContain(row => row.SessionId == session);
            (recording.State, recording.Duration, recording.Hash, recording.ClosedAt) = (RecordingState.Whole, 1320, [1, 2, 3], Now);
            recording.Gaps = [new RecordingGap(1200, 42_000)];
            await rows.SaveAsync(recording, CancellationToken.None);
        }

        await using var again = new PinchangContext(PinchangDataServices.Options(source));
        var found = await new Recordings(again).FindAsync(session, CancellationToken.None);
        found.ShouldNotBeNull().State.ShouldBe(RecordingState.Whole);
        found.Gaps.ShouldBe([new RecordingGap(1200, 42_000)]);
        found.Hash.ShouldBe([1, 2, 3]);
        (await new Recordings(again).ListOpenAsync(CancellationToken.None)).ShouldNotContain(row => row.SessionId == session);
    }

    [Fact]
    public async Task A_room_is_found_with_the_session_that_is_to_come()
    {
        await using var owner = NpgsqlDataSource.Create(database.OwnerConnectionString);
        await using var source = NpgsqlDataSource.Create(database.AppConnectionString);
        var planned = await PlannedRoom.MakeAsync(owner);
        var rooms = new MediaRooms(source);
        var expected = new MediaRoom(
            planned.RoomId, planned.SessionId, LiveSessionState.Scheduled, RoomVisibility.Public, planned.EmployerId, planned.AgencyId);
        (await rooms.FindAsync(planned.RoomId, CancellationToken.None)).ShouldBe(expected);
        (await rooms.FindBySessionAsync(planned.SessionId, CancellationToken.None)).ShouldBe(expected);
        (await rooms.FindAsync(planned.SessionId, CancellationToken.None)).ShouldBeNull();
    }
}
