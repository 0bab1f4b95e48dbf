using System.CommandLine;
using CivilLine.Faults;
using CivilLine.Faults.Access;
using CivilLine.Faults.Backups;
using CivilLine.Faults.Disk;
using CivilLine.Faults.Flood;
using CivilLine.Faults.Fuzz;
using CivilLine.Faults.Kills;
using CivilLine.Faults.Stop;
using CivilLine.Faults.Syncs;

Command[] experiments =
[
    KillsCommand.Create(),
    OverloadCommand.Create(),
    MisbehaviourCommand.Create(),
    SoakCommand.Create(),
    BackupsCommand.Create(),
    FuzzCommand.Create(),
    DiskCommand.Create(),
    SyncsCommand.Create(),
    StopCommand.Create(),
    AccessCommand.Create(),
];
var root = new RootCommand("Breaks the whole service on purpose, and looks for what was lost.") { ResultsCommand.Create(experiments) };
foreach (var experiment in experiments)
    root.Add(experiment);
return await root.Parse(args).InvokeAsync();
