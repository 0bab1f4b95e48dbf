namespace CivilLine.Faults.Fuzz.Mutations;

/// <summary>Makes another input of one that is known: by its lines, by its JSON or form, by its bytes, several at a time.</summary>
internal sealed class Mutator(Random random, FuzzTarget target, List<byte[]> inputs)
{
    private readonly Nasty _nasty = new(random, target.Words);

    public byte[] Next()
    {
        // What was learned last is worth more tries than what was always known.
        var input = inputs[random.Next(3) == 0 ? Math.Max(0, inputs.Count - 1 - random.Next(20)) : random.Next(inputs.Count)];
        for (var i = 1 + random.Next(4); i > 0; i--)
            input = Once(input);
        return input.Length <= target.MostBytes ? input : input[..target.MostBytes];
    }

    private byte[] Once(byte[] input)
    {
        var lines = new Lines(input);
        if (lines.Count > 1 && random.Next(6) == 0)
            return lines.Shuffled(random, inputs);
        var at = random.Next(lines.Count);
        var line = lines[at];
        var changed = random.Next(10) switch
        {
            < 6 => Structured(line),
            < 8 => ByteMutations.Of(line, random, inputs),
            _ => _nasty.Into(line),
        };
        return lines.With(at, changed);
    }

    private byte[] Structured(byte[] line) =>
        JsonMutations.TryOf(line, random, _nasty, depth: 0)
        ?? FormMutations.TryOf(line, random, _nasty)
        ?? (random.Next(2) == 0 ? ByteMutations.Of(line, random, inputs) : _nasty.Into(line));
}
