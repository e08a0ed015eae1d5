// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import io.vastar.record.RequestRecord;
import io.vastar.spi.ConfigurationException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A SQLite database: a row in {@code runs} for each run and one in {@code requests} for each request; a view has the
 * columns of oha's table. Runs are added to those that are there. The driver is no dependency of this jar, for its size; it is
 * found on the class path.
 */
final class SqliteSink implements LogSink {
    private static final String DRIVER = "org.sqlite.JDBC";
    private static final int FORMAT = 1;
    private static final int ROWS_A_BATCH = 1_000;
    private static final String INSERT = "INSERT INTO requests VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    private final Path file;
    private final Connection connection;
    private final PreparedStatement insert;
    private long run;
    private RunFacts facts;
    private int waiting;
    private int inserted;
    private long committed;
    private boolean broken;

    private SqliteSink(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = NORMAL");
            connection.setAutoCommit(false);
            create(statement);
            connection.commit();
        }
        insert = connection.prepareStatement(INSERT);
    }

    /** @throws ConfigurationException when it cannot be opened, or holds something else, or the driver is missing */
    static SqliteSink open(Path file) {
        try {
            Class.forName(DRIVER, true, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new ConfigurationException(
                    "--db needs the driver of SQLite, which is not in this jar; add org.xerial:sqlite-jdbc to the"
                            + " dependencies of your build",
                    e);
        }
        Connection connection = null;
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            return new SqliteSink(file, connection);
        } catch (SQLException e) {
            close(connection);
            throw new ConfigurationException(
                    "the database '" + file + "' cannot be used: " + e.getMessage() + "; choose another file", e);
        } catch (ConfigurationException e) {
            close(connection);
            throw e;
        }
    }

    private static void close(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // the first failure is the one to tell
        }
    }

    private void create(Statement statement) throws SQLException {
        int version = number(statement, "PRAGMA user_version");
        if (version > FORMAT) {
            throw new ConfigurationException("the database '" + file + "' was written by a later version (format "
                    + version + ", this one knows " + FORMAT + "); choose another file");
        }
        if (version == FORMAT) {
            return;
        }
        if (number(statement, "SELECT count(*) FROM sqlite_master WHERE name IN ('runs', 'requests')") > 0) {
            throw new ConfigurationException("the database '" + file
                    + "' has a table named runs or requests that is not of this tool; choose another file");
        }
        statement.execute("CREATE TABLE runs (id INTEGER PRIMARY KEY, name TEXT NOT NULL, url TEXT NOT NULL,"
                + " started_epoch_ms INTEGER NOT NULL)");
        statement.execute("CREATE TABLE requests (run INTEGER NOT NULL REFERENCES runs(id), start_ns INTEGER NOT NULL,"
                + " epoch_us INTEGER NOT NULL, intended_ns INTEGER NOT NULL, latency_ns INTEGER NOT NULL,"
                + " response_ns INTEGER NOT NULL, connect_ns INTEGER NOT NULL, sent_ns INTEGER NOT NULL,"
                + " first_byte_ns INTEGER, outcome TEXT NOT NULL, status INTEGER, error TEXT, bytes_in INTEGER NOT NULL,"
                + " bytes_out INTEGER NOT NULL, body_bytes INTEGER NOT NULL, connection INTEGER, user INTEGER NOT NULL,"
                + " thread INTEGER NOT NULL, step TEXT)");
        if (number(statement, "SELECT count(*) FROM sqlite_master WHERE name = 'oha'") == 0) {
            statement.execute("CREATE VIEW oha AS SELECT runs.url AS url, requests.start_ns / 1e9 AS start,"
                    + " requests.intended_ns / 1e9 AS start_latency_correction,"
                    + " (requests.start_ns + requests.latency_ns) / 1e9 AS \"end\","
                    + " requests.latency_ns / 1e9 AS duration, requests.status AS status,"
                    + " requests.body_bytes AS len_bytes"
                    + " FROM requests JOIN runs ON runs.id = requests.run WHERE requests.status IS NOT NULL");
        }
        statement.execute("PRAGMA user_version = " + FORMAT);
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public void begin(RunFacts next) throws IOException {
        facts = next;
        committed = 0;
        try (PreparedStatement row =
                        connection.prepareStatement("INSERT INTO runs (name, url, started_epoch_ms) VALUES (?, ?, ?)");
                Statement last = connection.createStatement()) {
            row.setString(1, next.name());
            row.setString(2, next.url());
            row.setLong(3, next.epochMs());
            row.executeUpdate();
            try (ResultSet id = last.executeQuery("SELECT last_insert_rowid()")) {
                run = id.getLong(1);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void write(RequestRecord record, int thread, String step) throws IOException {
        try {
            long startedNs = record.startedNs();
            insert.setLong(1, run);
            insert.setLong(2, startedNs);
            insert.setLong(3, LineFormat.epochUs(record, facts));
            insert.setLong(4, record.intendedNs());
            insert.setLong(5, record.doneNs() - startedNs);
            insert.setLong(6, record.doneNs() - record.intendedNs());
            insert.setLong(7, record.connectNs());
            insert.setLong(8, record.sentNs() - startedNs);
            knownOrNull(9, LineFormat.firstByteNs(record));
            insert.setString(10, record.verdict().label());
            knownOrNull(11, record.isResponse() ? record.code() : -1);
            insert.setString(
                    12, record.errorKind() == null ? null : record.errorKind().label());
            insert.setLong(13, record.bytesIn());
            insert.setLong(14, record.bytesOut());
            insert.setLong(15, record.bodyBytes());
            knownOrNull(16, record.connection());
            insert.setInt(17, record.user());
            insert.setInt(18, thread);
            insert.setString(19, step);
            insert.addBatch();
            if (++waiting == ROWS_A_BATCH) {
                insertWaiting();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void knownOrNull(int column, long value) throws SQLException {
        if (value < 0) {
            insert.setNull(column, Types.INTEGER);
        } else {
            insert.setLong(column, value);
        }
    }

    private void insertWaiting() throws SQLException {
        int rows = waiting;
        waiting = 0;
        insert.executeBatch();
        inserted += rows;
    }

    @Override
    public void flush() throws IOException {
        try {
            insertWaiting();
            connection.commit();
            committed += inserted;
            inserted = 0;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Takes back what has not been committed, so that the rows that are there are those that are counted. */
    private IOException failed(SQLException e) {
        broken = true;
        waiting = 0;
        inserted = 0;
        try {
            insert.clearBatch();
            connection.rollback();
        } catch (SQLException again) {
            // SQLite has rolled back on its own
            e.addSuppressed(again);
        }
        return new IOException(e.getMessage(), e);
    }

    @Override
    public long records() {
        return committed;
    }

    @Override
    public long rows() {
        return committed;
    }

    /** Columns that are not there yet are added, so that figures which a later version knows find a place. */
    @Override
    public void summary(Map<String, Object> figures) throws IOException {
        try (Statement statement = connection.createStatement()) {
            Set<String> known = new HashSet<>();
            try (ResultSet columns = statement.executeQuery("PRAGMA table_info(runs)")) {
                while (columns.next()) {
                    known.add(columns.getString("name"));
                }
            }
            StringBuilder update = new StringBuilder("UPDATE runs SET ");
            Map<String, Object> there = new LinkedHashMap<>(figures);
            there.values().removeIf(Objects::isNull);
            for (String name : figures.keySet()) {
                if (known.add(name)) {
                    statement.execute("ALTER TABLE runs ADD COLUMN " + name);
                }
                update.append(there.containsKey(name) ? name + " = ?, " : "");
            }
            update.setLength(update.length() - 2);
            try (PreparedStatement row =
                    connection.prepareStatement(update.append(" WHERE id = ?").toString())) {
                int at = 1;
                for (Object value : there.values()) {
                    row.setObject(at++, value instanceof BigDecimal number ? (Object) number.doubleValue() : value);
                }
                row.setLong(at, run);
                row.executeUpdate();
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        try (connection) {
            if (!broken) {
                flush();
            }
            insert.close();
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
