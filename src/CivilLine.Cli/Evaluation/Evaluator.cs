using CivilLine.Cli.Evaluation.Bias;
using CivilLine.Cli.Evaluation.Lines;
using CivilLine.Cli.Evaluation.Public;
using CivilLine.Cli.Evaluation.Robustness;
using CivilLine.Cli.Evaluation.Speech;
using CivilLine.Cli.Evaluation.Systems;
using CivilLine.Cli.Training;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Cli.Evaluation;

/// <summary>Measures a model on what it was not trained on: the test lines, ordinary talk, and other people's sets.</summary>
internal sealed class Evaluator(ModelBundle bundle, EvaluationInput input)
{
    /// <summary>What can be asked for by itself, in the order in which it is measured.</summary>
    public static readonly IReadOnlyList<string> Parts =
        ["speech", "lines", "pieces", "calls", "calibration", "public", "bias", "robustness", "systems", "speed"];

    private readonly FigureBook _book = new();
    private readonly TextScorer _scorer = new(bundle.Scorer, input.Workers);

    public Report Run()
    {
        var corpus = Training.Corpus.Read(input.Corpus);
        var test = corpus.Where(line => !line.IsTrain).ToArray();
        var calls = WholeCalls.Test(input.Corpus).ToArray();
        var lines = JudgedLine.Judge([.. test.Where(line => line.Fragments is null)], _scorer);
        var speech = new Dictionary<string, AlarmTally>();
        foreach (var part in Parts.Where(part => input.Only.Count == 0 || input.Only.Contains(part)))
            Measure(part);
        return new Report(
            bundle.Info.Version, bundle.Info.ThresholdsHash, TestSets.Hashes(test, calls), [.. _book.Missing], _book.Figures);

        void Measure(string part)
        {
            switch (part)
            {
                case "speech":
                    speech = Speech();
                    SpeechFigures.Add(_book, speech);
                    break;
                case "lines":
                    LineFigures.Add(_book, lines);
                    StrengthFigures.Add(_book, lines);
                    break;
                case "pieces":
                    SplitFigures.Add(_book, new WindowScorer(bundle.Scorer), [.. test.Where(line => line.Fragments is not null)], input.Workers);
                    break;
                case "calls":
                    CallFigures.Add(_book, calls, bundle.Scorer, input.Workers);
                    break;
                case "calibration":
                    CalibrationFigures.Add(_book, lines, HeldOut());
                    break;
                case "public":
                    new PublicSets(_book, _scorer, input.Data).Add();
                    break;
                case "bias":
                    BiasFigures.AddStyles(_book, lines);
                    IdentityBias.Add(_book, _scorer, input.Data);
                    break;
                case "robustness":
                    RobustnessFigures.Add(_book, lines, _scorer);
                    break;
                case "systems":
                    AddSystems(lines, speech, corpus);
                    break;
                default:
                    SpeedFigures.Add(_book, bundle);
                    break;
            }
        }
    }

    private Dictionary<string, AlarmTally> Speech()
    {
        var alarms = new SpeechAlarms(bundle.Scorer, input.Workers);
        var tallies = new Dictionary<string, AlarmTally>();
        foreach (var file in SpeechFiles.All)
        {
            if (_book.Find(input.Data, "eval", file + ".tsv.gz") is { } path)
                tallies[file] = alarms.Count(path);
        }
        if (input.Worst is not null)
            WorstFile.Write(input.Worst, tallies.Values);
        return tallies;
    }

    private (BenignTurn, Assessment)[] HeldOut()
    {
        if (input.Data is null)
            return [];
        BenignTurn[] turns = [.. Benign.Turns(input.Data, Screen.Read(input.Data)).Where(turn => turn.Part == BenignPart.HeldOut)];
        return [.. turns.Zip(_scorer.Score([.. turns.Select(turn => turn.Text.Shown)]))];
    }

    private void AddSystems(JudgedLine[] lines, Dictionary<string, AlarmTally> speech, IReadOnlyList<CorpusLine> corpus)
    {
        var sets = new SystemSets(lines, _book, input.Data);
        if (input.Texts is not null)
            sets.Write(input.Texts);
        var systems = new SystemFigures(_book, sets);
        systems.Add(
            new SystemUnderTest("this model", text => Verdict(_scorer.Score(text.Text))),
            speech.Count == 0 ? null : speech.ToDictionary(pair => pair.Key, pair => (pair.Value.Alone, pair.Value.Turns)));
        var words = WordList.From(corpus.Where(line => line.IsTrain));
        systems.Add(new SystemUnderTest("word list", text => Verdict(words.Categories(Normalizer.Normalize(text.Text)))));
        foreach (var baseline in input.Baselines)
            systems.Add(baseline);
    }

    private static Verdict Verdict(Assessment said) =>
        new(said.Categories, !said.Categories.IsEmpty, TextScorer.AnyAbuse(said));

    private static Verdict Verdict(CategorySet said) => new(said, !said.IsEmpty, TextScorer.IsAbuse(said) ? 1 : 0);
}
