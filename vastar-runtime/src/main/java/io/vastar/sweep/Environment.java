// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the sweep ran on.
 *
 * @param physicalCores null when unknown, also when this process may use only part of the machine
 * @param logicalCores processors that this process may use
 * @param ramMb memory of the machine or container in MiB
 * @param fileLimit how many files and sockets this process may open; {@link Long#MAX_VALUE} when unknown
 * @param toolVersion of vastar; {@code development} when not run from a release jar
 * @param javaVersion of this JVM
 * @param os name, version and architecture
 */
public record Environment(
        Integer physicalCores,
        int logicalCores,
        long ramMb,
        long fileLimit,
        String toolVersion,
        String javaVersion,
        String os) {

    /** Looks at this machine; reads {@code /proc/cpuinfo} and, where that names no cores, {@code /sys}. */
    public static Environment current() {
        int logical = Runtime.getRuntime().availableProcessors();
        Integer physical = readPhysicalCores();
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        String version = Environment.class.getPackage().getImplementationVersion();
        return new Environment(
                physical == null || physical > logical ? null : physical,
                logical,
                system.getTotalMemorySize() >> 20,
                fileLimitOf(system),
                version == null ? "development" : version,
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
    }

    private static long fileLimitOf(OperatingSystemMXBean system) {
        long limit = system instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : 0;
        return limit > 0 ? limit : Long.MAX_VALUE;
    }

    private static Integer readPhysicalCores() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            Integer cores = coresIn(lines);
            return cores == null ? coresUnder(Path.of("/sys/devices/system/cpu")) : cores;
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
    }

    /** Distinct pairs of physical id and core id; null when the lines name none, as on ARM. */
    static Integer coresIn(Stream<String> cpuinfo) {
        Set<String> cores = new HashSet<>();
        String[] socket = {"0"};
        cpuinfo.forEach(line -> {
            int colon = line.indexOf(':');
            String key = colon < 0 ? "" : line.substring(0, colon).trim();
            if (key.equals("physical id")) {
                socket[0] = line.substring(colon + 1).trim();
            } else if (key.equals("core id")) {
                cores.add(socket[0] + "/" + line.substring(colon + 1).trim());
            }
        });
        return cores.isEmpty() ? null : cores.size();
    }

    private static Integer coresUnder(Path cpus) throws IOException {
        Set<String> cores = new HashSet<>();
        try (Stream<Path> entries = Files.list(cpus)) {
            for (Path siblings :
                    (Iterable<Path>) entries.map(cpu -> cpu.resolve("topology/thread_siblings_list"))::iterator) {
                if (Files.isReadable(siblings)) {
                    cores.add(Files.readString(siblings).trim());
                }
            }
        }
        return cores.isEmpty() ? null : cores.size();
    }
}
