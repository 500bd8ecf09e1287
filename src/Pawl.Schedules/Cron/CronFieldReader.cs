namespace Pawl.Schedules.Cron;

/// <summary>Reads one field of a cron expression, which is a list of items, once from left to right.</summary>
/// <param name="text">The whole expression.</param>
/// <param name="start">Where the field begins.</param>
/// <param name="end">Where it ends.</param>
/// <param name="field">What may be in it.</param>
/// <param name="fieldCount">How many fields the expression has.</param>
/// <param name="hashKey">What <c>H</c> hashes.</param>
internal ref struct CronFieldReader(string text, int start, int end, CronField field, int fieldCount, string hashKey)
{
    /// <summary>No number that means anything is greater; whatever is greater is this.</summary>
    private const int TooGreat = 100_000;

    private int at = start;
    private CronFieldValues values;
    private bool isAll;

    private readonly char Current => at < end ? text[at] : '\0';

    private readonly char CurrentUpper => char.ToUpperInvariant(Current);

    public CronFieldValues Read()
    {
        values.BeginsWithAll = Current is '*' or '?';
        values.Years = field.Unit == CronUnit.Year ? CronYears.NewSet() : null;
        ReadItem();
        while (Current == ',')
        {
            at++;
            ReadItem();
        }

        if (at < end)
        {
            throw CronErrors.UnexpectedCharacter(text, at, field);
        }

        // A star says nothing of years, not even that they are among those that can be written.
        values.Years = isAll ? null : values.Years;
        values.HasAllDays = values.Set == (field.Unit == CronUnit.DayOfMonth ? 0xFFFF_FFFE : 0x7F);
        return values;
    }

    private void ReadItem()
    {
        int first = at;
        switch (CurrentUpper)
        {
            case '*':
                at++;
                values.IsInterval = true;
                isAll |= Current != '/';
                Add(field.Least, field.LastOfAll, Current == '/' ? ReadStep() : 1, first);
                break;
            case '?':
                ReadLeftOpen();
                break;
            case 'H' when !IsLetter(1):
                ReadHashed();
                break;
            case 'L' when !IsLetter(1) || (at + 1 < end && char.ToUpperInvariant(text[at + 1]) == 'W' && !IsLetter(2)):
                ReadLast();
                break;
            default:
                ReadValues();
                break;
        }
    }

    private void ReadLeftOpen()
    {
        if (!field.IsDay)
        {
            throw CronErrors.NotInField(text, at, 1, field, "`?` leaves a day of the month or a day of the week open; write `*` here.");
        }

        if (at + 1 < end || (at > 0 && text[at - 1] == ','))
        {
            throw CronErrors.NotInField(text, at, 1, field, "`?` stands alone; for a step write `*/2`.");
        }

        at++;
        values.IsLeftOpen = true;
        Add(field.Least, field.LastOfAll, 1, at);
    }

    // H, H/15, H(0-29), H(0-29)/10
    private void ReadHashed()
    {
        int first = at++;
        if (field.Unit == CronUnit.Year)
        {
            throw CronErrors.NotInField(text, first, 1, field, "Years are not spread by a hash.");
        }

        (int from, int to) = (field.Least, field.LastHashed);
        if (Current == '(')
        {
            at++;
            from = ReadValue();
            Expect('-');
            to = ReadValue();
            Expect(')');
            if (to < from)
            {
                throw CronErrors.NotInField(text, first, at - first, field, "The range of a hash begins with the smaller number.");
            }
        }

        ulong hash = StableHash.Of(hashKey, field.Unit);
        uint count = (uint)(to - from + 1);
        if (Current != '/')
        {
            int chosen = from + (int)(hash % count);
            Add(chosen, chosen, 1, first);
            return;
        }

        int step = ReadStep();
        Add(from + (int)(hash % Math.Min((uint)step, count)), to, step, first);
    }

    // L, L-3 and LW in days of the month; L alone is Saturday in Quartz's days of the week.
    private void ReadLast()
    {
        int first = at++;
        if (field.Unit == CronUnit.DayOfMonth)
        {
            if (CurrentUpper == 'W')
            {
                at++;
                values.LastWorkingDay = true;
                return;
            }

            values.DaysBeforeLast |= 1u << (Current == '-' ? ReadNumberAfter(0, 30, "how many days before the last one") : 0);
            return;
        }

        if (field == CronField.QuartzDayOfWeek && CurrentUpper != 'W')
        {
            Add(7, 7, 1, first);
            return;
        }

        throw CronErrors.NotInField(text, first, 1, field, field.Unit == CronUnit.DayOfWeek
            ? "Say which day of the week is the last of the month, as in `FRIL` or `5L`."
            : "`L` is the last day of the month, and belongs into days.");
    }

    private void ReadValues()
    {
        int first = at;
        int from = ReadValue();
        switch (CurrentUpper)
        {
            case '-':
                at++;
                int to = ReadValue();
                Add(from, to, Current == '/' ? ReadStep() : 1, first);
                break;
            case '/':
                Add(from, field.LastOfAll, ReadStep(), first);
                break;
            case 'W' when field.Unit == CronUnit.DayOfMonth:
                at++;
                values.NearestToWork |= 1u << from;
                break;
            case 'L' when field.Unit == CronUnit.DayOfWeek:
                at++;
                values.LastOfWeekday |= 1u << Weekday(from);
                break;
            case '#' when field.Unit == CronUnit.DayOfWeek:
                int nth = ReadNumberAfter(1, 5, "which one of the month");
                values.NthOfWeekday |= 1UL << ((7 * (nth - 1)) + Weekday(from));
                break;
            default:
                Add(from, from, 1, first);
                break;
        }
    }

    private void Add(int from, int to, int step, int first)
    {
        int last = to;
        if (to < from)
        {
            // What comes round is counted on, beyond the greatest value; Bit takes it back.
            last = to + field.Cycle;
            if (field.Cycle == 0 || last < from)
            {
                throw CronErrors.BadRange(text, first, at - first, field);
            }
        }

        for (int value = from; value <= last; value += step)
        {
            if (values.Years is { } years)
            {
                CronYears.Add(years, value);
            }
            else
            {
                values.Set |= 1UL << Bit(value);
            }
        }
    }

    // Where the fields of one kind differ in how they count, their bits do not.
    private readonly int Bit(int value) => field.Unit == CronUnit.DayOfWeek ? Weekday(value)
        : field.Cycle == 0 || value <= field.Greatest ? value
        : value - field.Cycle;

    private readonly int Weekday(int value) => (value - field.Least) % 7;

    private int ReadValue()
    {
        int first = at;
        if (char.IsAsciiLetter(Current))
        {
            return ReadName();
        }

        int value = ReadNumber();
        if (at == first)
        {
            throw at == end || Current is ',' or '-' or '/'
                ? CronErrors.Missing(at, field)
                : CronErrors.UnexpectedCharacter(text, at, field);
        }

        return value >= field.Least && value <= field.Greatest
            ? value
            : throw CronErrors.NotOfField(text, first, at - first, field, fieldCount);
    }

    private int ReadName()
    {
        int length = 1;
        while (IsLetter(length))
        {
            length++;
        }

        // FRIL is a name and what is said of it.
        bool isLast = length == 4 && field.Unit == CronUnit.DayOfWeek && char.ToUpperInvariant(text[at + 3]) == 'L';
        ReadOnlySpan<char> name = text.AsSpan(at, isLast ? 3 : length);
        for (int index = 0; index < field.Names.Length; index++)
        {
            if (name.Equals(field.Names[index], StringComparison.OrdinalIgnoreCase))
            {
                at += name.Length;
                return field.Least + index;
            }
        }

        throw CronErrors.UnknownName(text, at, length, field);
    }

    private int ReadStep()
    {
        int first = ++at;
        values.IsInterval = true;
        int step = ReadNumber();
        return step >= 1 && step <= field.LongestStep
            ? step
            : throw (at == first && at < end
                ? CronErrors.UnexpectedCharacter(text, at, field)
                : CronErrors.BadStep(text, first, at - first, field));
    }

    private int ReadNumberAfter(int least, int greatest, string what)
    {
        int first = ++at;
        int number = ReadNumber();
        return at > first && number >= least && number <= greatest
            ? number
            : throw CronErrors.BadNumber(text, first, at - first, what, $"{least} to {greatest}");
    }

    private int ReadNumber()
    {
        int number = 0;
        for (; char.IsAsciiDigit(Current); at++)
        {
            number = Math.Min(TooGreat, (number * 10) + (Current - '0'));
        }

        return number;
    }

    private void Expect(char character)
    {
        if (Current != character)
        {
            throw CronErrors.BadNumber(text, at, at < end ? 1 : 0, $"a `{character}`", "a hash with a range as `H(0-29)`");
        }

        at++;
    }

    private readonly bool IsLetter(int offset) => at + offset < end && char.IsAsciiLetter(text[at + offset]);
}
