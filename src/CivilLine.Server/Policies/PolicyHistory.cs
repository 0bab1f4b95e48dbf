using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CivilLine.Hosting;
using CivilLine.Store;

namespace CivilLine.Policies;

/// <summary>One time that a policy came into force, or that one was refused.</summary>
/// <param name="By">Who put it; null where the file changed or the server started.</param>
/// <param name="ById">The same beyond doubt: a person's id, or a key's.</param>
/// <param name="Hash">SHA-256 of the document in hex; null of a change from before it was kept.</param>
internal sealed record PolicyChange(DateTimeOffset At, string Version, string? By, string? ById = null, string? Hash = null)
{
    /// <summary>Why the document was refused: then <see cref="Version"/> is what stayed. Null where it came into force.</summary>
    [JsonIgnore]
    public string? Refused { get; init; }
}

/// <summary>
/// Every policy that was ever in force, in the data folder: a decision names its version, and the document can be read as
/// long as the decision is kept.
/// </summary>
internal sealed partial class PolicyHistory(DataFolder data, ILogger<PolicyHistory> log)
{
    private const string Folder = "policies";
    private const string Changes = "changes.jsonl";
    private readonly Lock _lock = new();
    private readonly List<PolicyChange> _new = [];

    public void Add(string version, string yaml, DateTimeOffset at, string? by, string? byId = null)
    {
        var change = new PolicyChange(at, version, by, byId, HashOf(yaml));
        lock (_lock)
            _new.Add(change);
        try
        {
            lock (_lock)
            {
                var folder = data.Directory(Folder).FullName;
                var document = Path.Combine(folder, $"{version}.yaml");
                if (!File.Exists(document))
                    File.WriteAllText(document, yaml);
                File.AppendAllText(Path.Combine(folder, Changes), JsonSerializer.Serialize(change, Json.Options) + "\n");
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A policy that applies and is not recorded is better than the one before it.
            Log.NotKept(log, version, error);
        }
    }

    /// <summary>For the store's audit alone: what never applied is not among the documents.</summary>
    /// <param name="yaml">Null where there was none to read.</param>
    public void AddRefused(PolicyRefusal refusal, string stays, string? yaml, string? by, string? byId)
    {
        lock (_lock)
            _new.Add(new PolicyChange(refusal.At, stays, by, byId, yaml is null ? null : HashOf(yaml)) { Refused = refusal.InWords });
    }

    public static string HashOf(string yaml) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(yaml)));

    /// <summary>What came into force or was refused since this was last asked, oldest first; also what could not be kept in the data folder.</summary>
    public IReadOnlyList<PolicyChange> TakeNew()
    {
        lock (_lock)
        {
            PolicyChange[] taken = [.. _new];
            _new.Clear();
            return taken;
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PolicyChange> Read(int limit)
    {
        lock (_lock)
        {
            var path = Path.Combine(data.Directory(Folder).FullName, Changes);
            return !File.Exists(path)
                ? []
                : [.. File.ReadLines(path).Where(line => line.Length > 0).TakeLast(limit)
                    .Select(line => JsonSerializer.Deserialize<PolicyChange>(line, Json.Options)!).Reverse()];
        }
    }

    /// <summary>The document of a version; null where it was never in force here.</summary>
    public string? Document(string version)
    {
        if (version.Length > 60 || !version.All(unit => char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit) || unit == '-'))
            return null;
        var path = Path.Combine(data.Directory(Folder).FullName, $"{version}.yaml");
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    private static partial class Log
    {
        [LoggerMessage(2411, LogLevel.Error, "Policy {Version} applies and could not be recorded in the data folder.")]
        public static partial void NotKept(ILogger logger, string version, Exception error);
    }
}
