using System.ComponentModel;

namespace CivilLine.Faults.Disk;

/// <summary>Each trouble on a server of its own, which is killed in the end: only what is on its disk counts.</summary>
internal sealed class DiskRun(string server, TextWriter progress)
{
    private static readonly Trouble[] Troubles =
        [Trouble.Full, Trouble.ReadOnly, Trouble.Failing, Trouble.FailingSyncs, Trouble.Locked, Trouble.Slow];

    public async Task<Report> RunAsync(CancellationToken cancel)
    {
        var figures = new Dictionary<string, double>();
        var wrong = new List<string>();
        var (made, lost, doubled) = (0, 0, 0);
        foreach (var trouble in Troubles)
        {
            await progress.WriteLineAsync($"  {trouble.Name}");
            try
            {
                var told = await new TroubledServer(server, trouble).RunAsync(cancel);
                made++;
                lost += told.Lost;
                doubled += told.Doubled;
                figures[$"{trouble.Name}: acknowledged before, meanwhile and after"] = told.Acknowledged;
                figures[$"{trouble.Name}: answered busy"] = told.Busy;
                figures[$"{trouble.Name}: until readiness said why, s"] = told.UntilSaid.TotalSeconds;
                figures[$"{trouble.Name}: until well again without a restart, s"] = told.UntilWell.TotalSeconds;
                wrong.AddRange(told.Wrong.Select(one => $"{trouble.Name}: {one}"));
            }
            catch (Exception fault) when (fault is NotHereException or Win32Exception)
            {
                await progress.WriteLineAsync($"  {trouble.Name} cannot be made to happen here: {fault.Message}");
            }
        }
        figures["troubles that could be made to happen here"] = made;
        figures["acknowledged events lost"] = lost;
        figures["events doubled"] = doubled;
        return new Report("disk", figures, wrong);
    }
}
