using System.Reflection;

namespace Pinchang.Embedded.Tests;

public sealed class MessageTests
{
    private static readonly Palette Colours = new(["red"]);

    [Fact]
    public async Task What_the_caller_changes_afterwards_does_not_reach_the_grain()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<IMessageGrain>("messages");
        var circle = new Circle("sun", [1.0, 2.0]);
        var drawing = new Drawing([circle, circle], [1, 2], circle, Colours);
        List<int> numbers = [1, 2, 3];

        await grain.Keep(drawing, numbers, [7]);
        circle.Radii[0] = 99;
        drawing.Shapes[1] = new Circle("moon", []);
        numbers.Clear();

        var kept = await grain.Kept();
        kept.Shapes.Length.ShouldBe(2);
        kept.Shapes[0].ShouldBeOfType<Circle>().Radii.ShouldBe([1.0, 2.0]);
        kept.Shapes[1].ShouldBeSameAs(kept.Shapes[0]);
        kept.Background.ShouldBeSameAs(kept.Shapes[0]);
        kept.Layers.ShouldBe([1, 2]);
        (await grain.KeptNumbers()).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task What_the_caller_changes_in_an_answer_does_not_reach_the_grain()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<IMessageGrain>("messages");
        await grain.Keep(new([], [], null, Colours), [1], []);

        (await grain.KeptNumbers()).Add(2);

        (await grain.KeptNumbers()).ShouldBe([1]);
    }

    [Fact]
    public async Task What_is_declared_immutable_is_shared()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<IMessageGrain>("messages");
        int[] shared = [7];
        await grain.Keep(new([], [], null, Colours), [], shared);
        shared[0] = 8;

        (await grain.Kept()).Palette.ShouldBeSameAs(Colours);
        (await grain.KeptShared()).ShouldBe([8]);
    }

    [Fact]
    public async Task Without_copying_messages_go_as_they_are()
    {
        await using var silo = await TestSilo.StartAsync(copyMessages: false);
        var grain = silo.Grains.GetGrain<IMessageGrain>("messages");
        List<int> numbers = [1];

        await grain.Keep(new([], [], null, Colours), numbers, []);

        (await grain.KeptNumbers()).ShouldBeSameAs(numbers);
    }

    [Fact]
    public async Task A_type_that_no_wire_could_carry_is_refused_both_ways()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<IUndeclaredGrain>("undeclared");

        (await Should.ThrowAsync<NotSupportedException>(() => grain.Take(new("taken")))).Message.ShouldContain(nameof(Undeclared));
        (await Should.ThrowAsync<NotSupportedException>(grain.Give)).Message.ShouldContain("[GenerateSerializer]");
        await Should.ThrowAsync<NotSupportedException>(() => grain.Change(new object()));
        await grain.Change("a known value");
    }

    [Fact]
    public void Every_message_of_the_product_can_cross_a_wire()
    {
        var assemblies = new[] { "Pinchang.Contracts", "Pinchang.LiveRooms.Grains", "Pinchang.ExamGrains" }.Select(Assembly.Load);

        MessageContract.ProblemsOf(assemblies).ShouldBeEmpty();
    }

    [Fact]
    public void The_contract_check_names_what_must_not_cross_a_call()
    {
        var problems = MessageContract.ProblemsOf(typeof(IMessageGrain).Assembly);

        problems.ShouldBe(
            [
                "IUndeclaredGrain.Take(undeclared): Pinchang.Embedded.Tests.Undeclared has no [GenerateSerializer]",
                "IUndeclaredGrain.Give returns: Pinchang.Embedded.Tests.Undeclared has no [GenerateSerializer]",
                "IUndeclaredGrain.Change returns: Pinchang.Embedded.Tests.Changeable has no [Alias]",
                "Changeable.Word has no [Id]",
                "Changeable.Word can be set after it was sent",
                "Changeable.Undeclared has no [Id]",
                "Changeable.Undeclared: Pinchang.Embedded.Tests.Undeclared has no [GenerateSerializer]",
                "IUndeclaredGrain.Change(anything): System.Object has no [GenerateSerializer]",
            ],
            ignoreOrder: true);
    }
}
