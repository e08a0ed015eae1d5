// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.engine.CoreMeter;
import io.vastar.plan.FileLimits;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at the machine: CPUs, limits, ports, clock and timers. What only Linux tells is left out elsewhere. */
final class SystemChecks {
    private static final long MANY_FILES = 10_064;
    private static final int MANY_PORTS = 20_000;
    private static final double BUSY = 0.5;
    private static final long COARSE_CLOCK_NS = 1_000;
    private static final long LATE_TIMER_NS = 1_000_000;
    private static final long SLEEP_NS = 50_000;
    private static final int SLEEPS = 51;
    private static final long SPIN_MS = 200;
    private static final long SPIN_NS = SPIN_MS * 1_000_000;
    private static final double MOST_FOR_OTHERS = 0.05;
    private static final int CLOCK_READS = 20_000;
    private static final Pattern OPEN_FILES = Pattern.compile("Max open files\\s+(\\S+)\\s+(\\S+)");

    private final Path root;

    /** @param root where {@code proc} and {@code sys} are */
    SystemChecks(Path root) {
        this.root = root;
    }

    List<DoctorCheck> cpus() {
        List<DoctorCheck> checks = new ArrayList<>();
        int cpus = Runtime.getRuntime().availableProcessors();
        checks.add(
                cpus > 1
                        ? DoctorCheck.ok("CPUs", cpus + " for this process")
                        : DoctorCheck.warn(
                                "CPUs",
                                "one for this process",
                                "a target on this machine shares it with the generator; run the target elsewhere"));
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        if (load >= 0) {
            String value = String.format(Locale.ROOT, "load average %.2f", load);
            checks.add(
                    load <= BUSY * cpus
                            ? DoctorCheck.ok("quiet", value)
                            : DoctorCheck.warn(
                                    "quiet", value, "other programs use the CPUs; end them before measuring"));
        }
        checks.add(ownCore());
        String governor = Doctor.read(root.resolve("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"));
        if (governor != null) {
            checks.add(
                    governor.equals("powersave")
                            ? DoctorCheck.warn(
                                    "frequency",
                                    "governor " + governor,
                                    "CPUs may slow down between requests: cpupower frequency-set -g performance")
                            : DoctorCheck.ok("frequency", "governor " + governor));
        }
        boolean taskset = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
        checks.add(
                taskset
                        ? DoctorCheck.ok("pinning", "taskset is there, so --pin works")
                        : DoctorCheck.warn("pinning", "no taskset, so --pin does not work", "install util-linux"));
        return checks;
    }

    /** What an I/O thread that spins would go through. */
    private static DoctorCheck ownCore() {
        try (CoreMeter meter = new CoreMeter()) {
            long beganNs = System.nanoTime();
            meter.open(beganNs);
            long waitedBeforeNs = meter.waitedNs();
            long nowNs = beganNs;
            while (nowNs - beganNs < SPIN_NS) {
                Thread.onSpinWait();
                nowNs = System.nanoTime();
            }
            meter.read(nowNs, true);
            return ownCore((double) (meter.waitedNs() - waitedBeforeNs) / (nowNs - beganNs));
        }
    }

    static DoctorCheck ownCore(double othersShare) {
        String value = String.format(
                Locale.ROOT, "others had the core of a busy thread for %.1f %% of %d ms", 100 * othersShare, SPIN_MS);
        return othersShare <= MOST_FOR_OTHERS
                ? DoctorCheck.ok("own core", value)
                : DoctorCheck.warn(
                        "own core",
                        value,
                        "a run gives way to them, which costs throughput and precision; end them, or --pin to an idle core");
    }

    DoctorCheck files(FileLimits limits) {
        String status = Doctor.read(root.resolve("proc/self/limits"));
        Matcher matcher = OPEN_FILES.matcher(status == null ? "" : status);
        String value = matcher.find()
                ? "soft limit " + matcher.group(1) + ", hard limit " + matcher.group(2)
                : limits.max() == Long.MAX_VALUE ? "limit unknown" : "limit " + limits.max();
        if (limits.max() == Long.MAX_VALUE) {
            return DoctorCheck.ok("open files", value);
        }
        String enough = value + ": enough for c=" + limits.connections();
        return limits.max() >= MANY_FILES
                ? DoctorCheck.ok("open files", enough)
                : DoctorCheck.warn(
                        "open files",
                        enough,
                        "for more, raise it: ulimit -n " + MANY_FILES + " (hard limit: /etc/security/limits.conf)");
    }

    DoctorCheck ports() {
        String range = Doctor.read(root.resolve("proc/sys/net/ipv4/ip_local_port_range"));
        if (range == null || !range.matches("\\d+\\s+\\d+")) {
            return DoctorCheck.ok("local ports", "range unknown");
        }
        String[] ends = range.split("\\s+");
        int count = Integer.parseInt(ends[1]) - Integer.parseInt(ends[0]) + 1;
        String value = ends[0] + " to " + ends[1] + ": " + count + " connections to one address and port";
        return count >= MANY_PORTS
                ? DoctorCheck.ok("local ports", value)
                : DoctorCheck.warn(
                        "local ports",
                        value,
                        "with --disable-keepalive they run out: sysctl -w net.ipv4.ip_local_port_range='1024 65535'");
    }

    List<DoctorCheck> time() {
        List<DoctorCheck> checks = new ArrayList<>();
        String source = Doctor.read(root.resolve("sys/devices/system/clocksource/clocksource0/current_clocksource"));
        long stepNs = Long.MAX_VALUE;
        long beganNs = System.nanoTime();
        long lastNs = beganNs;
        for (int i = 0; i < CLOCK_READS; i++) {
            long nowNs = System.nanoTime();
            if (nowNs > lastNs) {
                stepNs = Math.min(stepNs, nowNs - lastNs);
            }
            lastNs = nowNs;
        }
        long readNs = (lastNs - beganNs) / CLOCK_READS;
        String value = "steps of " + (stepNs == Long.MAX_VALUE ? "?" : stepNs) + " ns, read in " + readNs + " ns"
                + (source == null ? "" : ", source " + source);
        checks.add(
                stepNs <= COARSE_CLOCK_NS && readNs <= COARSE_CLOCK_NS
                        ? DoctorCheck.ok("clock", value)
                        : DoctorCheck.warn(
                                "clock",
                                value,
                                "latencies below some µs are coarse here; on bare metal choose the clock source tsc"));
        checks.add(timer());
        return checks;
    }

    private DoctorCheck timer() {
        long[] lateNs = new long[SLEEPS];
        for (int i = 0; i < SLEEPS; i++) {
            long beganNs = System.nanoTime();
            LockSupport.parkNanos(SLEEP_NS);
            lateNs[i] = System.nanoTime() - beganNs - SLEEP_NS;
        }
        Arrays.sort(lateNs);
        String slack = Doctor.read(root.resolve("proc/self/timerslack_ns"));
        String value = "a pause of 50 µs ends " + Math.max(0, lateNs[SLEEPS / 2] / 1_000) + " µs late (median)"
                + (slack == null ? "" : ", timer slack " + slack + " ns");
        return lateNs[SLEEPS / 2] <= LATE_TIMER_NS
                ? DoctorCheck.ok("timer", value)
                : DoctorCheck.warn("timer", value, "waiting is coarse here; use --idle spin for exact timing");
    }
}
