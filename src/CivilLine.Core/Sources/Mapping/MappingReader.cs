using CivilLine.Escalation.Documents;

namespace CivilLine.Sources.Mapping;

/// <summary>What came of reading a mapping file: the mapping, or everything that is wrong with it.</summary>
/// <param name="Mapping">Null where there is any problem.</param>
public sealed record MappingReading(SourceMapping? Mapping, IReadOnlyList<PolicyProblem> Problems);

/// <summary>Reads a mapping file, YAML (or JSON, which is YAML), whole or not at all.</summary>
public static class MappingReader
{
    /// <summary>JSON Schema of a mapping file, for editors.</summary>
    public static string Schema => SchemaText.Of(MappingShape.Schema());

    /// <summary>Every problem is told at once, in the order of the document.</summary>
    public static MappingReading Read(string yaml)
    {
        var problems = new Problems();
        if (new NodeReader(problems).Read(yaml) is not { } root)
        {
            if (!problems.Any)
                problems.Add(1, 1, "", "is empty; a mapping has at least a name and fragments");
            return new MappingReading(null, problems.Sorted());
        }

        var draft = MappingShape.Document.Read(root, "", MappingDraft.Empty, problems);
        new MappingChecks(root, problems).Check(draft.Mapping);
        return problems.Any
            ? new MappingReading(null, problems.Sorted())
            : new MappingReading(draft.Mapping.Opening(draft.Strings), []);
    }
}
