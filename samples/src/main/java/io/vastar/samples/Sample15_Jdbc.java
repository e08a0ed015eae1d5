// SPDX-License-Identifier: Apache-2.0
package io.vastar.samples;

import io.vastar.annotations.Feeder;
import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Scenario;
import io.vastar.annotations.Setup;
import io.vastar.annotations.TearDown;
import io.vastar.api.LoadTestSkippedException;
import io.vastar.api.Session;
import io.vastar.testkit.Postgres;
import io.vastar.testkit.RealServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;

/**
 * A library of your own that blocks: here JDBC with PostgreSQL. There is no URL, since no request goes through vastar. Each
 * virtual user opens a connection in its own {@code @Setup} and closes it in its {@code @TearDown}; neither is measured
 * as a part, and each iteration is a query and a transaction.
 *
 * <p>HOW TO RUN
 *
 * <pre>{@code
 * java -jar samples/target/benchmarks.jar Sample15_Jdbc
 * PGURL='jdbc:postgresql://db.example.com/test?user=me&password=secret' java -jar samples/target/benchmarks.jar Sample15_Jdbc
 * }</pre>
 *
 * <p>The first starts a PostgreSQL in a temporary directory, where one is installed; else the sample says so and is skipped.
 * The second uses yours, where it makes and drops a table {@code vastar_account}.
 *
 * <p>WHAT YOU SHOULD SEE
 *
 * <p>Under "Steps" a row for each measured part. Summary and percentiles are about whole iterations, which have gone from the
 * engine to the user's thread and back: "Hand-offs" under "Generator health" says what that costs. The first iteration of
 * each user also has its set-up, which is why the slowest is so much slower than the rest;
 * {@code --warmup 1s} leaves it out.
 */
@LoadTest(concurrency = 8, duration = "3s")
class Sample15_Jdbc {
    private static final int ACCOUNTS = 1_000;
    private static final long BALANCE = 1_000_000;

    enum Currency {
        USD,
        EUR,
        IDR
    }

    record Order(String name, int amount, Currency currency) {}

    private static Postgres postgres;
    private static String jdbcUrl;
    private static boolean prepared;

    @Feeder(value = "orders.csv", strategy = Feeder.Strategy.RANDOM)
    Order order;

    private SplittableRandom random;
    private Connection connection;
    private PreparedStatement balance;
    private PreparedStatement book;

    @Setup
    static void startDatabase() throws SQLException {
        jdbcUrl = System.getProperty("PGURL", System.getenv("PGURL"));
        if (jdbcUrl == null) {
            postgres = RealServers.postgres()
                    .orElseThrow(() -> new LoadTestSkippedException(
                            RealServers.POSTGRES_MISSING + "; or name a database in PGURL"));
            jdbcUrl = postgres.jdbcUrl();
        }
        execute("CREATE TABLE IF NOT EXISTS vastar_account (id int PRIMARY KEY, balance bigint NOT NULL)");
        execute("INSERT INTO vastar_account SELECT id, " + BALANCE + " FROM generate_series(1, " + ACCOUNTS
                + ") AS id ON CONFLICT (id) DO UPDATE SET balance = " + BALANCE);
        prepared = true;
    }

    @TearDown
    static void stopDatabase() throws SQLException {
        if (postgres != null) {
            postgres.close();
        } else if (prepared) {
            execute("DROP TABLE IF EXISTS vastar_account");
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection admin = DriverManager.getConnection(jdbcUrl);
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    @Setup
    void connect() throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl);
        connection.setAutoCommit(false);
        balance = connection.prepareStatement("SELECT balance FROM vastar_account WHERE id = ?");
        book = connection.prepareStatement("UPDATE vastar_account SET balance = balance + ? WHERE id = ?");
    }

    @TearDown
    void disconnect() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    @Scenario
    void transfer(Session session) throws Exception {
        if (random == null) {
            random = new SplittableRandom(session.user());
        }
        int from = 1 + random.nextInt(ACCOUNTS - 1);
        int to = from + 1 + random.nextInt(ACCOUNTS - from); // locks are taken in one order, so that none is deadlocked
        long before = session.measure("read balance", () -> balanceOf(from));
        session.check("account has a balance", before >= 0);
        session.measure("transfer", () -> transfer(from, to, order.amount()));
    }

    private Void transfer(int from, int to, long amount) throws SQLException {
        try {
            book(from, -amount);
            book(to, amount);
            connection.commit();
            return null;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    private long balanceOf(int account) throws SQLException {
        balance.setInt(1, account);
        try (ResultSet row = balance.executeQuery()) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    private void book(int account, long amount) throws SQLException {
        book.setLong(1, amount);
        book.setInt(2, account);
        book.executeUpdate();
    }
}
