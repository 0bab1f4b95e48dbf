using System.Text.Json;
using System.Text.Json.Nodes;
using CivilLine.Evidence;

namespace CivilLine.Core.Tests.Evidence;

public sealed class EvidenceChainTests
{
    [Fact]
    public void Whole_chain_has_no_fault_however_it_is_spaced_and_ordered()
    {
        var file = Chain();
        Assert.Empty(Faults(file));

        var entry = file["entries"]![2]!.AsObject();
        var turned = new JsonObject([.. entry.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))]);
        file["entries"]![2] = turned;

        Assert.Empty(Faults(file));
    }

    [Theory]
    [InlineData("data")]
    [InlineData("kind")]
    [InlineData("previous")]
    [InlineData("hash")]
    public void Any_changed_member_names_its_entry(string member)
    {
        var file = Chain();
        file["entries"]![2]![member] = "else";

        Assert.Contains(Faults(file), fault => fault.StartsWith("entry 2 ", StringComparison.Ordinal));
    }

    [Fact]
    public void Changed_number_names_the_place() => Assert.NotEmpty(Faults(Changed(file => file["entries"]![2]!["number"] = 7)));

    [Fact]
    public void Entry_rehashed_after_a_change_no_longer_leads_to_the_next()
    {
        var other = EvidenceChain.Build([("said", 0), ("said", 1), ("said", 99)])["entries"]![2]!.DeepClone();

        var faults = Faults(Changed(file => file["entries"]![2] = other));

        Assert.Equal("entry 3 (said): it does not follow entry 2: one of the two was changed, or put in the place of another", Assert.Single(faults));
    }

    [Fact]
    public void Left_out_entry_is_named() =>
        Assert.Contains("entry 2 is missing", Faults(Changed(file => file["entries"]!.AsArray().RemoveAt(2))));

    [Fact]
    public void Entries_missing_at_the_end_show_in_the_head()
    {
        var fault = Assert.Single(Faults(Changed(file => file["entries"]!.AsArray().RemoveAt(4))));

        Assert.StartsWith("the head is", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Swapped_entries_are_named() => Assert.Contains(
        Faults(Changed(file =>
        {
            var entries = file["entries"]!.AsArray();
            var second = entries[2]!;
            entries.RemoveAt(2);
            entries.Add(second);
        })),
        fault => fault.Contains("entry 2 (said): it stands where", StringComparison.Ordinal));

    [Fact]
    public void Added_member_is_named_since_no_hash_covers_it()
    {
        Assert.Equal("the member 'note' is covered by no hash", Assert.Single(Faults(Changed(file => file["note"] = "innocent"))));
        Assert.Equal(
            "entry 1 (said): the member 'note' is covered by no hash", Assert.Single(Faults(Changed(file => file["entries"]![1]!["note"] = "innocent"))));
    }

    [Fact]
    public void Member_given_twice_is_named()
    {
        var text = Chain().ToJsonString().Replace("\"kind\":\"said\",\"data\":1", "\"kind\":\"said\",\"kind\":\"said\",\"data\":1", StringComparison.Ordinal);

        Assert.Contains("entry 1 (said): the member 'kind' is covered by no hash", EvidenceChain.Faults(JsonElement.Parse(text)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"format":"civilline-evidence/1","head":"x"}""")]
    [InlineData("""{"format":"civilline-evidence/1","head":"x","entries":[1]}""")]
    public void What_is_no_pack_is_said_to_be_none(string text) => Assert.NotEmpty(EvidenceChain.Faults(JsonElement.Parse(text)));

    private static JsonObject Chain() => EvidenceChain.Build([("said", 0), ("said", 1), ("said", 2), ("said", 3), ("said", 4)]);

    private static JsonObject Changed(Action<JsonObject> change)
    {
        var file = Chain();
        change(file);
        return file;
    }

    private static IReadOnlyList<string> Faults(JsonObject file) => EvidenceChain.Faults(JsonElement.Parse(file.ToJsonString()));
}
