using System.Security.Cryptography;
using NodaTime;
using Pawl.Schedules.Calendars;
using Pawl.Schedules.Recurrence;
using Pawl.Schedules.Tests.Recurrence;

namespace Pawl.Schedules.Tests.Calendars;

/// <summary>Calendars against the definition: every run of some years is moved on its own. <c>PAWL_SEED</c> repeats a run.</summary>
public sealed class CalendarOracleTests(ITestOutputHelper output)
{
    private const int Rounds = 60;

    private static readonly string[] Rules =
    [
        "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3;BYHOUR=9,17", "FREQ=WEEKLY;BYDAY=SA,SU,MO", "FREQ=MONTHLY;BYMONTHDAY=1,15,-1",
        "FREQ=MONTHLY;BYDAY=-1SU;BYHOUR=6,18", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24,25,26", "FREQ=HOURLY;INTERVAL=101",
        "FREQ=YEARLY;BYWEEKNO=1,20;BYDAY=SA;BYMINUTE=0,30",
    ];

    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("PAWL_SEED"), out int given)
        ? given
        : RandomNumberGenerator.GetInt32(1, 1_000_000);

    [Fact]
    public void A_calendar_moves_each_run_as_its_policy_defines()
    {
        output.WriteLine($"Seed {Seed}");
        for (int round = 0; round < Rounds; round++)
        {
            var chance = new Random(unchecked((Seed * 486_187_739) + round));
            RecurrenceSet rule = Times.Parse(Rules[chance.Next(Rules.Length)], $"2019-0{chance.Next(1, 10)}-1{chance.Next(10)} 09:00");
            DaySet days = DrawDays(chance);
            OffDayPolicy policy = Enum.GetValues<OffDayPolicy>()[chance.Next(4)];
            string said = $"Seed {Seed}, round {round}: {rule.Describe()}, {policy}";
            Compare(new CalendarTimes(rule, days, policy), Moved(rule, days, policy), chance, said);
        }
    }

    private static void Compare(CalendarTimes times, List<LocalDateTime> expected, Random chance, string said)
    {
        LocalDateTime first = new(2023, 1, 1, 0, 0);
        for (int question = 0; question < 60; question++)
        {
            LocalDateTime at = first.PlusSeconds(chance.Next(2 * 365 * 86_400));
            if (expected.Count > 0 && chance.Next(2) == 0)
            {
                LocalDateTime near = expected[chance.Next(expected.Count)].PlusSeconds(chance.Next(-1, 2));
                at = near.Year is 2023 or 2024 ? near : at;
            }

            int index = expected.BinarySearch(at);
            index = index < 0 ? ~index : index;
            LocalDateTime? next = index < expected.Count ? expected[index] : null;
            LocalDateTime? previous = index > 0 ? expected[index - 1] : null;
            // Four years on either side were moved; what is further off is not judged.
            Assert.True(next is null || times.AtOrAfter(at) == next, $"{said}: after {at} is {next}, and not {times.AtOrAfter(at)}");
            Assert.True(previous is null || times.Before(at) == previous, $"{said}: before {at} is {previous}, and not {times.Before(at)}");
        }
    }

    private static DaySet DrawDays(Random chance)
    {
        DateOnly first = new(2022, 1, 1);
        IEnumerable<DateOnly> some = Enumerable.Range(0, chance.Next(1, 40)).Select(_ => first.AddDays(chance.Next(1_500)));
        DaySet weekly = DaySet.DaysOfWeek((DayOfWeek)chance.Next(7), (DayOfWeek)chance.Next(7), (DayOfWeek)chance.Next(7));
        DateOnly begins = first.AddDays(chance.Next(1_500));
        return chance.Next(6) switch
        {
            0 => DaySet.Weekdays - DaySet.On([.. some]),
            1 => weekly,
            2 => weekly - DaySet.Between(begins, begins.AddDays(chance.Next(500))),
            3 => DaySet.On([.. some]),
            4 => DaySet.EveryYear(chance.Next(1, 13), chance.Next(1, 29)) | DaySet.On([.. some]),
            _ => DaySet.Weekdays & DaySet.Between(begins, begins.AddDays(chance.Next(500))),
        };
    }

    private static List<LocalDateTime> Moved(RecurrenceSet rule, DaySet days, OffDayPolicy policy)
    {
        var moved = new SortedSet<LocalDateTime>();
        LocalDateTime? at = rule.AtOrAfter(new LocalDateTime(2019, 1, 1, 0, 0));
        while (at is { Year: < 2029 } time)
        {
            if (Move(time.Date, days, policy) is { } day)
            {
                moved.Add(day.At(time.TimeOfDay));
            }

            at = rule.AtOrAfter(time.PlusSeconds(1));
        }

        return [.. moved];
    }

    private static LocalDate? Move(LocalDate day, DaySet days, OffDayPolicy policy)
    {
        if (Has(day) || policy == OffDayPolicy.Skip)
        {
            return Has(day) ? day : null;
        }

        LocalDate? following = First(1, 366);
        return policy switch
        {
            OffDayPolicy.Following => following,
            OffDayPolicy.Preceding => First(-1, 366),
            _ when following?.ToYearMonth() == day.ToYearMonth() => following,
            _ => First(-1, 31) is { } preceding && preceding.ToYearMonth() == day.ToYearMonth() ? preceding : null,
        };

        bool Has(LocalDate date) => days.Contains(date.ToDateOnly());

        LocalDate? First(int step, int most)
        {
            for (int far = 1; far <= most; far++)
            {
                if (Has(day.PlusDays(far * step)))
                {
                    return day.PlusDays(far * step);
                }
            }

            return null;
        }
    }
}
