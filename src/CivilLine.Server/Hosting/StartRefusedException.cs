namespace CivilLine.Hosting;

/// <summary>The server cannot start as it was told to, and its message says what to change: no stack helps.</summary>
internal sealed class StartRefusedException(string message, Exception? inner = null)
    : InvalidOperationException(message, inner);
