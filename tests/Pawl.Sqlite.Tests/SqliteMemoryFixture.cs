using Pawl.Sqlite.Writing;

namespace Pawl.Sqlite.Tests;

/// <summary>SQLite in memory, whose commands run on the thread of their callers: the form that a simulation drives.</summary>
public sealed class SqliteMemoryFixture() : SqliteFixture(":memory:", WriterMode.Inline);
