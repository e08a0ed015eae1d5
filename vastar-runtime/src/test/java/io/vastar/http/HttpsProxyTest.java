// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vastar.record.TrialResult;
import io.vastar.spi.ProxySpec;
import io.vastar.spi.TlsSpec;
import io.vastar.spi.TransportSpec;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import io.vastar.testkit.TestCa;
import io.vastar.testkit.TestIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS to the target inside of what a real proxy opened. */
@Timeout(60)
class HttpsProxyTest {
    @TempDir
    private Path directory;

    private TestIdentity identity;

    private TransportSpec trusting() {
        TestCa ca = TestCa.create("Test CA");
        identity = ca.server("localhost", "127.0.0.1");
        String file = ca.write(directory.resolve("ca.pem")).toString();
        return TransportSpec.NONE.with(TlsSpec.NONE.caCert(file).provider("jdk"));
    }

    private RealServer nginx(String lines) throws IOException {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        Files.writeString(directory.resolve("x.txt"), "hello");
        return RealServers.nginx(directory, identity, lines).orElseThrow();
    }

    @Test
    void shouldTunnelHttpsThroughAnHttpProxyUnasked() throws IOException {
        assumeTrue(RealServers.find("tinyproxy").isPresent(), "tinyproxy is not installed: apt-get install tinyproxy");
        TransportSpec transport = trusting();
        try (RealServer nginx = nginx("");
                RealServer proxy = RealServers.start(
                                "tinyproxy",
                                "Port {port}\nListen 127.0.0.1\nLogLevel Error\nMaxClients 100\nConnectPort "
                                        + nginx.port() + "\n",
                                "-d",
                                "-c",
                                "{configuration}")
                        .orElseThrow()) {
            TransportSpec through = transport.with(ProxySpec.NONE.withUrl(proxy.url()));
            TrialResult result = Runs.good(Runs.get(nginx.secureUrl() + "/x.txt", through), 2, 200);
            assertThat(result.bytes().body()).isEqualTo(1000);
            assertThat(result.connections().tls().full()
                            + result.connections().tls().resumed())
                    .isEqualTo(2);
        }
    }

    @Test
    void shouldTunnelHttpsThroughASocksProxy() throws IOException {
        assumeTrue(
                RealServers.find("microsocks").isPresent(), "microsocks is not installed: apt-get install microsocks");
        TransportSpec transport = trusting();
        try (RealServer nginx = nginx("");
                RealServer proxy = RealServers.start("microsocks", "", "-i", "127.0.0.1", "-p", "{port}")
                        .orElseThrow()) {
            TransportSpec through = transport.with(ProxySpec.NONE.withUrl("socks5h://127.0.0.1:" + proxy.port()));
            Runs.good(Runs.get(nginx.secureUrl() + "/x.txt", through), 2, 200);
        }
    }
}
