using System.Text;

namespace CivilLine.Faults.Fuzz;

/// <summary>
/// The input that is being read, in a file: where the process dies of it (a stack that overflows, an endless loop), whoever
/// started the process finds it there.
/// </summary>
internal sealed class CurrentInput : IDisposable
{
    private readonly FileStream _file;
    private readonly Timer _watch;
    private long _number;
    private long _seen = -1;

    /// <param name="patience">After which the process ends itself: an input is being read without end.</param>
    public CurrentInput(string file, TimeSpan patience)
    {
        _file = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        _watch = new Timer(_ => Look(), null, patience, patience);
    }

    public void Set(string target, byte[] input)
    {
        Interlocked.Increment(ref _number);
        _file.Position = 0;
        _file.Write([.. BitConverter.GetBytes(target.Length), .. BitConverter.GetBytes(input.Length), .. Encoding.UTF8.GetBytes(target), .. input]);
    }

    /// <summary>Nothing is being read; what goes on may take its time.</summary>
    public void Rest() => Interlocked.Exchange(ref _number, 0);

    public static (string Target, byte[] Input)? Read(string file)
    {
        var all = File.ReadAllBytes(file);
        if (all.Length < 8)
            return null;
        var (name, length) = (BitConverter.ToInt32(all), BitConverter.ToInt32(all, 4));
        return (Encoding.UTF8.GetString(all, 8, name), all[(8 + name)..(8 + name + length)]);
    }

    public void Dispose()
    {
        _watch.Dispose();
        _file.Dispose();
    }

    private void Look()
    {
        var number = Interlocked.Read(ref _number);
        if (number == _seen && number > 0)
            Environment.FailFast("One input is being read without end.");
        _seen = number;
    }
}
