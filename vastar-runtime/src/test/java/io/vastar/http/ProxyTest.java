// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vastar.record.TrialResult;
import io.vastar.report.RunText;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.ProxySpec;
import io.vastar.spi.TargetUnreachableException;
import io.vastar.spi.TransportSpec;
import io.vastar.target.TargetServer;
import io.vastar.testkit.HeldPort;
import io.vastar.testkit.Ports;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import io.vastar.testkit.Script;
import io.vastar.testkit.ScriptedServer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through real proxies to a real target, and what is said when a proxy refuses. */
@Timeout(60)
class ProxyTest {
    private TargetServer target;

    @BeforeEach
    void startTarget() {
        target = TargetServer.start();
    }

    @AfterEach
    void stopTarget() {
        target.close();
    }

    private static TransportSpec through(ProxySpec proxy) {
        return TransportSpec.NONE.with(proxy);
    }

    private static ProxySpec proxy(String url) {
        return ProxySpec.NONE.withUrl(url);
    }

    private static RealServer started(Optional<RealServer> server, String program) {
        assumeTrue(server.isPresent(), program + " is not installed: apt-get install " + program);
        return server.orElseThrow();
    }

    private static RealServer tinyproxy(String lines) {
        return started(
                RealServers.start(
                        "tinyproxy",
                        "Port {port}\nListen 127.0.0.1\nTimeout 60\nLogLevel Error\nMaxClients 100\n" + lines,
                        "-d",
                        "-c",
                        "{configuration}"),
                "tinyproxy");
    }

    private static RealServer squid() {
        return started(
                RealServers.start(
                        "squid",
                        String.join(
                                "\n",
                                "http_port 127.0.0.1:{port}",
                                "http_access allow all",
                                "cache deny all",
                                "access_log none",
                                "cache_log /dev/null",
                                "logfile_rotate 0",
                                "pid_filename none",
                                "shutdown_lifetime 0 seconds",
                                ""),
                        "-N",
                        "-f",
                        "{configuration}"),
                "squid");
    }

    private static RealServer microsocks(String... more) {
        String[] arguments = new String[4 + more.length];
        System.arraycopy(new String[] {"-i", "127.0.0.1", "-p", "{port}"}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return started(RealServers.start("microsocks", "", arguments), "microsocks");
    }

    @Test
    void shouldSendWholeUrlsToAnHttpProxy() {
        try (RealServer proxy = tinyproxy("")) {
            Runs.good(Runs.get(target.url() + "/plain", through(proxy(proxy.url()))), 2, 40);
        }
    }

    @Test
    void shouldTunnelThroughAnHttpProxyWhenAsked() {
        try (RealServer proxy = tinyproxy("ConnectPort " + target.port() + "\n")) {
            TrialResult result = Runs.good(
                    Runs.get(target.url() + "/plain", through(proxy(proxy.url()).withTunnel(true))), 2, 40);
            assertThat(result.connections().opened()).isEqualTo(2);
        }
    }

    @Test
    void shouldKeepConnectionsToSquidOpen() {
        try (RealServer proxy = squid()) {
            TrialResult result = Runs.good(Runs.get(target.url() + "/plain", through(proxy(proxy.url()))), 2, 40);
            assertThat(result.connections().opened()).isEqualTo(2);
        }
    }

    @Test
    void shouldTunnelThroughSquid() {
        try (RealServer proxy = squid()) {
            String url = "http://localhost:" + target.port() + "/plain";
            Runs.good(Runs.get(url, through(proxy(proxy.url()).withTunnel(true))), 2, 40);
        }
    }

    @Test
    void shouldGoThroughHaproxyThatForwardsByTheUrl() {
        RealServer haproxy = started(
                RealServers.start(
                        "haproxy",
                        String.join(
                                "\n",
                                "global",
                                "defaults",
                                "  mode http",
                                "  timeout connect 5s",
                                "  timeout client 30s",
                                "  timeout server 30s",
                                "frontend in",
                                "  bind 127.0.0.1:{port}",
                                "  http-request deny unless { url_beg http:// }",
                                "  http-request set-dst-port int(" + target.port() + ")",
                                "  http-request set-dst url_ip",
                                "  default_backend out",
                                "backend out",
                                "  server clear 0.0.0.0:0",
                                ""),
                        "-db",
                        "-f",
                        "{configuration}"),
                "haproxy");
        try (haproxy) {
            Runs.good(Runs.get(target.url() + "/plain", through(proxy(haproxy.url()))), 2, 40);
        }
    }

    @Test
    void shouldShowUserAndPasswordToTheProxyAlone() {
        try (RealServer proxy = tinyproxy("BasicAuth user secret\nConnectPort " + target.port() + "\n")) {
            String url = "http://user:secret@127.0.0.1:" + proxy.port();
            Runs.good(Runs.get(target.url() + "/plain", through(proxy(url))), 1, 5);
            Runs.good(Runs.get(target.url() + "/plain", through(proxy(url).withTunnel(true))), 1, 5);
        }
    }

    @Test
    void shouldSayWhatToPassWhenTheProxyWantsAPassword() {
        try (RealServer proxy = tinyproxy("BasicAuth user secret\nConnectPort " + target.port() + "\n")) {
            assertThatThrownBy(() -> Runs.run(
                            Runs.get(
                                    target.url() + "/plain",
                                    through(proxy(proxy.url()).withTunnel(true))),
                            1,
                            1))
                    .isInstanceOf(TargetUnreachableException.class)
                    .hasMessageContaining("the proxy answered CONNECT with 407 Proxy Authentication Required")
                    .hasMessageContaining("--proxy http://user:password@host:port");
            String wrong = "http://user:wrong@127.0.0.1:" + proxy.port();
            assertThatThrownBy(() -> Runs.run(
                            Runs.get(
                                    target.url() + "/plain",
                                    through(proxy(wrong).withTunnel(true))),
                            1,
                            1))
                    .isInstanceOf(TargetUnreachableException.class)
                    .hasMessageContaining("it does not take this user and password")
                    .hasMessageNotContaining("wrong@");
        }
    }

    @Test
    void shouldSayWhatToPassWhenAForwardingProxyWantsAPassword() {
        try (RealServer proxy = tinyproxy("BasicAuth user secret\n")) {
            TrialResult result = Runs.run(Runs.get(target.url() + "/plain", through(proxy(proxy.url()))), 1, 2);
            assertThat(result.statusCodes()).containsExactly(Map.entry(407, 2L));
            assertThat(new RunText(false, 400).render(result))
                    .contains(
                            "The proxy wants a user and a password: it answered 2 requests with 407 itself; pass --proxy"
                                    + " http://user:password@host:port.");
        }
    }

    @Test
    void shouldShowTheBeginningOfARefusal() {
        String answer = "HTTP/1.1 403 Forbidden\r\nContent-Length: 12\r\n\r\nnot that way";
        try (ScriptedServer proxy =
                ScriptedServer.start(Script.expectingRequest().send(answer).close())) {
            assertThatThrownBy(() -> Runs.run(
                            Runs.get(
                                    "http://example.test/",
                                    through(proxy(proxy.url()).withTunnel(true))),
                            1,
                            1))
                    .isInstanceOf(TargetUnreachableException.class)
                    .hasMessageContaining("403 Forbidden: 'not that way'")
                    .hasMessageContaining("example.test port 80 by way of the proxy 127.0.0.1 port " + proxy.port());
            assertThat(proxy.requests().get(0).requestLine()).isEqualTo("CONNECT example.test:80 HTTP/1.1");
        }
    }

    @Test
    void shouldNotWaitForTheBodyOfARefusal() {
        String answer = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 100\r\n\r\n";
        try (ScriptedServer proxy =
                ScriptedServer.start(Script.expectingRequest().send(answer).stall())) {
            assertThatThrownBy(() -> Runs.run(
                            Runs.get(
                                    "http://example.test/",
                                    through(proxy(proxy.url()).withTunnel(true))),
                            1,
                            1))
                    .isInstanceOf(TargetUnreachableException.class)
                    .hasMessageContaining("the proxy answered CONNECT with 407 Proxy Authentication Required");
        }
    }

    @Test
    void shouldCountFailedTunnelsByTheirKindDuringARun() {
        String refusal = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n";
        Script good = Script.expectingRequest()
                .send("HTTP/1.1 200 OK\r\n\r\n")
                .expectRequest()
                .send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .close();
        try (ScriptedServer proxy = ScriptedServer.start(
                good, Script.expectingRequest().send(refusal).close())) {
            TrialResult result = Runs.run(
                    Runs.get("http://example.test/", through(proxy(proxy.url()).withTunnel(true))), 1, 2);
            assertThat(result.counts().ok()).isEqualTo(1);
            assertThat(result.errors()).hasSize(1);
            assertThat(result.errors().get(0).kind()).isEqualTo("proxy");
            assertThat(result.errors().get(0).firstExample()).contains("502 Bad Gateway");
        }
    }

    @Test
    void shouldSendProxyHeadersToTheProxy() {
        Script script = Script.expectingRequest()
                .sendByteByByte("HTTP/1.1 200 Connection established\r\nX: y\r\n\r\n")
                .expectRequest()
                .send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                .expectEnd();
        try (ScriptedServer proxy = ScriptedServer.start(script)) {
            ProxySpec spec = proxy("http://a%40b:p%3aw@127.0.0.1:" + proxy.port())
                    .withHeader("X-Team", "blue")
                    .withTunnel(true);
            Runs.good(Runs.get("http://example.test:8080/x", through(spec)), 1, 1);
            assertThat(proxy.requests().get(0).requestLine()).isEqualTo("CONNECT example.test:8080 HTTP/1.1");
            assertThat(proxy.requests().get(0).header("X-Team")).contains("blue");
            assertThat(proxy.requests().get(0).header("Proxy-Authorization")).contains("Basic YUBiOnA6dw==");
            assertThat(proxy.requests().get(1).requestLine()).isEqualTo("GET /x HTTP/1.1");
            assertThat(proxy.requests().get(1).header("X-Team")).isEmpty();
            assertThat(proxy.requests().get(1).header("Proxy-Authorization")).isEmpty();
        }
    }

    @Test
    void shouldSendAbsoluteTargetsWithTheHostOfTheUrl() {
        Script script = Script.expectingRequest()
                .send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                .expectEnd();
        try (ScriptedServer proxy = ScriptedServer.start(script)) {
            Runs.good(Runs.get("http://example.test:8080/x?y=1", through(proxy(proxy.url()))), 1, 1);
            assertThat(proxy.requests().get(0).requestLine()).isEqualTo("GET http://example.test:8080/x?y=1 HTTP/1.1");
            assertThat(proxy.requests().get(0).header("Host")).contains("example.test:8080");
        }
    }

    @Test
    void shouldDeliverWhatCameTogetherWithTheAnswerToConnect() {
        Script script = Script.expectingRequest().send("HTTP/1.1 200 OK\r\n\r\nearly");
        try (ScriptedServer proxy = ScriptedServer.start(script.clientMayLeave())) {
            TrialResult result = Runs.run(
                    Runs.get("http://example.test/", through(proxy(proxy.url()).withTunnel(true))), 1, 1);
            assertThat(result.counts().ok()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5", "socks5h"})
    void shouldGoThroughASocksProxy(String scheme) {
        try (RealServer proxy = microsocks()) {
            String url = "http://localhost:" + target.port() + "/plain";
            TrialResult result =
                    Runs.good(Runs.get(url, through(proxy(scheme + "://127.0.0.1:" + proxy.port()))), 2, 40);
            assertThat(result.connections().opened()).isEqualTo(2);
        }
    }

    @Test
    void shouldLogInToASocksProxy() {
        try (RealServer proxy = microsocks("-u", "user", "-P", "secret")) {
            String at = "127.0.0.1:" + proxy.port();
            Runs.good(Runs.get(target.url() + "/plain", through(proxy("socks5h://user:secret@" + at))), 1, 5);
            assertThatThrownBy(() ->
                            Runs.run(Runs.get(target.url() + "/plain", through(proxy("socks5h://" + at))), 1, 1))
                    .isInstanceOf(TargetUnreachableException.class)
                    .hasMessageContaining("wants authentication")
                    .hasMessageContaining("--proxy socks5h://user:password@host:port");
            assertThatThrownBy(() -> Runs.run(
                            Runs.get(target.url() + "/plain", through(proxy("socks5h://user:no@" + at))), 1, 1))
                    .isInstanceOf(TargetUnreachableException.class)
                    .hasMessageContaining("does not take this user and password");
        }
    }

    @Test
    void shouldGoThroughDanteWithBothVersionsOfSocks() {
        RealServer dante = started(
                RealServers.start(
                        "danted",
                        String.join(
                                "\n",
                                "logoutput: /dev/null",
                                "internal: 127.0.0.1 port = {port}",
                                "external: lo",
                                "clientmethod: none",
                                "socksmethod: none",
                                "user.privileged: " + System.getProperty("user.name"),
                                "user.unprivileged: " + System.getProperty("user.name"),
                                "client pass { from: 0/0 to: 0/0 }",
                                "socks pass { from: 0/0 to: 0/0 }",
                                ""),
                        "-f",
                        "{configuration}",
                        "-p",
                        "{directory}/pid"),
                "dante-server");
        try (dante) {
            for (String scheme : new String[] {"socks5", "socks5h", "socks4a"}) {
                Runs.good(
                        Runs.get(target.url() + "/plain", through(proxy(scheme + "://127.0.0.1:" + dante.port()))),
                        1,
                        5);
            }
        }
    }

    @Test
    void shouldSayWhatASocksProxyCouldNotDo() {
        try (RealServer proxy = microsocks();
                HeldPort closed = Ports.refusing()) {
            assertThatThrownBy(() -> Runs.run(
                            Runs.get(closed.url(), through(proxy("socks5h://127.0.0.1:" + proxy.port()))), 1, 1))
                    .isInstanceOf(TargetUnreachableException.class)
                    .hasMessageContaining("the proxy did not reach the target: connection refused (SOCKS reply 5)");
        }
    }

    @Test
    void shouldTellOneKindOfProxyFromAnother() {
        try (RealServer socks = microsocks();
                ScriptedServer http = ScriptedServer.start(
                        Script.empty().send("HTTP/1.1 400 Bad Request\r\n\r\n").close())) {
            assertThatThrownBy(() -> Runs.run(
                            Runs.get(target.url(), through(proxy("socks5h://127.0.0.1:" + http.port()))), 1, 1))
                    .hasMessageContaining("is it an HTTP proxy (http://…)?");
            assertThatThrownBy(() -> Runs.run(
                            Runs.get(target.url(), through(proxy(socks.url()).withTunnel(true))), 1, 1))
                    .hasMessageMatching("(?s).*is it a (SOCKS )?proxy .*");
        }
    }

    @Test
    void shouldNameTheProxyThatCannotBeReached() {
        try (HeldPort closed = Ports.refusing()) {
            assertThatThrownBy(() -> Runs.run(
                            Runs.get("http://example.test/", through(proxy("socks5h://127.0.0.1:" + closed.port()))),
                            1,
                            1))
                    .isInstanceOf(TargetUnreachableException.class)
                    .hasMessageContaining("by way of the proxy 127.0.0.1 port " + closed.port());
        }
    }

    @Test
    void shouldGoStraightToExceptedHosts() {
        try (HeldPort closed = Ports.refusing()) {
            ProxySpec spec = proxy(closed.url()).withExcept("other.test,127.0.0.0/8");
            Runs.good(Runs.get(target.url() + "/plain", through(spec)), 1, 1);
        }
    }

    @Test
    void shouldRefuseWhatWouldDoNothing() {
        assertThatThrownBy(() -> Runs.run(Runs.get(target.url(), through(ProxySpec.NONE.withTunnel(true))), 1, 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--proxy-tunnel does nothing without a proxy");
        assertThatThrownBy(() -> Runs.run(
                        Runs.get(
                                target.url(),
                                through(proxy("socks5://127.0.0.1:1").withHeader("a", "b"))),
                        1,
                        1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--proxy-header does nothing with a SOCKS proxy");
        assertThatThrownBy(() -> Runs.run(Runs.get(target.url(), through(proxy("ftp://u:p@127.0.0.1:1"))), 1, 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'ftp://***@127.0.0.1:1' has the scheme 'ftp'");
    }
}
