using System.CommandLine;
using CivilLine.Cli.Admin;
using CivilLine.Cli.Streaming;

var root = new RootCommand("Scores what is said on customer-service calls, and plays and looks after what does so.")
{
    StreamCommand.Create(),
    AdminCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
