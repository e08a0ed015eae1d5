// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The versions of vastar and of the JVM. The manifest of a fat jar belongs to its owner, so ours is a resource. */
final class Version {
    private Version() {}

    static String vastar() {
        try (InputStream in = Version.class.getResourceAsStream("/io/vastar/version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    static String line() {
        return "vastar " + vastar() + ", JVM " + System.getProperty("java.runtime.version") + " ("
                + System.getProperty("java.vm.name") + ", " + System.getProperty("java.vendor") + ")";
    }
}
