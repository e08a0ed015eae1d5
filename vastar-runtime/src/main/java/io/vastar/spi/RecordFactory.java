// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** Makes one record of a feeder from its converted values. Generated; called before any load is sent. */
@FunctionalInterface
public interface RecordFactory {
    /** @param values in the order of {@link FeederDefinition#columns()}, each of its column's type */
    Object create(Object[] values);
}
