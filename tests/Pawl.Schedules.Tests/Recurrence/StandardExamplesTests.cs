using NodaTime;
using Pawl.Schedules.Recurrence;

namespace Pawl.Schedules.Tests.Recurrence;

public sealed class StandardExamplesTests
{
    public static TheoryData<string> Examples => [.. StandardExamples.All.Select(example => example.Says)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_of_the_standard_runs_when_the_standard_says(string says)
    {
        StandardExample example = StandardExamples.All.Single(example => example.Says == says);
        RecurrenceSet set = Times.Parse($"DTSTART;TZID=America/New_York:{example.Start}\nRRULE:{example.Rule}");

        IReadOnlyList<LocalDateTime> expected = example.Expected;
        Assert.Equal(Times.Text(expected), Times.Text(Times.First(set, expected.Count)));
        LocalDateTime end = expected[^1].PlusSeconds(1);
        Assert.Equal(example.GoesOn, set.AtOrAfter(end) is not null);
        Assert.Equal(Times.Text(expected), Times.Text(Times.LastBefore(set, int.MaxValue, end)));
    }

    [Fact]
    public void All_examples_of_the_standard_are_here() => Assert.Equal(42, StandardExamples.All.Count);

    [Fact]
    public void The_example_whose_end_the_errata_correct_ends_at_its_printed_end_when_taken_at_its_word()
    {
        RecurrenceSet set = Times.Parse("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z", "1997-09-02 09:00");

        Assert.Equal("1997-09-02 09:00:00, 1997-09-02 12:00:00", Times.Text(Times.First(set, 10)));
    }
}
