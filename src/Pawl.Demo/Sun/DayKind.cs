namespace Pawl.Demo.Sun;

/// <summary>What the sun does on a day.</summary>
internal enum DayKind
{
    /// <summary>It rises and sets.</summary>
    Ordinary,

    /// <summary>It does not set.</summary>
    PolarDay,

    /// <summary>It does not rise.</summary>
    PolarNight,
}
