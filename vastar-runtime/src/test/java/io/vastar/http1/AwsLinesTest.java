// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vastar.auth.AwsSigner;
import io.vastar.spi.AwsCredentials;
import io.vastar.spi.Header;
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AwsLinesTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");
    private static final AwsCredentials KEYS = new AwsCredentials("eu-west-1", "s3", "id", "secret", "token");
    private static final RequestSpec SPEC =
            RequestSpec.get("http://user:hidden@h.example.com/start").with(new RequestContent(null, false, null, KEYS));

    private final AwsLines lines = new AwsLines(KEYS, HttpUrl.parse(SPEC.url()), NOW::toEpochMilli);
    private final ByteBuffer composed = ByteBuffer.allocateDirect(64 * 1024);
    private final ByteBuffer signed = ByteBuffer.allocateDirect(64 * 1024);

    private static HttpInteraction user(boolean absolute) {
        return new HttpInteraction(new RequestDefaults(SPEC, absolute), false, (name, passed) -> {});
    }

    /** Empty when the request goes as it is. */
    private String sign(HttpInteraction user) {
        composed.clear();
        int most = user.prepare();
        user.encode(composed);
        composed.flip();
        int mostSigned = lines.sign(user, composed);
        if (mostSigned == 0) {
            return "";
        }
        lines.put(composed, signed.clear());
        assertThat(composed.hasRemaining()).isFalse();
        assertThat(signed.position()).isLessThanOrEqualTo(mostSigned).isGreaterThan(most / 2);
        return StandardCharsets.UTF_8.decode(signed.flip()).toString();
    }

    @Test
    void shouldPutWhatTheSignerSaysIntoTheRequest() {
        HttpInteraction user = user(false);
        user.begin(false);
        user.request()
                .put("/b/a%20b")
                .query("x", "é +")
                .header("X-A", " one  two ")
                .body("body");
        String request = sign(user);

        List<Header> expected = new AwsSigner(KEYS)
                .sign(
                        "PUT",
                        "/b/a%20b?x=%C3%A9%20%2B",
                        List.of(
                                new Header("Host", "h.example.com"),
                                new Header("Content-Type", "text/plain; charset=utf-8"),
                                new Header("X-A", "one  two")),
                        "body".getBytes(StandardCharsets.UTF_8),
                        NOW);
        assertThat(expected).hasSize(4);
        assertThat(request)
                .startsWith("PUT /b/a%20b?x=%C3%A9%20%2B HTTP/1.1\r\nHost: h.example.com\r\n")
                .endsWith("\r\n\r\nbody")
                .doesNotContain("Basic");
        expected.forEach(header ->
                assertThat(request).containsOnlyOnce("\r\n" + header.name() + ": " + header.value() + "\r\n"));
    }

    @Test
    void shouldReplaceLinesThatTheSignatureBrings() {
        HttpInteraction user = user(false);
        user.begin(false);
        user.request().get("/").header("x-amz-date", "mine").header("X-AMZ-Content-SHA256", "mine");

        assertThat(sign(user)).doesNotContain("mine").contains("X-Amz-Date: 20150830T123600Z\r\n");
    }

    @Test
    void shouldSignThePathWhereAProxyGetsTheWholeUrl() {
        HttpInteraction whole = user(true);
        HttpInteraction path = user(false);
        whole.begin(false);
        path.begin(false);
        whole.request().get("/a?b");
        path.request().get("/a?b");

        assertThat(sign(whole)).startsWith("GET http://h.example.com/a?b HTTP/1.1\r\n");
        assertThat(sign(whole).substring("GET http://h.example.com".length()))
                .isEqualTo(sign(path).substring("GET ".length()));
    }

    @Test
    void shouldLeaveAloneWhatIsAuthorizedOrGoesElsewhere() {
        HttpInteraction user = user(false);
        user.begin(false);
        user.request().get("/").bearer("own");
        assertThat(sign(user)).isEmpty();
        user.begin(false);
        user.request().get("http://other.example.com/");
        assertThat(sign(user)).isEmpty();
        user.begin(false);
        user.request().get("http://h.example.com/x");
        assertThat(sign(user)).isNotEmpty();
    }

    private long run(HttpInteraction user, int count) {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            user.begin(false);
            user.request().put("/bucket/key").query("n", i).header("X-A", "one").json("{\"a\":1}");
            composed.clear();
            user.prepare();
            user.encode(composed);
            lines.sign(user, composed.flip());
            lines.put(composed, signed.clear());
            bytes += signed.position();
        }
        return bytes;
    }

    @Test
    void shouldAllocateNoMoreThanTheHmacOfTheJvm() {
        HttpInteraction user = user(false);
        run(user, 20_000);
        long self = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(self);
        long bytes = run(user, 20_000);
        long each = (THREADS.getThreadAllocatedBytes(self) - before) / 20_000;

        assertThat(bytes).isPositive();
        assertThat(each).isLessThan(128);
    }
}
