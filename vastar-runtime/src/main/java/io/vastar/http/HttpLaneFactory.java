// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import io.vastar.http1.HttpInteractions;
import io.vastar.http1.Origins;
import io.vastar.lane.LaneWires;
import io.vastar.spi.Checks;
import io.vastar.spi.Dispatcher;
import io.vastar.spi.Interaction;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.LookUp;
import io.vastar.spi.RequestSpec;

/**
 * Opens lanes for requests that go to several origins, as those of scenarios, redirects and targets may do; where all go to one
 * without redirects, they go the short way.
 */
final class HttpLaneFactory implements LaneFactory {
    private final LaneFactory version;
    private final OriginLanes lanes;
    private final Origins origins;
    private final boolean redirects;
    private final OriginRoutes.Route home;
    private final OriginRoutes routes;

    /**
     * @param version of HTTP that is spoken
     * @param lanes of that version
     * @param origins of the requests
     * @param home the way to their own one
     */
    HttpLaneFactory(
            LaneFactory version,
            OriginLanes lanes,
            RequestSpec request,
            Origins origins,
            OriginRoutes.Route home,
            OriginRoutes routes) {
        this.version = version;
        this.lanes = lanes;
        this.origins = origins;
        redirects = HttpInteractions.followsRedirects(request);
        this.home = home;
        this.routes = routes;
    }

    @Override
    public Lane create(LaneContext context) {
        if (!context.varied() && !redirects && !origins.several()) {
            return version.create(context);
        }
        HttpInteractions.prepare();
        LaneWires wires =
                new LaneWires(context, home.addresses(), home.connectors().create());
        LaneContext others = new LaneContext(
                context.connections(), 0, true, context.connectTimeoutNs(), context.clock(), context.tap());
        Lane all = new OriginsLane(
                origins,
                lanes.create(context, wires, origins.own()),
                routes,
                (origin, route) -> lanes.create(
                        others,
                        new LaneWires(
                                wires,
                                others,
                                route.addresses(),
                                route.connectors().create()),
                        origin),
                context.clock());
        return redirects ? new RedirectsLane(all, context.clock()) : all;
    }

    @Override
    public String protocol() {
        return version.protocol();
    }

    @Override
    public String security() {
        return version.security();
    }

    @Override
    public void close() {
        version.close();
    }

    @Override
    public LookUp lookUp() {
        return version.lookUp();
    }

    @Override
    public long requestBytes() {
        return version.requestBytes();
    }

    @Override
    public Interaction newInteraction(boolean keepsCookies, Checks checks) {
        return version.newInteraction(keepsCookies, checks);
    }

    @Override
    public Interaction newRepeatedInteraction() {
        return version.newRepeatedInteraction();
    }

    @Override
    public Object newClient(Interaction interaction, Dispatcher dispatcher) {
        return version.newClient(interaction, dispatcher);
    }
}
