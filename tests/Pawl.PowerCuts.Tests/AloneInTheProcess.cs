using Xunit;

// The disk under SQLite is one for the process, and so is what SQLite draws by chance: one test after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
