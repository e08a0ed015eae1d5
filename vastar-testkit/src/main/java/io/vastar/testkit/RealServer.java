// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A server that runs as a child process until it is closed, or until this JVM ends; made by {@link RealServers}. */
public final class RealServer implements AutoCloseable {
    private static final long READY_LIMIT_NS = 15_000_000_000L;
    private static final long STOP_LIMIT_SECONDS = 5;
    private static final String OUTPUT = "output.log";
    private static final int CONNECT_LIMIT_MS = 1000;
    private static final long POLL_NS = 10_000_000L;

    private final Process process;
    private final Path directory;
    private final int port;
    private final Thread stopAtExit;
    private boolean paused;

    private RealServer(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
        stopAtExit = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(stopAtExit);
    }

    /** @param directory its own; what it prints goes there, and the directory goes with the server */
    static RealServer start(String name, List<String> command, Path directory, int port) throws IOException {
        Path output = directory.resolve(OUTPUT);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        RealServer server = new RealServer(process, directory, port);
        long endNs = System.nanoTime() + READY_LIMIT_NS;
        while (!server.accepts() || !process.isAlive()) {
            if (!process.isAlive() || System.nanoTime() - endNs > 0) {
                String said = Files.readString(output);
                server.close();
                throw new IllegalStateException(
                        name + " did not start on port " + port + "; it said: " + (said.isBlank() ? "nothing" : said));
            }
            LockSupport.parkNanos(POLL_NS);
        }
        return server;
    }

    /** Where it listens, without a path: {@code http://127.0.0.1:43210}. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The same over TLS, by name: {@code https://localhost:43210}. */
    public String secureUrl() {
        return "https://localhost:" + port;
    }

    public int port() {
        return port;
    }

    /** Its process ids, the one that was started first, then its children's (nginx: master, worker). */
    public List<Long> pids() {
        return Stream.concat(Stream.of(process.pid()), process.descendants().map(ProcessHandle::pid))
                .toList();
    }

    /**
     * Stops all its processes where they are (SIGSTOP). The kernel goes on to accept connections and bytes for them, so
     * that to a client the server hangs.
     */
    public void pause() {
        paused = true;
        signal("STOP", pids());
    }

    /** Lets a paused server go on (SIGCONT). */
    public void resume() {
        signal("CONT", pids());
        paused = false;
    }

    /** Asks its first process in its own way, such as {@code INT}. */
    void signal(String name) {
        if (process.isAlive()) {
            signal(name, List.of(process.pid()));
        }
    }

    private static void signal(String name, List<Long> pids) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "kill -" + name + " \"$@\"", "sh"));
        pids.forEach(pid -> command.add(pid.toString()));
        try {
            Process kill = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("SIG" + name + " does not reach " + pids + ": " + said.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no shell to send SIG" + name + " with", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops it by its process id, waits until it is gone, and deletes its directory. Closing twice is harmless. */
    @Override
    public void close() {
        if (paused && process.isAlive()) {
            resume();
        }
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                children.forEach(ProcessHandle::destroyForcibly);
            }
            Runtime.getRuntime().removeShutdownHook(stopAtExit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            // the JVM is ending, and the hook has done it
        }
        delete(directory);
    }

    /** What it has printed until now. */
    String said() {
        try {
            return Files.readString(directory.resolve(OUTPUT));
        } catch (IOException e) {
            return "";
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_LIMIT_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the server's directory " + directory + " cannot be deleted", e);
        }
    }
}
