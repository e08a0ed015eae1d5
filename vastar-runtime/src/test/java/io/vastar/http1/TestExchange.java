// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.spi.Exchange;

/** An exchange with room for the counts of {@link Http1Provider}. */
final class TestExchange extends Exchange {
    TestExchange() {
        super(1);
    }

    TestExchange(io.vastar.spi.Interaction carried) {
        this();
        interaction = carried;
    }
}
