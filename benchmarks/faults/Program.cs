using System.CommandLine;
using CivilLine.Faults;
using CivilLine.Faults.Kills;

var root = new RootCommand("Breaks the whole service on purpose, and looks for what was lost.")
{
    KillsCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
