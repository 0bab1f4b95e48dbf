using Microsoft.Data.Sqlite;
using Polly;
using Polly.Retry;

namespace CivilLine.Store;

/// <summary>Which faults are the store's own, which of them are worth another try, and how long they are waited for.</summary>
internal static class StoreFaults
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NoDatabase = 26;

    // Of the system, as .NET gives them: EROFS, EAGAIN of Linux and of macOS; ERROR_WRITE_PROTECT and ERROR_SHARING_VIOLATION of Windows.
    private const int ReadOnlyFileSystem = 30, WouldBlock = 11, WouldBlockToo = 35;
    private const int WriteProtected = unchecked((int)0x80070013), Shared = unchecked((int)0x80070020);

    /// <returns>Null where it is no fault of the store: what was to be written cannot be.</returns>
    public static StoreTrouble? Of(Exception exception)
    {
        if ((exception as SqliteException ?? exception.InnerException as SqliteException) is not { } fault)
            return null;
        StoreTroubleKind? kind = fault.SqliteErrorCode switch
        {
            Busy or Locked => StoreTroubleKind.Locked,
            ReadOnly => StoreTroubleKind.ReadOnly,
            InputOutput => StoreTroubleKind.Failing,
            Corrupt or NoDatabase => StoreTroubleKind.Damaged,
            Full => StoreTroubleKind.Full,
            CannotOpen => StoreTroubleKind.Unreachable,
            _ => null,
        };
        return kind is { } known ? new StoreTrouble(known, fault.SqliteExtendedErrorCode) : null;
    }

    /// <summary>SQLite tells of any failed write but one on a full disk that it failed, and no more: the system is asked why.</summary>
    public static StoreTrouble AskSystem(StoreTrouble trouble, string folder)
    {
        if (trouble.Kind is not (StoreTroubleKind.Failing or StoreTroubleKind.Unreachable))
            return trouble;
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose, BufferSize = 0,
            };
            using var trial = new FileStream(Path.Combine(folder, $"trial-{Guid.NewGuid():N}"), options);
            trial.WriteByte(0);
            return trouble;
        }
        catch (IOException error) when (error.HResult is ReadOnlyFileSystem or WriteProtected)
        {
            return trouble with { Kind = StoreTroubleKind.ReadOnly };
        }
        catch (UnauthorizedAccessException)
        {
            return trouble with { Kind = StoreTroubleKind.ReadOnly };
        }
        catch (IOException)
        {
            return trouble;
        }
    }

    /// <summary>Whether a file could not be opened because another process holds it.</summary>
    public static bool IsInUse(IOException exception) => exception.HResult is WouldBlock or WouldBlockToo or Shared;

    public static ResiliencePipeline Pipeline(StoreOptions options, TimeProvider time, Action<Exception> onRetry)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.Retries > 0)
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is { } exception && Of(exception) is { MayPassSoon: true }),
                MaxRetryAttempts = options.Retries,
                Delay = TimeSpan.FromMilliseconds(options.RetryDelayMs),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                OnRetry = arguments =>
                {
                    if (arguments.Outcome.Exception is { } exception)
                        onRetry(exception);
                    return default;
                },
            });
        return builder.Build();
    }
}
