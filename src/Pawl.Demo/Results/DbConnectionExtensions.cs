using System.Data.Common;
using Npgsql;

namespace Pawl.Demo.Results;

/// <summary>Short ways to run a statement that SQLite and PostgreSQL understand alike; parameters are <c>$1</c>, <c>$2</c>, …</summary>
internal static class DbConnectionExtensions
{
    extension(DbConnection connection)
    {
        /// <summary>Runs a statement.</summary>
        /// <returns>How many rows it changed.</returns>
        public int Execute(string sql, params ReadOnlySpan<object?> values)
        {
            using DbCommand command = connection.Prepare(sql, values);
            return command.ExecuteNonQuery();
        }

        /// <summary>Runs a query, and reads its rows as they are asked for.</summary>
        /// <returns>What <paramref name="read"/> makes of each row.</returns>
        public IEnumerable<T> Query<T>(string sql, Func<DbDataReader, T> read)
        {
            using DbCommand command = connection.Prepare(sql);
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                yield return read(reader);
            }
        }

        private DbCommand Prepare(string sql, params ReadOnlySpan<object?> values)
        {
            DbCommand command = connection.CreateCommand();
            command.CommandText = sql;
            for (int index = 0; index < values.Length; index++)
            {
                DbParameter parameter = command.CreateParameter();

                // The one difference: PostgreSQL counts them, SQLite calls them by name.
                parameter.ParameterName = connection is NpgsqlConnection ? "" : $"${index + 1}";
                parameter.Value = values[index] ?? DBNull.Value;
                command.Parameters.Add(parameter);
            }

            return command;
        }
    }
}
