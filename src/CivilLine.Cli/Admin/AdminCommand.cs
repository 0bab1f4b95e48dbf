using System.CommandLine;

namespace CivilLine.Cli.Admin;

/// <summary><c>civilline admin</c>: sign-in links, teams, people, keys, webhooks and privacy of a running server.</summary>
internal static class AdminCommand
{
    public static Command Create() => new("admin", "Sign-in links, teams, people, keys, webhooks and what is kept of calls and of who saw them, of a running server.")
    {
        AdminCall.To,
        AdminCall.Data,
        Link(),
        new Command("team", "Teams.") { AddTeam() },
        new Command("person", "People who sign in.") { AddPerson() },
        new Command("key", "Keys of sources.") { AddKey(), RotateKey() },
        WebhookCommand.Create(),
        PrivacyCommands.Erase(),
        PrivacyCommands.Hold(),
        PrivacyCommands.Retention(),
        PrivacyCommands.Export(),
        PrivacyCommands.Scan(),
        AuditCommand.Create(),
    };

    private static Command Link()
    {
        var command = new Command("link", "Print a one-time sign-in link for the administrator.");
        command.SetAction((parsed, cancel) => AdminCall.PostAsync(
            parsed, "link", new { }, answer => $"{answer["url"]}", cancel));
        return command;
    }

    private static Command AddTeam()
    {
        var id = new Argument<string>("ID") { Description = "The id under which sources name the team." };
        var name = new Argument<string>("NAME") { Description = "The name that people see." };
        var command = new Command("add", "Add a team.") { id, name };
        command.SetAction((parsed, cancel) => AdminCall.PostAsync(
            parsed,
            "teams",
            new { id = parsed.GetValue(id), name = parsed.GetValue(name) },
            answer => $"team {answer["id"]} added",
            cancel));
        return command;
    }

    private static Command AddPerson()
    {
        var name = new Argument<string>("NAME") { Description = "The name that others see." };
        var role = new Option<string>("--role") { Description = "agent, supervisor, qa, operator or administrator.", Required = true };
        var agent = new Option<string?>("--agent") { Description = "The id under which sources name this agent." };
        var subject = new Option<string?>("--subject") { Description = "How the OpenID provider names this person, where people sign in with one." };
        var teams = new Option<string[]>("--team") { Description = "A team's id; may be given more than once." };
        var command = new Command("add", "Add a person.") { name, role, agent, teams, subject };
        command.SetAction((parsed, cancel) => AdminCall.PostAsync(
            parsed,
            "people",
            new
            {
                name = parsed.GetValue(name),
                role = parsed.GetValue(role),
                agentId = parsed.GetValue(agent),
                teams = parsed.GetValue(teams) ?? [],
                subject = parsed.GetValue(subject),
            },
            answer => $"person {answer["id"]} added",
            cancel));
        return command;
    }

    private static Command AddKey()
    {
        var name = new Argument<string>("NAME") { Description = "Which source the key is for." };
        var teams = new Option<string[]>("--team") { Description = "Only calls of this team, by its id; may be given more than once. Every call where it is left out." };
        var command = new Command("add", "Make a key for a source and print it, this once.") { name, teams };
        command.SetAction((parsed, cancel) => AdminCall.PostAsync(
            parsed, "keys", new { name = parsed.GetValue(name), teams = parsed.GetValue(teams) ?? [] }, answer => $"{answer["key"]}", cancel));
        return command;
    }

    private static Command RotateKey()
    {
        var id = new Argument<string>("ID") { Description = "The key's id, as /api/v1/admin/keys and the page under Admin tell it." };
        var overlap = new Option<double>("--overlap-hours")
        {
            Description = "How long the former secret stays good beside the new one; 0 to shut it out at once.", DefaultValueFactory = _ => 24,
        };
        var command = new Command("rotate", "Make a new secret for a key and print it, this once; its calls stay its own.") { id, overlap };
        command.SetAction((parsed, cancel) => AdminCall.PostAsync(
            parsed, $"keys/{Uri.EscapeDataString(parsed.GetValue(id)!)}/rotate", new { overlapHours = parsed.GetValue(overlap) },
            answer => $"{answer["key"]}", cancel));
        return command;
    }
}
