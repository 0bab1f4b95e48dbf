namespace CivilLine.Review;

/// <summary>Makes the file before anybody asks.</summary>
internal sealed class ReviewStart(ReviewDatabase database) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        database.Migrate();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
