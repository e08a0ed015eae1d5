// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.lane.LaneContract;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TransportSpec;
import io.vastar.testkit.Script;
import io.vastar.testkit.ScriptedServer;
import io.vastar.wire.TcpConnector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Pipelined connections owe the engine what every lane does. */
class Http1PipelineLaneTest extends LaneContract {
    private static final int DEPTH = 2;
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private final List<ScriptedServer> servers = new ArrayList<>();

    @AfterEach
    void stopServers() {
        if (lane != null) {
            lane.close();
            lane = null;
        }
        servers.forEach(ScriptedServer::close);
    }

    private Lane to(LaneContext context, Script script) {
        ScriptedServer server = ScriptedServer.start(script);
        servers.add(server);
        TransportSpec transport = TransportSpec.NONE.with(HttpSpec.NONE.withPipeline(DEPTH));
        return new Http1LaneFactory(
                        RequestSpec.get(server.url()).with(transport),
                        List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())),
                        TcpConnector::new)
                .create(context);
    }

    @Override
    protected Lane answering(LaneContext context) {
        return to(context, Script.answeringAll(ANSWER).clientMayLeave());
    }

    @Override
    protected Lane silent(LaneContext context) {
        return to(context, Script.neverAnswering());
    }
}
