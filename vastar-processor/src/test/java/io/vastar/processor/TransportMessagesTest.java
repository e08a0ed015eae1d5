// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import org.junit.jupiter.api.Test;

class TransportMessagesTest {
    private static Compiled with(String annotations) {
        return Compiled.foo("""
                @LoadTest(url = "http://localhost/")
                %s
                class Foo {}
                """.formatted(annotations));
    }

    @Test
    void shouldRefuseAVersionThatIsNotSpoken() {
        Compiled.foo("""
                @LoadTest(url = "http://h/")
                @HttpOptions(version = "3") // <-
                class Foo {}
                """)
                .failsWith("[Vastar/BadHttpVersion] version = '3' is no version of HTTP that is spoken here;"
                        + " write \"1.1\" or \"2\"");
    }

    @Test
    void shouldRefuseStreamsThatNothingCarries() {
        Compiled.foo("""
                @LoadTest(url = "http://h/")
                @HttpOptions(version = "2", streams = 0) // <-
                class Foo {}
                """).failsWith("[Vastar/BadStreams] streams = 0 is out of range; use 1 or more");
        Compiled.foo("""
                @LoadTest(url = "http://h/")
                @HttpOptions(streams = 8) // <-
                class Foo {}
                """).failsWith("[Vastar/BadStreams] streams = 8 is for HTTP/2; add version = \"2\"");
    }

    @Test
    void shouldRefuseAHeaderThatHttp2CannotCarry() {
        Compiled.foo("""
                @LoadTest(url = "http://h/", headers = {"TE: trailers",
                    "te: gzip"}) // <-
                @HttpOptions(version = "2")
                class Foo {}
                """)
                .failsWith(
                        "[Vastar/BadHeader] headers: header 'te: gzip' cannot be sent over HTTP/2, where the only value of"
                                + " TE is 'trailers'; write that, or remove the header");
        Compiled.foo("""
                @LoadTest(url = "http://h/", headers = "TE: gzip")
                class Foo {}
                """).isClean();
    }

    @Test
    void shouldRefuseAProxyOfAnUnknownKindWithoutShowingItsPassword() {
        with("@Proxy(\"ftp://user:secret@proxy:21\") // <-")
                .failsWith("[Vastar/BadProxy] @Proxy: 'ftp://***@proxy:21' has the scheme 'ftp', which is no kind of"
                        + " proxy that can be used; use http, socks5, socks5h or socks4a");
    }

    @Test
    void shouldRefuseAConnectToOfTooFewParts() {
        with("@Route(connectTo = \"a:1:b\") // <-")
                .failsWith("[Vastar/BadRoute] connectTo: 'a:1:b' does not have the four parts HOST1:PORT1:HOST2:PORT2,"
                        + " each of which may be empty; write one such as example.com:443:127.0.0.1:8443, an IPv6 address"
                        + " in brackets");
    }

    @Test
    void shouldRefuseASourceThatIsAName() {
        with("@Route(sources = \"localhost\") // <-")
                .failsWith("[Vastar/BadRoute] sources: 'localhost' is no address; write one of this machine, such as"
                        + " 127.0.0.2");
    }

    @Test
    void shouldRefuseARouteBesideASocket() {
        with("@Route(unixSocket = \"/run/x\",\n    sources = \"127.0.0.2\") // <-")
                .failsWith(
                        "[Vastar/SocketAndRoute] sources does nothing beside unixSocket = '/run/x', which is a socket"
                                + " of this machine; keep one of them");
    }

    @Test
    void shouldRefuseAPipelineOfNothing() {
        with("@HttpOptions(pipeline = 0) // <-")
                .failsWith("[Vastar/BadPipeline] pipeline = 0 is out of range; use 1 to 1000");
    }

    @Test
    void shouldRefuseANegativeNumberOfRequestsPerConnection() {
        with("@HttpOptions(requestsPerConnection = -1) // <-")
                .failsWith(
                        "[Vastar/BadRequestsPerConnection] requestsPerConnection = -1 is negative; write how many, or"
                                + " leave it out for no limit");
    }

    @Test
    void shouldRefuseAPipelineOnConnectionsOfOneRequest() {
        Compiled.foo("""
                @LoadTest(url = "http://localhost/", keepAlive = false)
                @HttpOptions(pipeline = 8) // <-
                class Foo {}
                """)
                .failsWith("[Vastar/ConnectionOfOne] pipeline = 8 does nothing with keepAlive = false, which ends a"
                        + " connection after one request; keep one of them");
    }

    @Test
    void shouldRefuseARouteOnAClassThatIsNoLoadTest() {
        Compiled.foo("""
                @Route(family = "4") // <-
                class Foo {}
                """)
                .failsWith("[Vastar/Stray] @Route on 'Foo' has no effect, because it is no load test; add @LoadTest,"
                        + " or move it to one");
    }
}
