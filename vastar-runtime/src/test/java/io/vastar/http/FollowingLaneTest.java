// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import io.vastar.lane.LaneContract;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TransportSpec;
import io.vastar.testkit.Script;
import io.vastar.testkit.ScriptedServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What every lane owes the engine, of one that follows redirects to several origins. */
class FollowingLaneTest extends LaneContract {
    private final List<ScriptedServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(ScriptedServer::close);
    }

    private Lane to(LaneContext context, Script script) {
        ScriptedServer server = ScriptedServer.start(connection -> script);
        servers.add(server);
        RequestSpec request =
                RequestSpec.get(server.url() + "/").with(TransportSpec.NONE.with(HttpSpec.NONE.withRedirects(3)));
        return new HttpProvider()
                .prepare(request)
                .create(new LaneContext(
                        context.connections(), context.openFirst(), true, context.connectTimeoutNs(), context.clock()));
    }

    @Override
    protected Lane answering(LaneContext context) {
        return to(
                context,
                Script.answeringAll("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                        .clientMayLeave());
    }

    @Override
    protected Lane silent(LaneContext context) {
        return to(context, Script.neverAnswering());
    }
}
