// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.spi.BodyWatch;
import io.vastar.spi.Exchange;
import io.vastar.spi.Interaction;

/** An exchange with room for the counts of {@link io.vastar.http.HttpProvider}. */
final class TestExchange extends Exchange {
    TestExchange() {
        super(3);
    }

    TestExchange(Interaction carried) {
        this(carried, null);
    }

    TestExchange(Interaction carried, BodyWatch watching) {
        this();
        interaction = carried;
        watch = watching;
    }
}
