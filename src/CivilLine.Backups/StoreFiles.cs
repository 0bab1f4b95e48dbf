namespace CivilLine.Backups;

/// <summary>What lies in a data folder, by name: the one list that server, backup and restore go by.</summary>
public static class StoreFiles
{
    /// <summary>The setting that names the data folder.</summary>
    public const string FolderVariable = "CIVILLINE_DATA";

    /// <summary>Calls and all that hangs on them, people, keys' hashes, webhooks.</summary>
    public const string Calls = "civilline.db";

    /// <summary>Labels, the index and the record of who took what out.</summary>
    public const string Review = "review.db";

    /// <summary>Held by the server that uses the folder.</summary>
    public const string Lock = "server.lock";

    /// <summary>There while a restore puts its files in place: no server starts on half of them.</summary>
    public const string Unfinished = "restore-unfinished";

    /// <summary>One line for each backup that was made of this folder.</summary>
    public const string Made = "backups.jsonl";

    /// <summary>Who did and saw what: a chain of lines, and beside it the number and hash of the last.</summary>
    public const string Audit = "audit.ndjson";
    public const string AuditHead = "audit-head";

    public const string TextKey = "text-key";
    public const string SignInKeys = "sign-in-keys";
    public const string AdministratorKey = "admin-key";
    public const string Policy = "policy.yaml";
    public const string Policies = "policies";

    /// <summary>The folder that is set, else the platform's own place for such things.</summary>
    /// <param name="setting">What a setting holds, by its name.</param>
    public static string FindFolder(Func<string, string?> setting) => setting(FolderVariable) is { } set && !string.IsNullOrWhiteSpace(set)
        ? set
        : Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "CivilLine");

    /// <summary>
    /// In this order: what reviewers added points into the calls, and where a call comes between the two, the calls must be
    /// the newer.
    /// </summary>
    internal static readonly string[] Databases = [Review, Calls];

    internal static readonly string[] Settings = [Policy, Policies, Audit];

    /// <summary>Without them resent words are not known again, people sign in anew, and webhooks need new secrets.</summary>
    internal static readonly string[] Keys = [TextKey, SignInKeys];
}
