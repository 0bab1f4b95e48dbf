using CivilLine.Escalation.Speech;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Escalation;

public sealed class ApologyRecogniserTests
{
    [Theory]
    [InlineData("sorry love i shouldn't have said that")]
    [InlineData("i'm sorry for swearing")]
    [InlineData("Sorry about the language, it's not your fault")]
    [InlineData("i apologise for my language")]
    [InlineData("look i'm sorry i lost my temper")]
    [InlineData("i didn't mean to shout at you")]
    [InlineData("i shouldn't have called you that")]
    [InlineData("i take that back")]
    [InlineData("that was out of order i'm sorry")]
    [InlineData("excuse my french")]
    [InlineData("i was rude and i'm sorry")]
    [InlineData("sorry pal i took it out on you")]
    [InlineData("i'm sorry for the way i was acting")]
    [InlineData("it's not your fault love i'm sorry")]
    [InlineData("i apologize to you ma'am")]
    [InlineData("sorry i was out of line there")]
    public void Apology_for_ones_words_is_heard(string said) => Assert.True(IsApology(said));

    [Theory]
    [InlineData("sorry what was that")]
    [InlineData("sorry can you say that again")]
    [InlineData("sorry i didn't catch your name")]
    [InlineData("sorry to bother you")]
    [InlineData("i'm sorry but this is ridiculous")]
    [InlineData("i want an apology for the way i was treated")]
    [InlineData("you should be sorry for what you said")]
    [InlineData("i'm not sorry for shouting")]
    [InlineData("i'm sorry you're so rude")]
    [InlineData("the driver said sorry for swearing at you")]
    [InlineData("you owe me an apology for that language")]
    [InlineData("i won't apologise for my language")]
    [InlineData("sorry my phone was on silent")]
    [InlineData("i'm sorry i missed the appointment")]
    [InlineData("i'm the one who was shouted at")]
    public void Other_sorrow_is_no_apology(string said) => Assert.False(IsApology(said));

    private static bool IsApology(string said) => ApologyRecogniser.IsApology(Normalizer.Normalize(said).Text);
}
