// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.record.RequestLog;
import io.vastar.spi.ConfigurationException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SqliteSinkTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("runs.db");
    }

    private void run(String name, int requests) throws IOException {
        try (RequestLogs logs = new RequestLogs(LogSampling.ALL, 1 << 20).toDatabase(file)) {
            RunLog run = logs.run(name, "GET", "http://h/" + name);
            RequestLog log = run.open(0, 1, List.of("login"));
            run.begin(1_790_000_000_000L);
            log.begin(0);
            for (int i = 0; i < requests; i++) {
                Records.answer(log, i * 1_000_000L, 200, 0);
            }
            Records.fail(log, 5);
            assertThat(run.end().failure()).isNull();
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("rps", new BigDecimal("12.50"));
            figures.put("ok", (long) requests);
            figures.put("p99_ms", null);
            figures.put("interrupted", false);
            figures.put("body_bytes", 13L * requests);
            figures.put("status", "a later version's");
            assertThat(logs.summary(figures)).isNull();
        }
    }

    private List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(i == 1 ? "" : "|").append(result.getString(i));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    @Test
    void shouldAddRunsAndTheirRequests() throws Exception {
        run("A", 2_500);
        run("B", 10);
        assertThat(query("SELECT id, name, url, ok, rps, p99_ms, interrupted FROM runs ORDER BY id"))
                .containsExactly("1|A|http://h/A|2500|12.5|null|0", "2|B|http://h/B|10|12.5|null|0");
        assertThat(query("SELECT run, count(*), sum(status IS NULL) FROM requests GROUP BY run"))
                .containsExactly("1|2501|1", "2|11|1");
        assertThat(query("SELECT * FROM requests WHERE run = 2 AND start_ns = 9000000"))
                .containsExactly(
                        "2|9000000|1790000000009000|8999000|1500000|1501000|200000|250000|1000000|ok|200|null|250"
                                + "|60|13|4|9|0|login");
        assertThat(
                        query(
                                "SELECT outcome, error, first_byte_ns, connection FROM requests WHERE run = 2 AND status IS NULL"))
                .containsExactly("failed|timeout|null|null");
    }

    @Test
    void shouldOfferTheColumnsOfOha() throws Exception {
        run("A", 3);
        assertThat(query("SELECT url, start, \"end\", duration, status, len_bytes FROM oha ORDER BY start"))
                .hasSize(3)
                .first()
                .isEqualTo("http://h/A|0.0|0.0015|0.0015|200|13");
    }

    @Test
    void shouldLeaveDatabasesOfOthersAlone() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE requests (a)");
        }
        assertThatThrownBy(() -> SqliteSink.open(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has a table named runs or requests that is not of this tool");
        Path text =
                Files.writeString(directory.resolve("a.db"), "this is no database, but it is long enough to be one");
        assertThatThrownBy(() -> SqliteSink.open(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be used");
        assertThat(Files.readString(text)).startsWith("this is no");
    }

    @Test
    void shouldRefuseTheFormatOfALaterVersion() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 9");
        }
        assertThatThrownBy(() -> SqliteSink.open(file)).hasMessageContaining("written by a later version (format 9");
    }

    @Test
    void shouldNameTheArtifactWhenTheDriverIsMissing() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertThatThrownBy(() -> SqliteSink.open(file))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("add org.xerial:sqlite-jdbc to the dependencies of your build");
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThat(Files.exists(file)).isFalse();
    }
}
