namespace CivilLine.Escalation.Documents;

/// <summary>The policy that applies until a centre writes its own, and what any policy document may hold.</summary>
public static class StandardPolicy
{
    public static string Yaml { get; } = Read();

    /// <summary>JSON Schema of a policy document, for editors.</summary>
    public static string Schema => SchemaText.Of(PolicyShape.Schema());

    public static PolicyBook Policies { get; } = PolicyReader.Read(Yaml, PolicyLimits.None).Policies
        ?? throw new InvalidOperationException("The standard policy in this program cannot be read.");

    private static string Read()
    {
        using var stream = typeof(StandardPolicy).Assembly.GetManifestResourceStream("CivilLine.Escalation.standard.yaml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
