using Pawl.Schedules.Cron;

namespace Pawl.Schedules.Tests.Cron;

public sealed class CronDescriptionTests
{
    [Theory]
    [InlineData("30 2 * * *", "At 02:30 every day")]
    [InlineData("30 2 * * MON-FRI", "At 02:30 on Monday to Friday")]
    [InlineData("0 */12 * * *", "At 00:00 and 12:00 every day")]
    [InlineData("0,30 9,10 * * *", "At 09:00, 09:30, 10:00 and 10:30 every day")]
    [InlineData("15 0 6 * * *", "At 06:00:15 every day")]
    [InlineData("* * * * *", "Every minute")]
    [InlineData("* * * * * *", "Every second")]
    [InlineData("*/20 * * * * *", "Every 20 seconds")]
    [InlineData("*/15 9-17 * * 1-5", "Every 15 minutes from 09:00 to 17:59 on Monday to Friday")]
    [InlineData("*/15 22-2 * * *", "Every 15 minutes from 22:00 to 02:59")]
    [InlineData("* 9,12 * * *", "Every minute in the hours 9 and 12")]
    [InlineData("* 9 * * *", "Every minute from 09:00 to 09:59")]
    [InlineData("@hourly", "Every hour")]
    [InlineData("5 * * * *", "Every hour, at minute 5")]
    [InlineData("5 */2 * * *", "Every 2 hours, at minute 5")]
    [InlineData("30 8-17 * * *", "Every hour from 08:30 to 17:30")]
    [InlineData("5 1,3,7-9,20 * * *", "At minute 5 in the hours 1, 3, 7 to 9 and 20")]
    [InlineData("*/25 * * * *", "At minutes 0, 25 and 50 of every hour")]
    [InlineData("1-5,10 8-17 * * *", "At minutes 1 to 5 and 10 from 08:00 to 17:59")]
    [InlineData("* 5 * * * *", "Every second of minute 5 of every hour")]
    [InlineData("*/10 0-29 8 * * *", "Every 10 seconds of minutes 0 to 29 from 08:00 to 08:59")]
    [InlineData("5,7 * * * * *", "At seconds 5 and 7 of every minute")]
    [InlineData("5,7 1 * * * *", "At seconds 5 and 7 of minute 1 of every hour")]
    public void Times_of_day(string text, string words) => Assert.Equal(words, CronTimes.Standard(text).Describe());

    [Theory]
    [InlineData("0 6 1,15 * *", "At 06:00 on the 1st and 15th of the month")]
    [InlineData("0 6 1-7,22,23 * *", "At 06:00 on the 1st to 7th, 22nd and 23rd of the month")]
    [InlineData("0 6 L * *", "At 06:00 on the last day of the month")]
    [InlineData("0 6 L-3 * *", "At 06:00 on the 3rd day before the last one of the month")]
    [InlineData("0 6 LW * *", "At 06:00 on the last working day (Monday to Friday) of the month")]
    [InlineData("0 6 15W * *", "At 06:00 on the working day (Monday to Friday) nearest to the 15th of the month")]
    [InlineData("0 6 1,L * *", "At 06:00 on the 1st and the last day of the month")]
    [InlineData("0 6 * * FRI-MON", "At 06:00 on Friday to Monday")]
    [InlineData("0 6 * * 0,6", "At 06:00 on Saturday and Sunday")]
    [InlineData("0 6 * * 5L", "At 06:00 on the last Friday of the month")]
    [InlineData("0 6 * * MON#1,FRI#3", "At 06:00 on the 1st Monday of the month and the 3rd Friday of the month")]
    [InlineData("0 6 13 * FRI", "At 06:00 on the 13th of the month or on Friday (either is enough)")]
    [InlineData("0 6 13 * */5", "At 06:00 on Friday and Sunday, if it is the 13th of the month")]
    [InlineData("0 6 * 1 *", "At 06:00 every day in January")]
    [InlineData("0 6 1 NOV-FEB *", "At 06:00 on the 1st of the month in November to February")]
    [InlineData("0 6 1 3,6,9,12 *", "At 06:00 on the 1st of the month in March, June, September and December")]
    [InlineData("0 0 6 1 1 * 2027,2030-2033", "At 06:00 on the 1st of the month in January in 2027 and 2030 to 2033")]
    [InlineData("0 0 6 31 */2 * 2028/100", "At 06:00 on the 31st of the month in January, March, May, July, September and November "
        + "in 2028 and 2128")]
    public void Days_months_and_years(string text, string words) => Assert.Equal(words, CronTimes.Standard(text).Describe());

    [Fact]
    public void The_dialects_say_the_same_days_in_the_same_words() => Assert.Equal(
        CronTimes.Standard("0 6 ? * 2-6").Describe(), CronTimes.OfQuartz("0 0 6 ? * 3-7").Describe());
}
