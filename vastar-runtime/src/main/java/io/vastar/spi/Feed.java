// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** The loaded data of one feeder, shared by all virtual users of a run. Thread-safe; allocates nothing. */
public interface Feed {
    /**
     * The next record for a virtual user.
     *
     * @param user its number, unique in the run
     * @return null when a feeder that ends has come to its end
     */
    Object next(int user);

    /** How many virtual users there is data for; a run of more, in a closed model, is refused before it begins. */
    default int mostUsers() {
        return Integer.MAX_VALUE;
    }
}
