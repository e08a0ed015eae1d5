// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import com.google.auto.service.AutoService;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.LoopbackPeer;
import io.vastar.spi.Metrics;
import io.vastar.spi.ProtocolProvider;
import io.vastar.spi.RequestSpec;
import java.util.List;

/**
 * {@code noop:none}: nothing at all, for load tests that have no URL. {@code noop:call}: a {@link CallLane} whose call does nothing. What it costs is
 * the hand-off to a worker and back.
 */
@AutoService(ProtocolProvider.class)
public final class NoopProvider implements ProtocolProvider {
    private static final String NONE = "noop:none";

    @Override
    public String id() {
        return "noop";
    }

    @Override
    public List<String> schemes() {
        return List.of("noop");
    }

    @Override
    public Metrics metrics() {
        return Metrics.NONE;
    }

    @Override
    public LaneFactory prepare(RequestSpec request) {
        return new NoopFactory(request.url().equals(NONE));
    }

    /** None: there is nothing to warm that the calls themselves do not. */
    @Override
    public LoopbackPeer startLoopbackPeer(RequestSpec target) {
        return null;
    }

    private static final class NoopFactory implements LaneFactory {
        private final boolean idle;

        NoopFactory(boolean idle) {
            this.idle = idle;
        }

        @Override
        public Lane create(LaneContext context) {
            return idle ? new IdleLane() : new CallLane(context, () -> 0);
        }

        @Override
        public long requestBytes() {
            return 0;
        }
    }
}
