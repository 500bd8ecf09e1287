namespace Pawl.Schedules.Tests.Recurrence;

public sealed class RecurrenceWordsTests
{
    [Theory]
    [InlineData("FREQ=DAILY", "Every day at 09:00")]
    [InlineData("FREQ=DAILY;INTERVAL=3;COUNT=1", "Every 3 days at 09:00, 1 time")]
    [InlineData(
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20270101T000000",
        "Every 2 weeks on Monday and Wednesday at 09:00, until 2027-01-01 00:00")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;WKST=SU", "Every 2 weeks on Thursday at 09:00, weeks from Sunday")]
    [InlineData("FREQ=MONTHLY", "Every month on the 1st of the month at 09:00")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1,15", "Every month on the 15th and last of the month at 09:00")]
    [InlineData("FREQ=MONTHLY;BYDAY=1MO,-2FR", "Every month on the 1st Monday and the 2nd last Friday of the month at 09:00")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR", "Every month on the 13th of the month, only on Friday at 09:00")]
    [InlineData(
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "Every month on Monday, Tuesday, Wednesday, Thursday and Friday at 09:00, of these the last in each month")]
    [InlineData("FREQ=YEARLY", "Every year in January on the 1st at 09:00")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=20,-1;BYDAY=MO", "Every year in the 20th and last week of the year, only on Monday at 09:00")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=100,-1", "Every year on the 100th and last day of the year at 09:00")]
    [InlineData("FREQ=YEARLY;BYDAY=20MO", "Every year on the 20th Monday of the year at 09:00")]
    [InlineData("FREQ=DAILY;BYHOUR=9,17;BYMINUTE=0,30;COUNT=10", "Every day at 09:00, 09:30, 17:00 and 17:30, 10 times")]
    [InlineData("FREQ=DAILY;BYHOUR=6,12;BYSECOND=5", "Every day at 06:00:05 and 12:00:05")]
    [InlineData("FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0,20,40", "Every day at hour 1, 2 and 3, minute 0, 20 and 40")]
    [InlineData("FREQ=HOURLY;INTERVAL=2;BYMINUTE=15", "Every 2 hours at minute 15")]
    [InlineData("FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10;BYMONTH=3", "Every 20 minutes in March at hour 9 and 10")]
    [InlineData("FREQ=SECONDLY;INTERVAL=30", "Every 30 seconds")]
    [InlineData(
        "FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10,11,12,13",
        "Every month on the 1st, 2nd, 3rd, 4th, 5th, 6th, 7th, 8th, 9th, 10th, 11th and 2 more of the month at 09:00")]
    [InlineData(
        "RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY;BYHOUR=12\nRDATE:20260203T101112\nEXDATE:20260105T090000\nEXDATE;VALUE=DATE:20260106",
        "Every day at 09:00; Every week on Thursday at 12:00; On 2026-02-03 10:11:12; except 2 dates or times")]
    public void A_recurrence_is_said_in_words(string text, string words) =>
        Assert.Equal(words, Times.Parse(text, "2026-01-01 09:00").Describe());
}
