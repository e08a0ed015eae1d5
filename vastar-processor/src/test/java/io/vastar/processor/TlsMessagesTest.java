// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import org.junit.jupiter.api.Test;

class TlsMessagesTest {
    private static Compiled with(String tls) {
        return Compiled.foo("""
                @LoadTest(url = "https://localhost/")
                @Tls(
                    %s
                class Foo {}
                """.formatted(tls));
    }

    @Test
    void shouldAcceptWhatTheRunTimeAccepts() {
        with("insecure = true, minVersion = \"TLSv1.2\", maxVersion = \"${version:1.3}\", provider = \"${p}\")")
                .isClean();
    }

    @Test
    void shouldRefuseTlsOnAClassThatIsNoLoadTest() {
        Compiled.foo("""
                @Tls(insecure = true) // <-
                class Foo {}
                """)
                .failsWith(
                        "[Vastar/Stray] @Tls on 'Foo' has no effect, because it is no load test; add @LoadTest, or move it to one");
    }

    @Test
    void shouldRefuseOtherVersions() {
        with("minVersion = \"1.1\") // <-")
                .failsWith(
                        "[Vastar/BadTls] minVersion: '1.1' is not a version of TLS that is spoken here; write 1.2 or 1.3");
        with("minVersion = \"1.3\", maxVersion = \"1.2\") // <-")
                .failsWith("[Vastar/BadTls] minVersion: 1.3 is above maxVersion 1.2; swap them");
    }

    @Test
    void shouldRefuseOtherGroups() {
        with("groups = {\"X25519\", \"P-257\"}) // <-")
                .failsWith("[Vastar/BadTls] groups: 'P-257' is not a group of TLS that is offered here; did you mean"
                        + " 'P-256'?");
    }

    @Test
    void shouldRefuseOtherProviders() {
        with("provider = \"conscript\") // <-")
                .failsWith(
                        "[Vastar/BadTls] provider: 'conscript' is not an implementation of TLS; write auto, conscrypt or"
                                + " jdk; did you mean 'conscrypt'?");
    }

    @Test
    void shouldRefuseWhatExcludesEachOther() {
        with("insecure = true, caCert = \"ca.pem\") // <-")
                .failsWith("[Vastar/BadTls] caCert: insecure = true accepts any certificate, so it has no effect;"
                        + " keep one of them");
        with("key = \"client.key\") // <-")
                .failsWith("[Vastar/BadTls] key: there is no cert that it belongs to; write cert = \"client.pem\"");
    }

    @Test
    void shouldRefuseABrokenPlaceholder() {
        with("keyPassword = \"${PASSWORD\") // <-")
                .failsWith(
                        "[Vastar/BadPlaceholder] keyPassword: '${PASSWORD' has a ${ without }; close it, or write $${"
                                + " for a literal ${");
    }

    @Test
    void shouldWarnWhereThereIsNoTls() {
        Compiled.lenient("""
                @LoadTest(url = "http://localhost/")
                @Tls(insecure = true) // <-
                class Foo {}
                """)
                .warns("[Vastar/TlsUnused] @Tls has no effect on 'http://localhost/', which is not over TLS; write"
                        + " https://, or remove it");
    }
}
