using System.Net;
using System.Text;
using CivilLine.Server.Tests.Hosting;
using Microsoft.Extensions.Options;

namespace CivilLine.Server.Tests.Sources;

public sealed class MappingSourceTests
{
    private const string Secret = "a-secret-of-the-bridge";

    [Fact]
    public async Task Messages_read_by_a_mapping_are_heard_and_alert_like_any_event()
    {
        await using var server = await TestServer.StartAsync(
            "Sources:gladia:Format=mapping", "Sources:gladia:Mapping=gladia", $"Sources:gladia:Secret={Secret}", "Sources:gladia:Speakers:0=customer");
        var call = Lines.NewCall();

        foreach (var (text, isFinal) in new[] { ("i will", "false"), (ScriptedScorer.Threat, "true"), (ScriptedScorer.Threat, "true") })
        {
            using var client = server.Client(Secret);
            using var answer = await client.PostAsync("/api/v1/sources/gladia", new StringContent($$"""
                {"event":"live.transcript","payload":{"session_id":"{{call}}","type":"transcript","data":{"id":"u-1","is_final":{{isFinal}},
                 "utterance":{"start":1.0,"end":{{(isFinal == "true" ? "2.5" : "1.6")}},"text":"{{text}}","channel":0} } } }
                """, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        var fragments = (await server.CallAsync(call)).Fragments;
        Assert.Equal((ScriptedScorer.Threat, 1000L, 2500L), fragments.Where(one => one.IsFinal).Select(one => (one.Text, one.StartMs, one.EndMs)).Single());
        Assert.Single(await server.AlertsAsync(call));
    }

    [Fact]
    public async Task Server_does_not_start_on_a_mapping_with_mistakes_and_names_them_all()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "name: mine\nfragments:\n  - text: words\n    start: soon\n", TestContext.Current.CancellationToken);
        try
        {
            var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => TestServer.StartAsync(
                "Sources:ours:Format=mapping", $"Sources:ours:Mapping={file}", $"Sources:ours:Secret={Secret}",
                "Sources:other:Format=mapping", $"Sources:other:Secret={Secret}"));

            Assert.Contains($"Sources:ours:Mapping: {file}:3:11: fragments[0].text is 'words'", refused.Message, StringComparison.Ordinal);
            Assert.Contains($"{file}:4:12: fragments[0].start is 'soon'", refused.Message, StringComparison.Ordinal);
            Assert.Contains("Sources:other:Mapping must name a mapping file, or one of bandwidth, gladia", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
