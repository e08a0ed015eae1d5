// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.engine.Calibration;
import io.vastar.plan.FileLimits;
import io.vastar.plan.LoadTestCatalog;
import io.vastar.run.JvmOpens;
import io.vastar.spi.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Looks at the JVM, at this jar, and at how fast the generator is here; {@link SystemChecks} at the machine. */
final class Doctor {
    private static final int LOOPBACK_TIMEOUT_MS = 2_000;
    private static final int MOST_BYTES = 65_536;
    private static final int OLDEST_JAVA = 17;
    private static final double SLOW_PER_SEC = 20_000;

    private final LoadTestCatalog catalog;
    private final FileLimits limits;
    private final Supplier<Calibration> calibration;

    Doctor(LoadTestCatalog catalog, FileLimits limits, Supplier<Calibration> calibration) {
        this.catalog = catalog;
        this.limits = limits;
        this.calibration = calibration;
    }

    List<DoctorCheck> checks() {
        List<DoctorCheck> checks = new ArrayList<>();
        checks.add(DoctorCheck.ok("vastar", Version.line()));
        checks.add(java());
        checks.add(opens());
        SystemChecks system = new SystemChecks(Path.of("/"));
        checks.addAll(system.cpus());
        checks.add(system.files(limits));
        checks.add(system.ports());
        checks.addAll(system.time());
        checks.add(loopback("127.0.0.1", true));
        checks.add(loopback("::1", false));
        checks.addAll(loadTests());
        checks.add(generator());
        return checks;
    }

    private static DoctorCheck java() {
        int feature = Runtime.version().feature();
        String value = System.getProperty("java.version") + ", " + System.getProperty("java.vm.name") + ", "
                + System.getProperty("java.home");
        if (feature < OLDEST_JAVA) {
            return DoctorCheck.fail("Java", value, "use Java " + OLDEST_JAVA + " or later");
        }
        String mode = System.getProperty("java.vm.info", "");
        return mode.contains("interpreted")
                ? DoctorCheck.fail("Java", value + ", " + mode, "do not run with -Xint: nothing is compiled")
                : DoctorCheck.ok("Java", value);
    }

    private static DoctorCheck opens() {
        return JvmOpens.areThere()
                ? DoctorCheck.ok("Add-Opens", "java.base/jdk.internal.misc is open to Agrona")
                : DoctorCheck.fail(
                        "Add-Opens",
                        "java.base/jdk.internal.misc is closed to Agrona, so off-heap buffers do not work",
                        "start with java -jar a jar whose manifest has 'Add-Opens: java.base/jdk.internal.misc', or pass"
                                + " --add-opens java.base/jdk.internal.misc=ALL-UNNAMED");
    }

    private static DoctorCheck loopback(String address, boolean needed) {
        String name = "loopback " + address;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(address));
                Socket client = new Socket()) {
            server.setSoTimeout(LOOPBACK_TIMEOUT_MS);
            client.connect(new InetSocketAddress(address, server.getLocalPort()), LOOPBACK_TIMEOUT_MS);
            try (Socket accepted = server.accept()) {
                accepted.setSoTimeout(LOOPBACK_TIMEOUT_MS);
                long beganNs = System.nanoTime();
                client.getOutputStream().write(1);
                int read = accepted.getInputStream().read();
                return read == 1
                        ? DoctorCheck.ok(name, "a byte crosses in " + (System.nanoTime() - beganNs) / 1_000 + " µs")
                        : DoctorCheck.fail(name, "a byte was lost", "look at the firewall rules of lo");
            }
        } catch (IOException e) {
            String value = "cannot connect: " + e.getMessage();
            return needed
                    ? DoctorCheck.fail(name, value, "bring the interface lo up, and allow it in the firewall")
                    : DoctorCheck.warn(name, value, "targets at [::1] cannot be loaded; others can");
        }
    }

    private List<DoctorCheck> loadTests() {
        List<DoctorCheck> checks = new ArrayList<>();
        int count = catalog.entries().size();
        if (count > 0) {
            checks.add(DoctorCheck.ok("load tests", count + " in this jar; -l lists them"));
        } else if (catalog.problems().isEmpty()) {
            checks.add(DoctorCheck.warn(
                    "load tests", "none in this jar", "start it without arguments to see the likely causes"));
        }
        for (String problem : catalog.problems()) {
            checks.add(DoctorCheck.fail("load tests", problem, "see above"));
        }
        return checks;
    }

    private DoctorCheck generator() {
        try {
            Calibration measured = calibration.get();
            String value = String.format(
                    Locale.ROOT,
                    "%.0f HTTP requests/s against an in-process server; a blocking call is handed over in %.1f µs",
                    measured.httpCeilingPerSec(),
                    measured.handOffNs() / 1_000);
            return measured.httpCeilingPerSec() >= SLOW_PER_SEC
                    ? DoctorCheck.ok("generator", value)
                    : DoctorCheck.warn(
                            "generator", value, "that is slow: end other programs, or use a machine with more CPU");
        } catch (ConfigurationException e) {
            return DoctorCheck.fail("generator", "cannot be measured: " + e.getMessage(), "put that right first");
        } catch (RuntimeException | LinkageError e) {
            return DoctorCheck.fail("generator", "cannot be measured: " + e, "put the failed checks above right first");
        }
    }

    /** The text of a small file of the kernel's, or null. */
    static String read(Path file) {
        // files below /proc/sys answer only a first read, so it must be a large one
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return null;
        }
    }
}
