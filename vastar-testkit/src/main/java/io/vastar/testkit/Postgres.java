// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A PostgreSQL of its own that lives in a temporary directory until it is closed; made by {@link RealServers#postgres}. It
 * trusts everybody on loopback and does not wait for the disk ({@code fsync = off}), so its commits are faster than those
 * of a database that keeps its data.
 */
public final class Postgres implements AutoCloseable {
    private static final String USER = "vastar";
    private static final int MOST_CONNECTIONS = 500;
    private static final int ATTEMPTS = 5;
    private static final long READY_LIMIT_NS = 30_000_000_000L;
    private static final long INITDB_LIMIT_SECONDS = 60;
    private static final long POLL_NS = 10_000_000L;
    private static final String READY = "ready to accept connections";

    /** Debian keeps the programs of each version off the PATH; Red Hat and Homebrew do alike. */
    private static final List<String> DIRECTORIES =
            List.of("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin");

    private final RealServer server;

    private Postgres(RealServer server) {
        this.server = server;
    }

    /** Where initdb and postgres are, of the newest version; empty when it is not installed. */
    static Optional<Path> directoryOfPrograms() {
        Optional<Path> onPath = RealServers.find("initdb").map(Path::getParent);
        if (onPath.isPresent()) {
            return onPath;
        }
        List<Path> found = new ArrayList<>();
        for (String pattern : DIRECTORIES) {
            int star = pattern.indexOf('*');
            int from = pattern.lastIndexOf('/', star);
            Path parent = Path.of(pattern.substring(0, from));
            if (!Files.isDirectory(parent)) {
                continue;
            }
            String versions = pattern.substring(from + 1, pattern.lastIndexOf('/'));
            try (DirectoryStream<Path> directories = Files.newDirectoryStream(parent, versions)) {
                directories.forEach(directory -> found.add(directory.resolve("bin")));
            } catch (IOException e) {
                // not readable, so nothing of use is in it
            }
        }
        return found.stream()
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("postgres")))
                .max(Comparator.comparingInt(Postgres::version));
    }

    private static int version(Path bin) {
        String digits = bin.getParent().getFileName().toString().replaceAll("[^0-9.]", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits.split("\\.")[0]);
    }

    /** Whom it is started as, since it refuses root: empty for who runs this, null when root has nobody. */
    static String user() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return "";
        }
        if (RealServers.find("setpriv").isEmpty()) {
            return null;
        }
        for (String user : List.of("postgres", "nobody")) {
            if (principal(user) != null) {
                return user;
            }
        }
        return null;
    }

    private static UserPrincipal principal(String user) {
        try {
            return Path.of("/").getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    static Postgres start(Path bin) {
        IllegalStateException last = null;
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                return start(bin, Ports.freePort());
            } catch (IOException e) {
                throw new IllegalStateException("no directory for PostgreSQL can be made: " + e.getMessage(), e);
            } catch (IllegalStateException e) {
                last = e;
            }
        }
        throw last;
    }

    private static Postgres start(Path bin, int port) throws IOException {
        Path directory = Files.createTempDirectory("vastar-postgres");
        String user = user();
        if (!user.isEmpty()) {
            Files.setOwner(directory, principal(user));
        }
        Path data = directory.resolve("data");
        Path program = bin.resolve("initdb");
        initialise(
                as(user, program, "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"),
                directory);
        List<String> command = new ArrayList<>(as(user, bin.resolve("postgres"), "-D", data));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "max_connections=" + MOST_CONNECTIONS,
                "fsync=off",
                "logging_collector=off",
                "log_destination=stderr")) {
            command.add("-c");
            command.add(setting);
        }
        RealServer server = RealServer.start("PostgreSQL", command, directory, port);
        Postgres postgres = new Postgres(server);
        long endNs = System.nanoTime() + READY_LIMIT_NS;
        while (!server.said().contains(READY)) {
            if (System.nanoTime() - endNs > 0) {
                String said = server.said();
                postgres.close();
                throw new IllegalStateException("PostgreSQL was not ready in time; it said: " + said);
            }
            LockSupport.parkNanos(POLL_NS);
        }
        return postgres;
    }

    private static List<String> as(String user, Object... command) {
        List<String> all = new ArrayList<>();
        if (!user.isEmpty()) {
            all.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + group(user), "--init-groups"));
        }
        for (Object word : command) {
            all.add(word.toString());
        }
        return all;
    }

    /** Users' own groups have their names; nobody's is nogroup where there is one. */
    private static String group(String user) {
        try {
            return Path.of("/")
                    .getFileSystem()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByGroupName(user)
                    .getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "nogroup";
        }
    }

    private static void initialise(List<String> command, Path directory) throws IOException {
        Path output = directory.resolve("initdb.log");
        Process initdb = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = false;
        try {
            ended = initdb.waitFor(INITDB_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended || initdb.exitValue() != 0) {
            initdb.destroyForcibly();
            String said = Files.readString(output);
            RealServer.delete(directory);
            throw new IllegalStateException("initdb of PostgreSQL failed" + (ended ? "" : " to end") + ": " + said);
        }
    }

    /** Where drivers connect to, with the user in it; there is no password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres?user=" + USER;
    }

    public int port() {
        return server.port();
    }

    /** Its process ids, as {@link RealServer#pids}. */
    public List<Long> pids() {
        return server.pids();
    }

    /** Ends its sessions, stops it, and deletes its directory. Closing twice is harmless. */
    @Override
    public void close() {
        server.signal("INT"); // a fast shutdown; that of SIGTERM waits for clients
        server.close();
    }
}
