using System.Reflection;
using Microsoft.Extensions.Logging;

namespace CivilLine.Server.Tests.Telemetry;

public sealed class EventIdTests
{
    [Fact]
    public void Every_message_of_the_log_has_an_id_of_its_own()
    {
        var said = typeof(CivilLine.Hosting.CivilLineServer).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => (Method: method, Message: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(one => one.Message is not null).ToList();

        Assert.NotEmpty(said);
        Assert.Empty(said.GroupBy(one => one.Message!.EventId).Where(same => same.Count() > 1)
            .Select(same => $"{same.Key}: {string.Join(", ", same.Select(one => $"{one.Method.DeclaringType!.DeclaringType!.Name}.{one.Method.Name}"))}"));
    }
}
