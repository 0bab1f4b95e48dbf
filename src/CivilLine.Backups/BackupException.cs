namespace CivilLine.Backups;

/// <summary>A backup was not made, or is not restored; the message says why and what to do, for an operator.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);
