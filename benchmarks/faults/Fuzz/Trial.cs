namespace CivilLine.Faults.Fuzz;

/// <summary>One input, read and judged.</summary>
/// <param name="Fault">Null where nothing is wrong.</param>
/// <param name="Milliseconds">Processor time of the reading thread.</param>
internal readonly record struct Trial(Fault? Fault, string Hash, double Milliseconds, long Allocated)
{
    /// <param name="clock">Processor time of this thread, in milliseconds; null where a test asserts, which no duration may decide.</param>
    public static Trial Of(FuzzTarget target, byte[] input, Func<double>? clock = null)
    {
        var verdict = new Verdict(input);
        var (started, before) = (clock?.Invoke() ?? 0, GC.GetAllocatedBytesForCurrentThread());
        object? read;
        try
        {
            read = target.Read(input);
        }
        catch (Exception exception)
        {
            return new Trial(Thrown(exception), "", (clock?.Invoke() ?? 0) - started, 0);
        }
        var (took, allocated) = ((clock?.Invoke() ?? 0) - started, GC.GetAllocatedBytesForCurrentThread() - before);
        try
        {
            target.Judge(input, read, verdict);
        }
        catch (Exception exception)
        {
            return new Trial(Thrown(exception), "", took, allocated);
        }
        var limits = target.Limits;
        verdict.Holds(
            allocated <= limits.BytesOf(input), "allocates beyond its limit",
            $"{allocated:N0} bytes for {input.Length:N0} of input, {limits.BytesOf(input):N0} are allowed");
        verdict.Holds(
            took <= limits.MillisecondsOf(input), "takes longer than its limit",
            $"{took:F1} ms of processor time for {input.Length:N0} bytes, {limits.MillisecondsOf(input):F1} are allowed");
        return new Trial(verdict.Fault, verdict.Hash(), took, allocated);
    }

    /// <summary>The same input again: what costs too much must do so each time, lest the machine be blamed on the code.</summary>
    public Trial Confirm(FuzzTarget target, byte[] input, Func<double> clock)
    {
        var least = this;
        for (var i = 0; i < 3 && least.Fault is not null; i++)
            least = Of(target, input, clock);
        return least;
    }

    private static Fault Thrown(Exception exception)
    {
        var own = exception.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("at CivilLine", StringComparison.Ordinal))?.Trim() ?? "";
        var at = own.IndexOf(" in ", StringComparison.Ordinal);
        return new Fault($"throws {exception.GetType().Name} {(at < 0 ? own : own[..at])}".TrimEnd(), exception.ToString());
    }
}
