// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The machine a result was measured on.
 *
 * @param logicalCores processors that this JVM may use; a container's limit counts
 * @param physicalCores cores of the whole machine without their hardware threads; 0 where unknown
 * @param ramMb memory in MiB, a container's limit counts; 0 where unknown
 * @param os name, version and architecture
 * @param jvm vendor's name and version
 */
public record Machine(int logicalCores, int physicalCores, long ramMb, String os, String jvm) {
    private static final Path CPUS = Path.of("/sys/devices/system/cpu");

    /** Looks at this machine; a few milliseconds, no process is started. */
    public static Machine detect() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                physicalCores(CPUS),
                memoryMb(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    }

    /** Linux lists for each CPU the hardware threads of its core: as many different lists as cores. */
    static int physicalCores(Path cpus) {
        Set<String> cores = new HashSet<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(cpus, "cpu[0-9]*")) {
            for (Path folder : folders) {
                Path siblings = folder.resolve("topology/thread_siblings_list");
                if (Files.isReadable(siblings)) {
                    cores.add(Files.readString(siblings).trim());
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return cores.size();
    }

    private static long memoryMb() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean os
                ? os.getTotalMemorySize() >> 20
                : 0;
    }
}
