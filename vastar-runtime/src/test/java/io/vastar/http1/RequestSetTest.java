// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.vastar.lane.WireCodec;
import io.vastar.spi.AwsCredentials;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Exchange;
import io.vastar.spi.Header;
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariant;
import io.vastar.spi.RequestVariety;
import io.vastar.spi.TransportSpec;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSetTest {
    private static final RequestSpec GET = RequestSpec.get("http://h/");
    private static final AwsCredentials AWS = new AwsCredentials("eu-west-1", "sqs", "id", "secret", "token");

    private static RequestContent varied(RequestVariant... variants) {
        return RequestContent.NONE.with(new RequestVariety("some", List.of(variants), List.of(), false, 1));
    }

    private static RequestSpec post(byte[] body, boolean chunked, Header... headers) {
        return new RequestSpec(
                "http://h/",
                "POST",
                List.of(headers),
                null,
                null,
                null,
                body,
                true,
                true,
                TransportSpec.NONE,
                new RequestContent(null, chunked, null, null));
    }

    private static String text(RequestSet set, int index) {
        ByteBuffer view = set.view();
        set.select(view, index);
        return StandardCharsets.UTF_8.decode(view).toString();
    }

    @Test
    void shouldEncodeEachAsItsTemplateWouldBe() {
        RequestVariant[] variants = {
            RequestVariant.ofUrl("http://h/a?b=c"),
            new RequestVariant("POST", null, List.of(new Header("user-agent", "me")), "{}".getBytes()),
            new RequestVariant("HEAD", "http://h/x", List.of(new Header("Connection", "close")), null)
        };
        RequestSpec spec = GET.with(varied(variants));
        RequestSet set = RequestSet.of(spec, false, Instant.EPOCH);

        for (int i = 0; i < variants.length; i++) {
            assertThat(text(set, i))
                    .isEqualTo(StandardCharsets.UTF_8
                            .decode(RequestTemplate.of(spec.variant(i)).bytes())
                            .toString());
        }
        assertThat(text(set, 1))
                .startsWith("POST / HTTP/1.1\r\n")
                .contains("\r\nuser-agent: me\r\n", "Content-Type: application/json\r\n")
                .endsWith("\r\n\r\n{}");
        assertThat(set.toHead(2)).isTrue();
        assertThat(set.keepsAlive(2)).isFalse();
        assertThat(set.idempotent(1)).isFalse();
        assertThat(set.idempotent(0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, EncodedRequest.CHUNK_BYTES - 1, EncodedRequest.CHUNK_BYTES, 100_000})
    void shouldCutBodiesIntoChunks(int bytes) {
        byte[] body = "x".repeat(bytes).getBytes(StandardCharsets.US_ASCII);

        String text = StandardCharsets.US_ASCII
                .decode(RequestTemplate.of(post(body, true)).bytes())
                .toString();

        assertThat(text).contains("\r\nTransfer-Encoding: chunked\r\n").doesNotContain("Content-Length");
        StringBuilder decoded = new StringBuilder();
        int at = text.indexOf("\r\n\r\n") + 4;
        int size;
        do {
            int end = text.indexOf("\r\n", at);
            size = Integer.parseInt(text.substring(at, end), 16);
            decoded.append(text, end + 2, end + 2 + size);
            at = end + 2 + size + 2;
        } while (size > 0);
        assertThat(at).isEqualTo(text.length());
        assertThat(decoded).hasSize(bytes);
    }

    @Test
    void shouldSendNoChunksWithoutABody() {
        assertThat(StandardCharsets.US_ASCII
                        .decode(RequestTemplate.of(post(new byte[0], true)).bytes())
                        .toString())
                .contains("Content-Length: 0")
                .doesNotContain("Transfer-Encoding");
    }

    @Test
    void shouldRefuseALengthBesideChunks() {
        assertThatThrownBy(() -> RequestTemplate.of(post(new byte[2], true, new Header("Content-Length", "2"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot go with --chunked");
    }

    @Test
    void shouldSignEachForAws() {
        RequestSpec spec = GET.with(new RequestContent(
                varied(RequestVariant.ofUrl("http://h/a"), RequestVariant.ofUrl("http://h/b"))
                        .variety(),
                false,
                null,
                AWS));
        RequestSet set = RequestSet.of(spec, false, Instant.parse("2015-08-30T12:36:00Z"));

        assertThat(text(set, 0))
                .contains(
                        "\r\nX-Amz-Date: 20150830T123600Z\r\nX-Amz-Security-Token: token\r\n",
                        "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=id/20150830/eu-west-1/sqs/aws4_request,"
                                + " SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=");
        assertThat(text(set, 0).split("Signature=")[1])
                .isNotEqualTo(text(set, 1).split("Signature=")[1]);
    }

    @Test
    void shouldLetSignaturesAndDigestBeatUserAndPasswordOfTheUrl() {
        RequestSpec signed = RequestSpec.get("http://u:p@h/").with(new RequestContent(null, false, null, AWS));
        assertThat(text(RequestSet.of(signed, false, Instant.EPOCH), 0))
                .contains("Authorization: AWS4-HMAC-SHA256 ")
                .doesNotContain("Basic");
        RequestSpec digest = RequestSpec.get("http://u:p@h/").with(new RequestContent(null, false, "a:b", null));
        assertThat(text(RequestSet.of(digest, false, Instant.EPOCH), 0)).doesNotContain("Authorization");
    }

    @Test
    void shouldSignAnewBeforeSignaturesGetOld() {
        RequestSpec spec = GET.with(new RequestContent(null, false, null, AWS));
        try (RequestSource source = new RequestSource(spec, false, 1)) {
            VariedRequests connection = new VariedRequests(source);
            ByteBuffer first = connection.select(0);
            RequestSet signed = source.current();
            long endNs = System.nanoTime() + 10_000_000_000L;
            while (source.current() == signed && System.nanoTime() - endNs < 0) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(source.current()).isNotSameAs(signed);
            assertThat(connection.select(0)).isNotSameAs(first);
        }
    }

    @Test
    void shouldAllocateNothingForRequestsThatDiffer() {
        List<RequestVariant> variants = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            variants.add(RequestVariant.ofUrl("http://h/" + i));
        }
        RequestSpec spec = GET.with(varied(variants.toArray(new RequestVariant[0])));
        RequestSource source = RequestSource.of(spec, false);
        Http1Codec codec = new Http1Codec(
                RequestTemplate.of(spec.variant(0)),
                new HeadCaches(HeadCaches.SEVERAL),
                new RequestBuffers(),
                new VariedRequests(source),
                null,
                null);

        assertThat(allocated(codec)).isLessThan(4096);
    }

    @Test
    void shouldAllocateNothingForDigestAuthentication() {
        RequestBuffers buffers = new RequestBuffers();
        Http1Codec codec = new Http1Codec(
                RequestTemplate.of(GET),
                new HeadCaches(HeadCaches.SEVERAL),
                buffers,
                null,
                new DigestRequests("u:p", true, buffers),
                null);
        VariantExchange exchange = new VariantExchange();
        codec.begin(exchange);
        UnsafeBuffer challenge = answer("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=x\r\n"
                + "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\nContent-Length: 0\r\n\r\n");
        assertThat(codec.onBytes(challenge, 0, challenge.capacity(), exchange, 1))
                .isEqualTo(WireCodec.AGAIN);

        assertThat(allocated(codec)).isLessThan(4096);
        String sent = StandardCharsets.UTF_8.decode(codec.begin(exchange)).toString();
        assertThat(sent)
                .startsWith("GET / HTTP/1.1\r\nHost: h\r\n")
                .contains(
                        "Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", qop=auth, nc=0003a981")
                .endsWith("\"\r\n\r\n");
    }

    private static UnsafeBuffer answer(String text) {
        byte[] bytes = Feed.bytes(text);
        UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length));
        buffer.putBytes(0, bytes);
        return buffer;
    }

    /** Bytes of a round once the compiler has done with the code: the best of some. */
    private static long allocated(Http1Codec codec) {
        UnsafeBuffer answer = answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        VariantExchange exchange = new VariantExchange();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < 8; round++) {
            long before = threads.getThreadAllocatedBytes(self);
            run(codec, answer, exchange, 30_000);
            fewest = Math.min(fewest, threads.getThreadAllocatedBytes(self) - before);
        }
        return fewest;
    }

    private static void run(Http1Codec codec, UnsafeBuffer answer, VariantExchange exchange, int count) {
        for (int i = 0; i < count; i++) {
            exchange.vary(i % 1000);
            codec.begin(exchange);
            codec.onBytes(answer, 0, answer.capacity(), exchange, 1);
        }
    }

    private static final class VariantExchange extends Exchange {
        VariantExchange() {
            super(1);
        }

        void vary(int next) {
            variant = next;
        }
    }
}
