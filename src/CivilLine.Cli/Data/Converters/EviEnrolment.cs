using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>What a telephone recogniser heard, a turn a row: dialogue_id, turn_num, transcription.</summary>
internal sealed class EviEnrolment : DialogueConverter
{
    protected override IEnumerable<Turn> Turns(SourceFolder folder) =>
        folder.Files.SelectMany(file => Csv.Read(file.Path, '\t'))
            .Select(row => new Turn(row["dialogue_id"], Customer, row["transcription"]));
}
