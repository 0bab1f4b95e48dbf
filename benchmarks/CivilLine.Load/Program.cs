using System.CommandLine;
using CivilLine.Load;
using CivilLine.Load.RealInput;

var root = new RootCommand("Measures the whole service from outside, as its sources and its supervisors meet it.")
{
    LoadCommand.Create(),
    RealInputCommand.Create(),
    HangCommand.Create(),
    RedactionCommand.Create(),
    KafkaCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
