// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import io.vastar.http1.HttpInteraction;
import io.vastar.http1.Origin;
import io.vastar.http1.Origins;
import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ConnectionStats;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.Lane;
import io.vastar.spi.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.agrona.concurrent.NanoClock;

/**
 * Carries exchanges to several origins: those to the load test's own go to its lane as if there were no other, each other
 * origin gets a lane of its own when the first exchange goes there. All of them share one poller, one read buffer and one
 * set of counters, which the lane of the own origin serves.
 */
final class OriginsLane implements Lane {
    private static final long SHORT_WAIT_NS = 1_000_000;

    private final Origins origins;
    private final Origin own;
    private final Lane home;
    private final OriginRoutes routes;
    private final BiFunction<Origin, OriginRoutes.Route, Lane> lanes;
    private final NanoClock clock;
    private final LookUps lookUps = new LookUps();
    private final Map<Origin, Branch> byOrigin = new HashMap<>();
    private final List<Branch> branches = new ArrayList<>();
    private final ArrayDeque<Exchange> cancelled = new ArrayDeque<>();

    /**
     * @param origins of the load test's requests
     * @param home carries what goes to its own; its poll serves the wires of all
     * @param lanes makes the lane of another origin
     */
    OriginsLane(
            Origins origins,
            Lane home,
            OriginRoutes routes,
            BiFunction<Origin, OriginRoutes.Route, Lane> lanes,
            NanoClock clock) {
        this.origins = origins;
        own = origins.own();
        this.home = home;
        this.routes = routes;
        this.lanes = lanes;
        this.clock = clock;
    }

    @Override
    public void open() {
        home.open();
    }

    @Override
    public Readiness readiness() {
        return home.readiness();
    }

    @Override
    public boolean offer(Exchange exchange) {
        Origin origin = originOf(exchange);
        if (origin == own || origin.equals(own)) {
            exchange.carrier = null;
            return home.offer(exchange);
        }
        Branch branch = byOrigin.get(origin);
        if (branch == null) {
            branch = new Branch(origin, routes, lookUps, lanes, clock);
            byOrigin.put(origin, branch);
            branches.add(branch);
        }
        exchange.carrier = branch;
        branch.take(exchange);
        return true;
    }

    private Origin originOf(Exchange exchange) {
        HttpInteraction interaction = (HttpInteraction) exchange.interaction();
        return interaction == null ? origins.of(exchange.variant()) : interaction.origin();
    }

    @Override
    public int poll(CompletionHandler handler, long maxWaitNs) {
        if (branches.isEmpty()) {
            return home.poll(handler, maxWaitNs);
        }
        int work = 0;
        for (int i = cancelled.size(); i > 0; i--) {
            handler.onCompletion(cancelled.remove());
            work++;
        }
        boolean waits = false;
        for (int i = 0; i < branches.size(); i++) {
            Branch branch = branches.get(i);
            work += branch.poll(handler);
            waits |= branch.waits();
        }
        long waitNs = waits ? Math.min(maxWaitNs, SHORT_WAIT_NS) : maxWaitNs;
        return work + home.poll(handler, work > 0 ? 0 : waitNs);
    }

    @Override
    public void wakeUp() {
        home.wakeUp();
    }

    @Override
    public long awakeSinceNs() {
        return home.awakeSinceNs();
    }

    @Override
    public void cancel(Exchange exchange, ErrorKind reason) {
        if (exchange.carrier == null) {
            home.cancel(exchange, reason);
        } else if (exchange.outcome() == Outcome.PENDING && ((Branch) exchange.carrier).cancel(exchange, reason)) {
            cancelled.add(exchange);
        }
    }

    /** Of all origins. */
    @Override
    public ConnectionStats connections() {
        return home.connections();
    }

    @Override
    public void close() {
        lookUps.close();
        for (Branch branch : branches) {
            branch.close();
        }
        home.close();
    }
}
