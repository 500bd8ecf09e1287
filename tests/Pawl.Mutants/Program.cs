using Pawl.Mutants;

// Plants every mutant into a copy of the source: Pawl.Mutants REPOSITORY TARGET. Without a target, lists the mutants.
if (args is not [string root, ..])
{
    Console.Error.WriteLine("Pawl.Mutants REPOSITORY [TARGET]");
    return 2;
}

IReadOnlyList<Mutant> mutants = Mutant.ReadAll(Path.Combine(root, "tests", "Pawl.Mutants", "Mutants"));
if (args is [_, string target])
{
    new Planter(root, target).Plant(mutants);
}
else
{
    foreach (Mutant mutant in mutants)
    {
        Console.WriteLine($"{mutant.Name}: {mutant.Description}");
    }
}

return 0;
