// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.plan.Overrides;
import picocli.CommandLine.ArgGroup;

/** What is sent and how it gets to the target: the same for all commands that load one. */
final class SendingFlags {
    @ArgGroup(validate = false, heading = "%nRequest:%n", order = 5)
    private RequestFlags request = new RequestFlags();

    @ArgGroup(validate = false, heading = "%nHTTP:%n", order = 6)
    private HttpFlags http = new HttpFlags();

    @ArgGroup(validate = false, heading = "%nTLS:%n", order = 7)
    private TlsFlags tls = new TlsFlags();

    @ArgGroup(validate = false, heading = "%nNames and addresses:%n", order = 8)
    private RouteFlags route = new RouteFlags();

    @ArgGroup(validate = false, heading = "%nProxy:%n", order = 9)
    private ProxyFlags proxy = new ProxyFlags();

    /** @param url may be null where these flags name URLs */
    Overrides.Request toRequired(String url) {
        return to(request.requireUrl(url));
    }

    /** @param url null keeps the load test's */
    Overrides.Request to(String url) {
        return proxy.on(route.on(tls.on(http.on(request.overrides(url)))));
    }
}
