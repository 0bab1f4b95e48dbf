using System.CommandLine;
using CivilLine.Escalation.Documents;

namespace CivilLine.Cli.Policies;

/// <summary><c>civilline policy</c>: the document that says what counts, how much, and what an agent may do about it.</summary>
internal static class PolicyCommand
{
    public static Command Create() => new("policy",
        """
        The policy: one YAML document that says what counts as a breach, when supervisors are alerted, what each step of the
        ladder needs, and what agents read and may say. Whatever a document leaves out is as in the standard policy.

        To write your own:
          civilline policy show > policy.yaml     the standard policy, with comments, to start from
          civilline policy check policy.yaml      every mistake at once, with line, column and what may stand there
        Then put policy.yaml into the server's data folder, or start the server with --policy FILE. The server reads it again
        whenever it changes; a document with a mistake is refused whole, and the one before it stays.
        """)
    {
        CheckCommand.Create(),
        Show(),
    };

    private static Command Show()
    {
        var schema = new Option<bool>("--schema") { Description = "Print the JSON schema of a policy document instead, for editors." };
        var command = new Command("show", "Print the standard policy: what applies until a centre writes its own.") { schema };
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.Write(
            parsed.GetValue(schema) ? StandardPolicy.Schema : StandardPolicy.Yaml));
        return command;
    }
}
