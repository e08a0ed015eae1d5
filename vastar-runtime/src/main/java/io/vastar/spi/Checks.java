// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** Where user code's checks are counted. Called on the thread that runs the user code. */
public interface Checks {
    /** Counts one check under its name. Allocates only for a name not seen before. */
    void check(String name, boolean passed);
}
