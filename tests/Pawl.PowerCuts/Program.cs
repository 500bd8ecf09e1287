using System.Globalization;
using Pawl.PowerCuts.Runs;

// What each argument means is said by eng/cut-power --help.
switch (args)
{
    case ["--images", var images]:
        return Reports.Cuts(1, Number(images));
    case ["--images", var images, "--seed", var seed]:
        return Reports.Cuts((ulong)Number(seed), Number(images));
    case ["--errors"]:
        return Reports.Errors(1, only: null);
    case ["--errors", "--seed", var seed]:
        return Reports.Errors((ulong)Number(seed), only: null);
    case ["--errors", "--seed", var seed, "--at", var operation]:
        return Reports.Errors((ulong)Number(seed), (int)Number(operation));
    default:
        Console.Error.WriteLine("Usage: ./eng/cut-power --images N [--seed K] | --errors [--seed K [--at OPERATION]]");
        return 2;
}

static long Number(string text) =>
    long.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
