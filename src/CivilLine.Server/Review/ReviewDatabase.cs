using System.Globalization;
using CivilLine.Hosting;
using CivilLine.Store;
using Microsoft.Data.Sqlite;

namespace CivilLine.Review;

/// <summary>
/// What reviewers add, and the index that they search: in a file of its own, because SQLite has one writer a file and
/// review must never stand in the way of calls. The calls' own file is attached as <c>store</c>, to be read and no more:
/// a transaction that is to write locks every file that it could write to.
/// </summary>
internal sealed class ReviewDatabase(DataFolder folder)
{
    public const string FileName = "review.db";

    /// <summary>Each step brings the file from the version of its place to the next; a step that shipped is never changed.</summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE Labels (
            Id INTEGER PRIMARY KEY,
            CallKey INTEGER NOT NULL,
            UtteranceId TEXT NOT NULL,
            Revision INTEGER NOT NULL,
            LabellerId TEXT NOT NULL,
            Labeller TEXT NOT NULL,
            At INTEGER NOT NULL,
            Categories INTEGER NOT NULL,
            Target INTEGER NOT NULL,
            Severity INTEGER NULL,
            Note TEXT NULL,
            ModelVersion TEXT NOT NULL,
            PolicyVersion TEXT NOT NULL);
        CREATE INDEX Labels_Utterance ON Labels (CallKey, UtteranceId, LabellerId);
        CREATE TRIGGER Labels_are_only_added BEFORE UPDATE ON Labels
            BEGIN SELECT RAISE(ABORT, 'labels are only added'); END;
        CREATE TABLE Acts (
            Id INTEGER PRIMARY KEY,
            At INTEGER NOT NULL,
            ById TEXT NOT NULL,
            By TEXT NOT NULL,
            Kind TEXT NOT NULL,
            CallId TEXT NULL,
            Detail TEXT NULL);
        CREATE TRIGGER Acts_are_only_added BEFORE UPDATE ON Acts
            BEGIN SELECT RAISE(ABORT, 'acts are only added'); END;
        CREATE TRIGGER Acts_stay BEFORE DELETE ON Acts
            BEGIN SELECT RAISE(ABORT, 'acts are only added'); END;
        """,
        // One row a call, by its key; the words themselves are not kept a second time.
        """
        CREATE VIRTUAL TABLE Words USING fts5 (Text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
        CREATE TABLE Waiting (CallKey INTEGER PRIMARY KEY);
        CREATE TABLE Indexed (LastFragment INTEGER NOT NULL);
        INSERT INTO Indexed VALUES (0);
        """,
        // In the order in which they came, so that of many live calls none waits for ever.
        """
        ALTER TABLE Waiting RENAME TO WaitingBefore;
        CREATE TABLE Waiting (Place INTEGER PRIMARY KEY AUTOINCREMENT, CallKey INTEGER NOT NULL UNIQUE);
        INSERT INTO Waiting (CallKey) SELECT CallKey FROM WaitingBefore;
        DROP TABLE WaitingBefore;
        """,
        // Of a suggestion only the words may go; what was decided stays.
        """
        CREATE TABLE Suggestions (
            Id INTEGER PRIMARY KEY AUTOINCREMENT,
            At INTEGER NOT NULL,
            KeyId TEXT NOT NULL,
            KeyName TEXT NOT NULL,
            Text TEXT NULL,
            Attributes TEXT NOT NULL,
            Categories INTEGER NULL,
            ModelVersion TEXT NOT NULL,
            ModelCategories INTEGER NOT NULL,
            ModelSeverity INTEGER NULL);
        CREATE TRIGGER Suggestions_stay_as_made BEFORE UPDATE ON Suggestions
            WHEN NEW.Text IS NOT NULL OR (NEW.Id, NEW.At, NEW.KeyId, NEW.KeyName, NEW.Attributes, NEW.Categories, NEW.ModelVersion, NEW.ModelCategories, NEW.ModelSeverity)
                IS NOT (OLD.Id, OLD.At, OLD.KeyId, OLD.KeyName, OLD.Attributes, OLD.Categories, OLD.ModelVersion, OLD.ModelCategories, OLD.ModelSeverity)
            BEGIN SELECT RAISE(ABORT, 'of a suggestion only the words may go'); END;
        CREATE TABLE SuggestionDecisions (
            SuggestionId INTEGER PRIMARY KEY,
            At INTEGER NOT NULL,
            ById TEXT NOT NULL,
            By TEXT NOT NULL,
            IsAccepted INTEGER NOT NULL,
            Categories INTEGER NULL,
            Target INTEGER NULL,
            Severity INTEGER NULL,
            Note TEXT NULL);
        CREATE TRIGGER SuggestionDecisions_are_only_added BEFORE UPDATE ON SuggestionDecisions
            BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
        """,
        // How far labels and index have followed the calls that were erased, and whether the index still holds words that went.
        """
        CREATE TABLE Cleared (LastErased INTEGER NOT NULL, HasTraces INTEGER NOT NULL);
        INSERT INTO Cleared VALUES (0, 0);
        """,
    ];

    /// <summary>A connection of the caller's own. Not pooled: a pooled one would come back with the store attached already.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = Address(FileName), Pooling = false, DefaultTimeout = 5 }.ConnectionString);
        connection.Open();
        connection.Run("ATTACH DATABASE $path AS store", ("$path", Address(StoreDatabase.FileName) + "?mode=ro"));
        return connection;
    }

    private string Address(string file) => new Uri(folder.File(file)).AbsoluteUri;

    /// <exception cref="StartRefusedException">The file was written by a newer version.</exception>
    public void Migrate()
    {
        using var connection = Open();
        if (connection.Number("PRAGMA user_version") is var written && written > Steps.Length)
            throw new StartRefusedException(
                $"{folder.File(FileName)} was written by a newer version of CivilLine: it is of version {written}, and this one knows {Steps.Length}. "
                + "Start the newer version, or restore a backup made before the upgrade ('civilline restore'). Nothing was changed.");
        connection.Run("PRAGMA journal_mode = WAL");
        for (var version = connection.Number("PRAGMA user_version"); version < Steps.Length; version++)
        {
            using var transaction = connection.BeginTransaction();
            connection.Run(Steps[version]);
            connection.Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1}"));
            transaction.Commit();
        }
    }
}
