using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pawl.Engine.Serialization;

namespace Pawl.Engine.Tests.Serialization;

public sealed class JobSerializerTests
{
    private readonly JobSerializer serializer = new(JobSerializer.CreateOptions());

    [Fact]
    public void Names_are_camel_case_and_letters_of_all_languages_stay_readable()
    {
        string json = Encoding.UTF8.GetString(serializer.Serialize(new City("São Paulo <SP>", 12_396_372)));

        Assert.Equal("""{"name":"São Paulo <SP>","people":12396372}""", json);
    }

    [Fact]
    public void What_was_written_is_read_again()
    {
        var city = new City("Ústí nad Labem", 93_248);

        Assert.Equal(city, serializer.Deserialize<City>(serializer.Serialize(city)));
    }

    [Theory]
    [InlineData("""{"name":"Oslo"}""")]
    [InlineData("""{"name":null,"people":1}""")]
    [InlineData("""{"name":"Oslo","people":"1"}""")]
    [InlineData("""{"name":"Oslo","people":1,"people":2}""")]
    [InlineData("""["Oslo",1]""")]
    [InlineData("""{"name":"Oslo","people":1""")]
    [InlineData("")]
    public void Text_that_is_not_wholly_the_type_does_not_bind(string json) =>
        Assert.Throws<JsonException>(() => serializer.Deserialize<City>(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Properties_that_the_type_no_longer_has_are_passed_over()
    {
        City? city = serializer.Deserialize<City>("""{"name":"Oslo","people":1,"mayor":"Anne"}"""u8.ToArray());

        Assert.Equal(new City("Oslo", 1), city);
    }

    [Fact]
    public void A_type_that_no_resolver_knows_is_refused_with_both_cures()
    {
        JsonSerializerOptions options = JobSerializer.CreateOptions();
        options.TypeInfoResolver = JsonTypeInfoResolver.Combine();
        var blind = new JobSerializer(options);

        var exception = Assert.Throws<InvalidOperationException>(() => blind.Serialize(new City("Oslo", 1)));

        Assert.Contains("TypeInfoResolverChain.Insert(0, AppJson.Default)", exception.Message, StringComparison.Ordinal);
        Assert.Contains("JsonSerializerIsReflectionEnabledByDefault", exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(City), exception.Message, StringComparison.Ordinal);
    }

    private sealed record City(string Name, int People);
}
