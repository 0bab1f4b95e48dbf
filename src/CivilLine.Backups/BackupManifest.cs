using System.Text.Json;

namespace CivilLine.Backups;

/// <summary>What a backup says of itself.</summary>
/// <param name="Version">Of the program that made it.</param>
/// <param name="Migrations">That the store had.</param>
/// <param name="HasKeys">Whether <c>text-key</c> and <c>sign-in-keys</c> are in it.</param>
public sealed record BackupManifest(
    int Format, string Version, DateTimeOffset At, IReadOnlyList<string> Migrations, long Calls, long Fragments, bool HasKeys,
    IReadOnlyList<BackupFile> Files)
{
    internal const int Newest = 1;
    internal const string Entry = "civilline-backup.json";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
}

/// <param name="Name">Below the data folder, with slashes.</param>
/// <param name="Sha256">In hex.</param>
public sealed record BackupFile(string Name, long Bytes, string Sha256);
