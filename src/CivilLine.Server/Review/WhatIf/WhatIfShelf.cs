using System.Collections.Concurrent;
using System.Text.Json;
using CivilLine.Hosting;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.Extensions.Options;

namespace CivilLine.Review.WhatIf;

/// <summary>Runs and their results, kept a day: in memory while they go on, in the data folder once they are over.</summary>
internal sealed class WhatIfShelf(DataFolder folder, IOptions<WhatIfOptions> options, TimeProvider time)
{
    private const string Folder = "what-if";

    private readonly ConcurrentDictionary<string, WhatIfRun> _live = [];
    private readonly ConcurrentDictionary<string, bool> _erased = [];

    public void Add(WhatIfRun run) => _live[run.View.Id] = run;

    public WhatIfRun? FindLive(string id) => _live.GetValueOrDefault(id);

    /// <summary>Null where there is none, or it is not the viewer's.</summary>
    public WhatIfView? Find(string id, Viewer viewer) => All().FirstOrDefault(run => run.View.Id == id && Sees(viewer, run.ById)).View;

    /// <summary>The viewer's own, an administrator's all; newest first, without examples.</summary>
    public IReadOnlyList<WhatIfView> List(Viewer viewer) =>
        [.. All().Where(run => Sees(viewer, run.ById)).Select(run => run.View with { Examples = [] }).OrderByDescending(run => run.At)];

    /// <summary>Once a run is over. It leaves memory with its calls' keys.</summary>
    public void Keep(WhatIfRun run)
    {
        var directory = folder.Directory(Folder).FullName;
        var draft = Path.Combine(directory, run.View.Id + ".draft");
        var view = run.View with { Examples = [.. run.View.Examples.Where(one => !_erased.ContainsKey(one.CallId))] };
        File.WriteAllText(draft, JsonSerializer.Serialize(new Kept(run.Viewer.Id, view), Json.Options));
        File.Move(draft, Path.Combine(directory, run.View.Id + ".json"), overwrite: true);
        if (_live.TryRemove(run.View.Id, out _))
            run.Dispose();
    }

    /// <summary>A call was erased: results that show it go, and those that are under way leave it out.</summary>
    public void Forget(string callId)
    {
        if (!_live.IsEmpty)
            _erased[callId] = true;
        foreach (var file in folder.Directory(Folder).EnumerateFiles("*.json"))
            if (Read(file).View.Examples.Any(one => one.CallId == callId))
                file.Delete();
    }

    public void DropOld()
    {
        var before = time.GetUtcNow().UtcDateTime.AddHours(-options.Value.KeepHours);
        foreach (var file in folder.Directory(Folder).EnumerateFiles())
            if (file.LastWriteTimeUtc < before)
                file.Delete();
    }

    private IEnumerable<(string ById, WhatIfView View)> All()
    {
        DropOld();
        return _live.Values.Select(run => (run.Viewer.Id, run.View)).Concat(folder.Directory(Folder).EnumerateFiles("*.json").Select(Read));
    }

    private static (string ById, WhatIfView View) Read(FileInfo file)
    {
        var kept = JsonSerializer.Deserialize<Kept>(File.ReadAllText(file.FullName), Json.Options)!;
        return (kept.ById, kept.View);
    }

    private static bool Sees(Viewer viewer, string byId) => viewer.Role == Role.Administrator || viewer.Id == byId;

    private sealed record Kept(string ById, WhatIfView View);
}
