namespace Pawl.Schedules.Cron;

/// <summary>Takes an expression apart into its fields, and puts together what they say.</summary>
internal static class CronParser
{
    private const int MostFields = 7;

    public static CronExpression Parse(string text, CronDialect dialect, string hashKey)
    {
        if (text.Length > CronExpression.LongestText)
        {
            throw CronErrors.TooLong(text);
        }

        Span<(int Start, int End)> fields = stackalloc (int, int)[MostFields];
        int count = Split(text, fields);
        if (count == 0)
        {
            throw CronErrors.Empty();
        }

        if (text[fields[0].Start] == '@')
        {
            return ParseMacro(text, fields[0].Start, fields[Math.Min(count, MostFields) - 1].End);
        }

        if (count > MostFields || count < (dialect == CronDialect.Quartz ? 6 : 5))
        {
            throw CronErrors.FieldCount(text, count, dialect);
        }

        return Read(text, text, fields[..count], dialect, hashKey);
    }

    private static CronExpression ParseMacro(string text, int start, int end)
    {
        string meaning = CronMacros.Find(text.AsSpan(start, end - start)) ?? throw CronErrors.UnknownMacro(text, start, end - start);
        Span<(int Start, int End)> fields = stackalloc (int, int)[MostFields];
        int count = Split(meaning, fields);
        return Read(text, meaning, fields[..count], CronDialect.Standard, hashKey: "");
    }

    /// <summary>Finds the fields.</summary>
    /// <returns>How many there are, even if they are more than there is room for.</returns>
    private static int Split(string text, Span<(int Start, int End)> fields)
    {
        int count = 0;
        for (int at = 0; at < text.Length; at++)
        {
            if (IsSpace(text[at]))
            {
                continue;
            }

            int start = at;
            while (at < text.Length && !IsSpace(text[at]))
            {
                at++;
            }

            if (count < fields.Length)
            {
                fields[count] = (start, at);
            }

            count++;
        }

        return count;
    }

    private static bool IsSpace(char character) => character is ' ' or '\t' or '\r' or '\n';

    private static CronExpression Read(
        string original, string text, ReadOnlySpan<(int Start, int End)> fields, CronDialect dialect, string hashKey)
    {
        int count = fields.Length;
        bool hasSeconds = count > 5;
        ReadOnlySpan<(int Start, int End)> common = hasSeconds ? fields[1..] : fields;
        (int Start, int End) ofMonthAt = common[2], ofWeekAt = common[4];

        CronFieldValues second = hasSeconds ? ReadField(fields[0], CronField.Second) : new CronFieldValues { Set = 1 };
        CronFieldValues minute = ReadField(common[0], CronField.Minute);
        CronFieldValues hour = ReadField(common[1], CronField.Hour);
        CronFieldValues ofMonth = ReadField(ofMonthAt, CronField.DayOfMonth);
        CronFieldValues month = ReadField(common[3], CronField.Month);
        CronFieldValues ofWeek = ReadField(
            ofWeekAt, dialect == CronDialect.Quartz ? CronField.QuartzDayOfWeek : CronField.StandardDayOfWeek);
        CronYears years = count == MostFields && ReadField(fields[6], CronField.Year).Years is { } written ? new(written) : default;

        RequireOneLeftOpen(ofMonth, ofWeek, ofWeekAt, dialect);
        var days = new CronDays(ofMonth, (uint)month.Set, ofWeek);
        if (!days.ExistIn(years))
        {
            throw CronErrors.NeverRuns(ofMonthAt.Start, ofMonthAt.End - ofMonthAt.Start, years);
        }

        bool isInterval = second.IsInterval || minute.IsInterval || hour.IsInterval;
        return new CronExpression(original, new CronClock(hour.Set, minute.Set, second.Set), days, years, isInterval);

        CronFieldValues ReadField((int Start, int End) at, CronField field) =>
            new CronFieldReader(text, at.Start, at.End, field, count, hashKey).Read();
    }

    private static void RequireOneLeftOpen(
        in CronFieldValues ofMonth, in CronFieldValues ofWeek, (int Start, int End) ofWeekAt, CronDialect dialect)
    {
        if (ofMonth.IsLeftOpen && ofWeek.IsLeftOpen)
        {
            throw CronErrors.TwoLeftOpen(ofWeekAt.Start);
        }

        if (dialect == CronDialect.Quartz && !ofMonth.IsLeftOpen && !ofWeek.IsLeftOpen)
        {
            throw CronErrors.NoneLeftOpen(ofWeekAt.Start, ofWeekAt.End - ofWeekAt.Start);
        }
    }
}
