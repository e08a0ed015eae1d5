// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.spi.VastarVersion;

/** The versions of vastar and of the JVM. */
final class Version {
    private Version() {}

    static String line() {
        return "vastar " + VastarVersion.text() + ", JVM " + System.getProperty("java.runtime.version") + " ("
                + System.getProperty("java.vm.name") + ", " + System.getProperty("java.vendor") + ")";
    }
}
