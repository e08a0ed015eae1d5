// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** The feeders of a scenario as one virtual user sees them. */
public interface Feeds {
    /**
     * The next record for this user; allocates nothing.
     *
     * @param feeder index in {@link ScenarioDefinition#feeders()}
     * @return null when a feeder that ends has come to its end
     */
    Object next(int feeder);
}
