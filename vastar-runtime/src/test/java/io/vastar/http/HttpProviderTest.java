// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.LoopbackPeer;
import io.vastar.spi.Outcome;
import io.vastar.spi.ProtocolProvider;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TargetUnreachableException;
import io.vastar.spi.TlsSpec;
import io.vastar.spi.TransportSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HttpProviderTest {
    @Test
    void shouldBeFoundAsTheProviderOfHttp() {
        assertThat(ServiceLoader.load(ProtocolProvider.class))
                .filteredOn(provider -> provider.schemes().containsAll(List.of("http", "https")))
                .singleElement()
                .isInstanceOf(HttpProvider.class);
        assertThat(new HttpProvider().metrics().counterNames())
                .containsExactly("events", "redirects", "redirects_to_http");
    }

    private static void open(Lane lane, Counter counter) {
        lane.open();
        while (lane.readiness() == Lane.Readiness.OPENING) {
            lane.poll(counter, 1_000_000L);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.1,http,,,", "2,http,,,",
        "1.1,https,conscrypt,,'conscrypt TLSv1.2,TLSv1.3'", "2,https,conscrypt,1.2,conscrypt TLSv1.2",
        "1.1,https,jdk,1.2,jdk TLSv1.2", "2,https,jdk,,'jdk TLSv1.2,TLSv1.3'"
    })
    void shouldCarryExchangesOverItsOwnLoopbackPeer(
            String version, String scheme, String tlsProvider, String maxVersion, String security) {
        HttpProvider provider = new HttpProvider();
        TlsSpec tls = TlsSpec.NONE.provider(tlsProvider).maxVersion(maxVersion);
        TransportSpec transport = TransportSpec.NONE
                .with(new HttpSpec(version, null, null, null, null))
                .with(tls);
        RequestSpec target = RequestSpec.get(scheme + "://target.example/").with(transport);
        try (LoopbackPeer peer = provider.startLoopbackPeer(target)) {
            LaneFactory factory = provider.prepare(peer.request());
            assertThat(factory.security()).isEqualTo(security);
            assertThat(factory.requestBytes()).isPositive();
            try (Lane lane = factory.create(new LaneContext(2, 5_000_000_000L, SystemNanoClock.INSTANCE))) {
                Counter counter = new Counter(lane);
                open(lane, counter);
                assertThat(lane.readiness()).isEqualTo(Lane.Readiness.READY);
                assertThat(lane.offer(new Exchange(1) {})).isTrue();
                assertThat(lane.offer(new Exchange(1) {})).isTrue();
                assertThat(lane.offer(new Exchange(1) {})).isFalse();
                while (counter.completed < 1000) {
                    lane.poll(counter, 1_000_000L);
                }
                assertThat(counter.wrong).isNull();
                assertThat(lane.connections().opened()).isLessThan(200);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"false,", "true,1", "true,3"})
    void shouldOpenConnectionsToItsLoopbackPeerAsOftenAsTheRunWill(boolean keepAlive, Long perConnection) {
        HttpProvider provider = new HttpProvider();
        HttpSpec http = new HttpSpec(null, null, null, null, perConnection);
        RequestSpec target = new RequestSpec(
                "http://target.example/",
                "GET",
                List.of(),
                null,
                null,
                null,
                new byte[0],
                keepAlive,
                true,
                TransportSpec.NONE.with(http));
        try (LoopbackPeer peer = provider.startLoopbackPeer(target);
                Lane lane = provider.prepare(peer.request())
                        .create(new LaneContext(1, 5_000_000_000L, SystemNanoClock.INSTANCE))) {
            Counter counter = new Counter(lane);
            open(lane, counter);
            lane.offer(new Exchange(1) {});
            while (counter.completed < 300) {
                lane.poll(counter, 1_000_000L);
            }
            assertThat(lane.connections().opened())
                    .isGreaterThanOrEqualTo(300 / (perConnection == null ? 1 : perConnection));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "conscrypt"})
    void shouldMeetFullAndResumedHandshakesAtItsLoopbackPeer(String tlsProvider) {
        HttpProvider provider = new HttpProvider();
        TransportSpec transport = TransportSpec.NONE.with(TlsSpec.NONE.provider(tlsProvider));
        RequestSpec target = RequestSpec.get("https://target.example/").with(transport);
        try (LoopbackPeer peer = provider.startLoopbackPeer(target);
                Lane lane = provider.prepare(peer.request())
                        .create(new LaneContext(1, 5_000_000_000L, SystemNanoClock.INSTANCE))) {
            Counter counter = new Counter(lane);
            open(lane, counter);
            lane.offer(new Exchange(1) {});
            while (counter.completed < 1500) {
                lane.poll(counter, 1_000_000L);
            }
            assertThat(counter.wrong).isNull();
            assertThat(lane.connections().resumed()).isPositive();
            assertThat(lane.connections().handshakeNs().getTotalCount()
                            - lane.connections().resumed())
                    .isGreaterThan(1);
        }
    }

    @Test
    void shouldSayThatAHostIsUnknown() {
        assertThatThrownBy(() -> new HttpProvider().prepare(RequestSpec.get("http://no-such-host.invalid/")))
                .isInstanceOf(TargetUnreachableException.class)
                .hasMessageContaining("host 'no-such-host.invalid' is unknown")
                .hasMessageContaining("check its spelling");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "2"})
    void shouldSayThatItWaitedForTheTlsHandshake(String version) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 16, InetAddress.getByName("127.0.0.1"))) {
            TransportSpec transport = TransportSpec.NONE
                    .with(new HttpSpec(version, null, null, null, null))
                    .with(TlsSpec.NONE.insecure(true));
            RequestSpec request = RequestSpec.get("https://127.0.0.1:" + silent.getLocalPort() + "/")
                    .with(transport);
            LaneContext impatient = new LaneContext(1, 100_000_000L, SystemNanoClock.INSTANCE);
            try (Lane lane = new HttpProvider().prepare(request).create(impatient)) {
                open(lane, new Counter(lane));
                assertThat(lane.connections().firstFailures().get(ErrorKind.CONNECT_TIMEOUT))
                        .startsWith("not open within 100 ms (TCP was; the TLS handshake had not ended): 127.0.0.1");
            }
        }
    }

    /** Offers each exchange again. */
    private static final class Counter implements CompletionHandler {
        private final Lane lane;
        private int completed;
        private String wrong;

        Counter(Lane lane) {
            this.lane = lane;
        }

        @Override
        public void onCompletion(Exchange exchange) {
            completed++;
            if (exchange.outcome() != Outcome.COMPLETED || exchange.code() != 200 && exchange.code() != 503) {
                wrong = exchange.outcome() + " " + exchange.code() + " " + exchange.errorDetail();
            }
            lane.offer(exchange);
        }
    }
}
