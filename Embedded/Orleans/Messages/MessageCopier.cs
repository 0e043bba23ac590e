using Pinchang.Embedded.Calls;

namespace Pinchang.Embedded;

internal sealed class MessageCopier : IMessageCopier
{
    public T Copy<T>(T value) => value;
}
