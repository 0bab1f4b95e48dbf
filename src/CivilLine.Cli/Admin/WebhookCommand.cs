using System.CommandLine;
using System.Text.Json.Nodes;

namespace CivilLine.Cli.Admin;

/// <summary><c>civilline admin webhook</c>: where a running server sends alerts and incidents.</summary>
internal static class WebhookCommand
{
    public static Command Create() => new(
        "webhook", "Addresses that the server sends alerts and incidents to, as signed CloudEvents.") { Add(), List(), Remove(), Test() };

    private static Command Add()
    {
        var name = new Argument<string>("NAME") { Description = "The name that administrators see." };
        var url = new Argument<string>("URL")
        {
            Description = "Where to send: an https address. Plain http and private addresses only within the networks of the server's Notify:AllowedNetworks.",
        };
        var events = new Option<string[]>("--event") { Description = "alerts or incidents; may be given twice. Both where it is left out." };
        var teams = new Option<string[]>("--team") { Description = "Only calls of this team, by its id; may be given more than once. Every call where it is left out." };
        var severity = new Option<string?>("--min-severity") { Description = "Nothing milder: info, caution, serious or critical. A call for help is always sent." };
        var withoutText = new Option<bool>("--without-text") { Description = "Leave out what was said." };
        var command = new Command("add", "Add a webhook and print its signing secret, this once: the receiver checks each message with it.")
        {
            name, url, events, teams, severity, withoutText,
        };
        command.SetAction((parsed, cancel) => AdminCall.PostAsync(
            parsed,
            "webhooks",
            new
            {
                name = parsed.GetValue(name),
                url = parsed.GetValue(url),
                events = parsed.GetValue(events) is { Length: > 0 } some ? some : null,
                teams = parsed.GetValue(teams) ?? [],
                minSeverity = parsed.GetValue(severity),
                withText = !parsed.GetValue(withoutText),
            },
            answer => $"webhook {answer["id"]} added\nsecret {answer["secret"]}",
            cancel));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Print each webhook: id, state, waiting and given-up messages, name, address. Never a secret.");
        command.SetAction((parsed, cancel) => AdminCall.RunAsync(parsed, async api =>
        {
            if (await WebhookCalls.AllAsync(api, cancel) is not { } all)
                return 1;
            if (all.Count == 0)
                await api.Output.WriteLineAsync("no webhook yet; 'civilline admin webhook add NAME URL' adds one");
            foreach (var one in all)
                await api.Output.WriteLineAsync(WebhookCalls.Line(one));
            return 0;
        }));
        return command;
    }

    private static Command Remove()
    {
        var which = Which();
        var command = new Command("remove", "Forget a webhook and whatever waits to be sent to it.") { which };
        command.SetAction((parsed, cancel) => AdminCall.RunAsync(parsed, async api =>
        {
            if (await WebhookCalls.FindAsync(api, parsed.GetRequiredValue(which), cancel) is not { } id
                || await api.SendAsync(HttpMethod.Post, $"webhooks/{id}/remove", null, cancel) is null)
                return 1;
            await api.Output.WriteLineAsync($"webhook {id} removed");
            return 0;
        }));
        return command;
    }

    private static Command Test()
    {
        var which = Which();
        var wait = new Option<int>("--wait") { Description = "How many seconds to wait for the receiver's answer.", DefaultValueFactory = _ => 15 };
        wait.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is < 0 or > 300)
                given.AddError("--wait must be from 0 to 300 seconds.");
        });
        var command = new Command("test", "Send a message that says it is a test, and tell whether the receiver took it.") { which, wait };
        command.SetAction((parsed, cancel) => AdminCall.RunAsync(parsed, async api =>
        {
            if (await WebhookCalls.FindAsync(api, parsed.GetRequiredValue(which), cancel) is not { } id
                || await api.SendAsync(HttpMethod.Post, $"webhooks/{id}/test", null, cancel) is not JsonObject sent)
                return 1;
            return await WebhookCalls.FollowAsync(api, id, (long)sent["id"]!, TimeSpan.FromSeconds(parsed.GetValue(wait)), cancel);
        }));
        return command;
    }

    private static Argument<string> Which() => new("WEBHOOK") { Description = "The webhook's id, or its name." };
}
