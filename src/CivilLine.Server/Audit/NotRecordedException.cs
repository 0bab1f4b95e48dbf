namespace CivilLine.Audit;

/// <summary>It is not on the disk who asked, so nobody is shown anything.</summary>
internal sealed class NotRecordedException(string message, Exception? inner = null) : IOException(message, inner);
