using System.Runtime.CompilerServices;
using System.Text.Json;
using CivilLine.Escalation;
using CivilLine.Escalation.Documents;

namespace CivilLine.Core.Tests.Escalation.Documents;

public sealed class StandardPolicyTests
{
    [Fact]
    public void Shipped_document_says_what_the_program_does_without_one()
    {
        var read = StandardPolicy.Policies;

        Assert.Equal(Flat(Policy.Default), Flat(read.Centre with { Version = Policy.Default.Version }));
        Assert.Empty(read.Teams);
        Assert.Matches("^standard-[0-9a-f]{8}$", read.Version);
    }

    [Fact]
    public void Document_with_a_name_alone_is_the_standard_policy() =>
        Assert.Equal(
            Flat(Policy.Default),
            Flat(PolicyReader.Read("name: ours", PolicyLimits.None).Policies!.Centre with { Version = Policy.Default.Version }));

    [Fact]
    public void Shipped_example_is_read_without_a_problem()
    {
        var reading = PolicyReader.Read(File.ReadAllText(Shipped("example.yaml")), PolicyLimits.None);

        Assert.Empty(reading.Problems);
        Assert.NotEmpty(reading.Policies!.Teams);
    }

    [Fact]
    public void Shipped_schema_is_the_one_that_the_reader_reads_by() =>
        Assert.True(
            StandardPolicy.Schema == File.ReadAllText(Shipped("policy.schema.json")),
            "deploy/policies/policy.schema.json is not what the reader takes; write it again with: civilline policy show --schema > deploy/policies/policy.schema.json");

    internal static string Shipped(string file, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../../deploy/policies", file);

    private static string Flat(Policy policy) => JsonSerializer.Serialize(policy with { Rules = policy.Rules.OrderBy(rule => rule.Key).ToDictionary() });
}
