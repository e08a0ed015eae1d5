// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.target.TargetOptions;
import io.vastar.target.TargetServer;

/** Joins the commands with the embedded target. */
record JoinedTarget(TargetServer server) implements Services.RunningTarget {
    static JoinedTarget start(String host, int port, int threads) {
        return new JoinedTarget(TargetServer.start(TargetOptions.of(host, port, threads)));
    }

    @Override
    public String url() {
        return server.url();
    }

    @Override
    public void close() {
        server.close();
    }
}
