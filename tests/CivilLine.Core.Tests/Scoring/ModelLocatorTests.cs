using CivilLine.Scoring;

namespace CivilLine.Core.Tests.Scoring;

public sealed class ModelLocatorTests
{
    [Fact]
    public void Locator_finds_the_active_model_above_the_program() =>
        Assert.True(File.Exists(Path.Combine(ModelLocator.Find(), "card.json")));

    [Fact]
    public void Locator_takes_a_bundle_as_asked()
    {
        var bundle = ModelLocator.Find();

        Assert.Equal(bundle, ModelLocator.Find(bundle));
    }

    [Fact]
    public void Locator_reads_which_model_is_active_in_the_folder_asked_for()
    {
        var models = Path.GetFullPath(Path.Combine(ModelLocator.Find(), "../.."));

        Assert.Equal(Path.GetFullPath(ModelLocator.Find()), Path.GetFullPath(ModelLocator.Find(models)));
    }

    [Fact]
    public void Locator_says_what_a_folder_without_a_model_lacks()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => ModelLocator.Find("/nowhere"));

        Assert.Contains("'/nowhere' holds neither card.json nor active.json", error.Message, StringComparison.Ordinal);
    }
}
