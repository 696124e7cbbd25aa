using Monitor.Review.Sqlite;

namespace Monitor.Tests.Review;

public sealed class SqliteReviewStoreTests() : ReviewStoreContract(new SqliteEngine());
