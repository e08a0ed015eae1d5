// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vastar.testkit.RealServers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Names that move during a run: in a JVM of its own, since a JVM keeps what it looked up first and its resolver can be told of
 * another source of names only as it starts.
 */
@Timeout(120)
class LookUpAgainTest {
    private static final long LIMIT_S = 60;

    @Test
    void shouldConnectToTheNewAddressesOfANameThatMoved(@TempDir Path directory) throws Exception {
        Path hosts = directory.resolve("hosts");
        Files.writeString(hosts, "127.0.0.1 moving.test\n");
        String said = run(
                List.of(),
                List.of("-Djdk.net.hosts.file=" + hosts),
                List.of("moving.test", hosts.toString(), "127.0.0.2"));
        assertThat(said).contains("moved to 127.0.0.2");
    }

    @Test
    void shouldAskARealNameServerAgain(@TempDir Path directory) throws Exception {
        Path program = RealServers.find("dnsmasq").orElse(null);
        assumeTrue(program != null, "dnsmasq is not installed: apt-get install dnsmasq-base");
        assumeTrue(mayMount(), "this user may not replace /etc/resolv.conf in a mount namespace (unshare -m)");
        Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 moving.test\n");
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String address = "127.77." + random.nextInt(1, 255) + "." + random.nextInt(1, 255);
        Path resolv = Files.writeString(directory.resolve("resolv.conf"), "nameserver " + address + "\n");
        Process dnsmasq = new ProcessBuilder(
                        program.toString(),
                        "--keep-in-foreground",
                        "--conf-file=/dev/null",
                        "--listen-address=" + address,
                        "--bind-interfaces",
                        "--no-resolv",
                        "--no-hosts",
                        "--addn-hosts=" + hosts,
                        "--user=" + System.getProperty("user.name"),
                        "--pid-file=" + directory.resolve("pid"))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        try {
            awaitListening(dnsmasq, address, directory.resolve("log"));
            String mount = "mount --bind " + resolv + " /etc/resolv.conf && exec \"$@\"";
            String said = run(
                    List.of("unshare", "-m", "sh", "-c", mount, "sh"),
                    List.of(),
                    List.of("moving.test", hosts.toString(), "127.0.0.2", Long.toString(dnsmasq.pid())));
            assertThat(said).contains("moved to 127.0.0.2");
        } finally {
            dnsmasq.destroy();
        }
    }

    private static boolean mayMount() throws IOException, InterruptedException {
        return RealServers.find("unshare").isPresent()
                && new ProcessBuilder("unshare", "-m", "mount", "--bind", "/etc/hosts", "/etc/hosts")
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
    }

    private static void awaitListening(Process server, String address, Path log) throws IOException {
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
        while (System.nanoTime() - endNs < 0) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, 53), 1000);
                return;
            } catch (IOException e) {
                assertThat(server.isAlive()).as(Files.readString(log)).isTrue();
                LockSupport.parkNanos(10_000_000);
            }
        }
        throw new IllegalStateException("dnsmasq does not listen: " + Files.readString(log));
    }

    private static String run(List<String> within, List<String> options, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(within);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MovingName.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(LIMIT_S, TimeUnit.SECONDS)).as(said).isTrue();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
