using System.Net.Http.Json;
using CivilLine.Calls;
using CivilLine.Hosting;

namespace CivilLine.Server.Tests.Hosting;

/// <summary>What the administrator reads.</summary>
internal static class Reading
{
    public static async Task<T> GetAsync<T>(this TestServer server, string path) =>
        await server.Admin.GetFromJsonAsync<T>(path, Json.Options, TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException($"{path} answered null.");

    public static async Task<IReadOnlyList<AlertView>> AlertsAsync(this TestServer server, string callId) =>
        (await server.GetAsync<AlertPage>($"/api/v1/alerts?callId={callId}")).Alerts;

    public static Task<CallDetail> CallAsync(this TestServer server, string callId) =>
        server.GetAsync<CallDetail>($"/api/v1/calls/{callId}");

    /// <summary>The call once it is so: how a live one stands is shown shortly after the commit that its source is answered for.</summary>
    public static Task<CallDetail> CallAsync(this TestServer server, string callId, string what, Func<CallDetail, bool> satisfies) =>
        Eventually.Seen(what, () => server.CallAsync(callId), satisfies);
}
