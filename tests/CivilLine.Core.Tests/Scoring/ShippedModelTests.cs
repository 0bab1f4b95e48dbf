using CivilLine.Scoring;

namespace CivilLine.Core.Tests.Scoring;

public sealed class ShippedModelTests
{
    [Theory]
    [InlineData("you")]
    [InlineData("are you")]
    [InlineData("i'm going to")]
    [InlineData("hello")]
    [InlineData("yes please")]
    [InlineData("i'll put you through")]
    [InlineData("i'll press it now")]
    [InlineData("I live in Scunthorpe")]
    [InlineData("it's penistone road in sheffield")]
    [InlineData("i'm going to kill this subscription")]
    [InlineData("can you shoot me an email")]
    [InlineData("my name's dick")]
    [InlineData("do you sell nail guns")]
    [InlineData("could i have an interpreter please")]
    [InlineData("how do i make a complaint")]
    [InlineData("i've been waiting three weeks for this and nobody has rung me")]
    [InlineData("this is the worst broadband i've ever had")]
    [InlineData("i'd like to speak to a manager please")]
    [InlineData("what skill level do i need")]
    [InlineData("my battery's died again")]
    public void Model_leaves_harmless_talk_alone(string text) =>
        Assert.True(ShippedModel.Score(text).Categories.IsEmpty, $"{ShippedModel.Score(text).Categories}");

    [Theory]
    [InlineData("you're a fucking idiot", Category.Swearing)]
    [InlineData("you're a fucking idiot", Category.Hostility)]
    [InlineData("where's my f***ing parcel", Category.Swearing)]
    [InlineData("what the [profanity] is this", Category.Swearing)]
    [InlineData("i'm going to kill you", Category.Threat)]
    [InlineData("i'll come down there and break your jaw", Category.Threat)]
    [InlineData("you thick useless cow you couldn't run a bath", Category.Hostility)]
    [InlineData("get me somebody who speaks proper english", Category.Discrimination)]
    [InlineData("what are you wearing under that uniform darling", Category.Sexual)]
    [InlineData("i don't want to live any more i'm going to end it tonight", Category.Safeguarding)]
    [InlineData("you'll be hearing from my solicitor", Category.Escalation)]
    public void Model_finds_what_anybody_would(string text, Category category) =>
        Assert.True(ShippedModel.Score(text).Categories.Contains(category), $"{ShippedModel.Score(text).Scores[category]}");

    [Theory]
    [InlineData("i'm going to kill you", Severity.Critical)]
    [InlineData("you're a fucking idiot", Severity.Serious)]
    [InlineData("you'll be hearing from my solicitor", Severity.Caution)]
    [InlineData("can you hear me", null)]
    public void Model_says_how_strong_it_is(string text, Severity? severity) =>
        Assert.Equal(severity, ShippedModel.Score(text).Severity);

    [Fact]
    public void Model_says_that_an_insult_is_aimed_at_the_agent() =>
        Assert.Equal(Target.Agent, ShippedModel.Score("you're a fucking idiot").Target);
}
