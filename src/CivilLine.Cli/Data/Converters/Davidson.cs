using System.Globalization;
using System.Net;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>CSV of tweets, still escaped for HTML, with how many of the annotators saw hate or offence.</summary>
internal sealed class Davidson() : LabelledConverter("twitter", Own)
{
    private static readonly string[] Own = ["count", "hate_speech", "offensive_language", "neither", "class"];

    protected override IEnumerable<Labelled> Texts(SourceFolder folder) =>
        from row in folder.Files.SelectMany(file => Csv.Read(file.Path))
        let count = Number(row["count"])
        let hate = Number(row["hate_speech"])
        select new Labelled(
            row[""], WebUtility.HtmlDecode(row["tweet"]), [.. Own.Select(column => row[column])],
            new Verdict(Toxic: Verdict.Share(hate + Number(row["offensive_language"]), count), Identity: Verdict.Share(hate, count)));

    private static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);
}
