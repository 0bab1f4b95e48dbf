using System.CommandLine;
using CivilLine.Cli.Admin;
using CivilLine.Cli.Backups;
using CivilLine.Cli.Corpora;
using CivilLine.Cli.Data;
using CivilLine.Cli.Evaluation;
using CivilLine.Cli.Evidence;
using CivilLine.Cli.Policies;
using CivilLine.Cli.Releases;
using CivilLine.Cli.Scoring;
using CivilLine.Cli.Sources;
using CivilLine.Cli.Streaming;
using CivilLine.Cli.Training;

var root = new RootCommand("Scores what is said on customer-service calls, and plays and looks after what does so.")
{
    ScoreCommand.Create(),
    StreamCommand.Create(),
    AdminCommand.Create(),
    BackupCommand.Create(TimeProvider.System),
    RestoreCommand.Create(TimeProvider.System),
    PolicyCommand.Create(),
    SourceCommand.Create(TimeProvider.System),
    EvidenceCommand.Create(),
    CorpusCommand.Create(),
    DataCommand.Create(TimeProvider.System),
    TrainCommand.Create(),
    EvaluateCommand.Create(),
    CompareCommand.Create(),
    PromoteCommand.Create(TimeProvider.System),
};
return await root.Parse(args).InvokeAsync();
