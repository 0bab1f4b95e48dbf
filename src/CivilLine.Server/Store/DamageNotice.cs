using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CivilLine.Store;

/// <summary>A damaged page may be one that nobody writes: whoever reads it tells.</summary>
internal sealed class DamageNotice(StoreCondition condition) : DbCommandInterceptor
{
    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Tell(eventData.Exception);

    public override Task CommandFailedAsync(
        DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell(eventData.Exception);
        return Task.CompletedTask;
    }

    private void Tell(Exception exception)
    {
        if (StoreFaults.Of(exception) is { } trouble)
            condition.Seen(trouble);
    }
}
