// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.spi.Exchange;
import java.util.List;

/** Counts exchanges over the {@link TimeLimit}s that a listener watches. Owned by the agent thread; mostly there are none. */
final class OverLimits {
    private final long[] limitsNs;
    private final boolean[] ofResponse;
    private final long[] counts;

    OverLimits(List<TimeLimit> limits, boolean open) {
        limitsNs = new long[limits.size()];
        ofResponse = new boolean[limitsNs.length];
        counts = new long[limitsNs.length];
        for (int i = 0; i < limitsNs.length; i++) {
            TimeLimit limit = limits.get(i);
            limitsNs[i] = limit.limitNs();
            ofResponse[i] = limit.kind() == TimeLimit.Kind.RESPONSE || open && limit.kind() == TimeLimit.Kind.LATENCY;
        }
    }

    /** An exchange was answered as expected. */
    void count(Exchange exchange) {
        for (int i = 0; i < limitsNs.length; i++) {
            if ((ofResponse[i] ? exchange.responseNs() : exchange.serviceNs()) > limitsNs[i]) {
                counts[i]++;
            }
        }
    }

    int size() {
        return counts.length;
    }

    long get(int index) {
        return counts[index];
    }
}
