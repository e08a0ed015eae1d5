// SPDX-License-Identifier: Apache-2.0
package io.vastar.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestAuthTest {
    private static final ByteBuffer NO_BODY = ByteBuffer.allocate(0);
    private static final String RFC_CHALLENGE = "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\","
            + " algorithm=%s, nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
            + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

    private static String authorize(DigestAuth auth, String method, String uri, ByteBuffer body) {
        byte[] request = (method + " " + uri + " HTTP/1.1").getBytes(StandardCharsets.UTF_8);
        ByteBuffer line = ByteBuffer.allocate(auth.mostBytes(uri.length()));
        auth.authorize(request, method.length(), uri.length(), body, line);
        return new String(line.array(), 0, line.position(), StandardCharsets.UTF_8);
    }

    private static DigestChallenge challenge(String... values) {
        return DigestChallenge.firstOf(List.of(values));
    }

    /** RFC 7616 §3.9.1. */
    @ParameterizedTest
    @CsvSource({
        "MD5, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    })
    void shouldAnswerAsTheRfcDoes(String algorithm, String response) {
        DigestAuth auth = new DigestAuth("Mufasa:Circle of Life", true);
        auth.meet(challenge(RFC_CHALLENGE.formatted(algorithm)), "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");

        assertThat(authorize(auth, "GET", "/dir/index.html", NO_BODY))
                .isEqualTo("Authorization: Digest username=\"Mufasa\", realm=\"http-auth@example.org\","
                        + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", algorithm=" + algorithm
                        + ", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\", uri=\"/dir/index.html\", qop=auth,"
                        + " nc=00000001, cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\", response=\""
                        + response + "\"\r\n");
    }

    /** RFC 7616 §3.9.2 has the hash of the user's name. */
    @Test
    void shouldHashTheUserWhenAsked() {
        DigestAuth auth = new DigestAuth("Jäsøn Doe:Secret, or not?", true);
        auth.meet(
                challenge("Digest realm=\"api@example.org\", qop=auth, algorithm=SHA-512-256, nonce=\"n\","
                        + " charset=UTF-8, userhash=true"),
                "c");

        assertThat(authorize(auth, "GET", "/doe.json", NO_BODY))
                .contains(
                        "username=\"793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b\", userhash=true");
    }

    @Test
    void shouldCountTheRequestsOfANonce() {
        DigestAuth auth = new DigestAuth("u:p", true);
        auth.meet(challenge("Digest realm=r, nonce=n, qop=auth"), "c");
        authorize(auth, "GET", "/", NO_BODY);

        assertThat(authorize(auth, "GET", "/", NO_BODY)).contains("nc=00000002");
        auth.meet(challenge("Digest realm=r, nonce=m, qop=auth"), "c");
        assertThat(authorize(auth, "GET", "/", NO_BODY)).contains("nc=00000001").contains("nonce=\"m\"");
    }

    @Test
    void shouldHashTheBodyWhereOnlyThatIsOffered() throws Exception {
        DigestAuth auth = new DigestAuth("u:p", true);
        auth.meet(challenge("Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\", algorithm=MD5-sess"), "c");
        ByteBuffer body = ByteBuffer.allocateDirect(5);
        body.put("hello".getBytes(StandardCharsets.UTF_8)).flip();

        String key = md5(md5("u:r:p") + ":n:c");
        String expected = md5(key + ":n:00000001:c:auth-int:" + md5("POST:/a:" + md5("hello")));
        assertThat(authorize(auth, "POST", "/a", body))
                .contains("qop=auth-int")
                .contains("algorithm=MD5-sess")
                .endsWith("response=\"" + expected + "\"\r\n");
        assertThat(body.remaining()).isEqualTo(5);
    }

    @Test
    void shouldAnswerOldServersWithoutAQop() throws Exception {
        DigestAuth auth = new DigestAuth("u:p", true);
        auth.meet(challenge("Digest realm=\"r\", nonce=\"n\""), "c");

        assertThat(authorize(auth, "GET", "/a", NO_BODY))
                .isEqualTo("Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/a\", response=\""
                        + md5(md5("u:r:p") + ":n:" + md5("GET:/a")) + "\"\r\n");
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldTakeTheFirstChallengeThatItKnows() {
        assertThat(challenge(
                                "Basic realm=\"a, Digest b=c\"",
                                "Digest realm=\"x\", nonce=\"1\", algorithm=SHA-1, Digest realm=\"a \\\"y\\\"\", nonce=\"2\","
                                        + " algorithm=sha-256, stale=TRUE")
                        .toString())
                .contains("realm=a \"y\"", "nonce=2", "algorithm=SHA-256", "written=sha-256", "stale=true");
        assertThat(challenge("Basic realm=x")).isNull();
        assertThat(challenge("Digest realm=x, nonce=y, qop=auth-conf")).isNull();
        assertThat(challenge("Digest")).isNull();
        assertThat(challenge("Digest realm=\"x")).isNull();
    }

    @Test
    void shouldTryAgainAfterAStaleNonceButNotAfterARefusal() {
        DigestAuth auth = new DigestAuth("u:p", true);

        assertThat(auth.meet(List.of("Digest realm=r, nonce=n, qop=auth"), false))
                .isTrue();
        assertThat(auth.meet(List.of("Digest realm=r, nonce=m, qop=auth, stale=true"), true))
                .isTrue();
        assertThat(auth.isReady()).isTrue();
        assertThat(auth.meet(List.of("Digest realm=r, nonce=o, qop=auth"), true))
                .isFalse();
        assertThat(auth.isReady()).isFalse();
        assertThat(auth.meet(List.of("Basic realm=r"), false)).isFalse();
    }

    @Test
    void shouldAllocateNothingForARequest() {
        DigestAuth auth = new DigestAuth("u:p", true);
        auth.meet(challenge("Digest realm=r, nonce=n, qop=\"auth-int\", algorithm=SHA-256"), "c");
        byte[] request = "POST /items HTTP/1.1".getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.allocateDirect(1000);
        ByteBuffer line = ByteBuffer.allocateDirect(auth.mostBytes(6));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < 8; round++) {
            long before = threads.getThreadAllocatedBytes(self);
            run(auth, request, body, line, 20_000);
            fewest = Math.min(fewest, threads.getThreadAllocatedBytes(self) - before);
        }

        assertThat(fewest).isLessThan(4096);
    }

    private static void run(DigestAuth auth, byte[] request, ByteBuffer body, ByteBuffer line, int count) {
        for (int i = 0; i < count; i++) {
            auth.authorize(request, 4, 6, body, line.clear());
        }
    }
}
