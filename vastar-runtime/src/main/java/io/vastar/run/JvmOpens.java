// SPDX-License-Identifier: Apache-2.0
package io.vastar.run;

import io.vastar.spi.ConfigurationException;

/**
 * What this JVM has to open to the generator: {@code jdk.internal.misc} to Agrona, without which there are no off-heap
 * buffers, and {@code sun.nio.ch} to the poller, which is slower without. A fat jar's manifest says so; every other JVM
 * needs {@link #ARGUMENTS}.
 */
public final class JvmOpens {
    /** Arguments of a JVM that loads something. */
    public static final String ARGUMENTS =
            "--add-opens java.base/jdk.internal.misc=ALL-UNNAMED --add-opens java.base/sun.nio.ch=ALL-UNNAMED";

    private JvmOpens() {}

    /** Whether load can be generated here at all. */
    public static boolean areThere() {
        return Object.class.getModule().isOpen("jdk.internal.misc", JvmOpens.class.getModule());
    }

    /** @throws ConfigurationException when no load can be generated here; the message holds what to write where */
    public static void require() {
        if (!areThere()) {
            throw new ConfigurationException("this JVM keeps java.base/jdk.internal.misc closed, which the generator's"
                    + " buffers need; for Maven (surefire, failsafe, and the IDEs that follow it) add to the"
                    + " <properties> of the POM\n\n"
                    + "    <argLine>" + ARGUMENTS + "</argLine>\n\n"
                    + "to an argLine that the plugins configure already, append @{argLine}; elsewhere pass the two"
                    + " arguments to the JVM that runs the tests");
        }
    }
}
