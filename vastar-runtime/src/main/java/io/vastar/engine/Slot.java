// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.spi.Exchange;

/** The engine's exchange: one per virtual user, the only place where an intended start can be written. */
final class Slot extends Exchange {
    boolean inFlight;

    Slot(int countNames) {
        super(countNames);
    }

    void intend(long nowNs) {
        intendedNs = nowNs;
    }
}
