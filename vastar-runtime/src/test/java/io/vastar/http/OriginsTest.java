// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vastar.http.OriginsDriver.Carried;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Header;
import io.vastar.spi.Interaction;
import io.vastar.spi.Outcome;
import io.vastar.spi.RequestSpec;
import io.vastar.testkit.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests of one lane to several origins. */
@Timeout(30)
class OriginsTest {
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private HttpServer home;
    private HttpServer other;
    private String homeUrl;
    private String otherUrl;

    @BeforeEach
    void start() {
        home = OriginsDriver.serve(exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "home=1");
            OriginsDriver.reply(exchange, 200, OriginsDriver.echo(exchange));
        });
        other = OriginsDriver.serve(exchange -> {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            String text = OriginsDriver.echo(exchange);
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            atOnce.decrementAndGet();
            OriginsDriver.reply(exchange, 200, "other " + text);
        });
        homeUrl = OriginsDriver.url(home);
        otherUrl = OriginsDriver.url(other);
    }

    @AfterEach
    void stop() {
        gate.countDown();
        home.stop(0);
        other.stop(0);
    }

    private static RequestSpec secret(String url) {
        return new RequestSpec(
                url,
                "GET",
                List.of(new Header("Cookie", "own=1"), new Header("X-Own", "yes")),
                null,
                null,
                "user:pw",
                new byte[0],
                true,
                true);
    }

    @Test
    void shouldSendToEachOriginWithItsOwnHostAndKeepSecretsAtHome() {
        try (OriginsDriver driver = new OriginsDriver(secret(homeUrl + "/a"), 2, true)) {
            for (int i = 0; i < 3; i++) {
                assertThat(driver.send(request -> request.get("/b")).response().text())
                        .contains("GET /b\nHost: " + homeUrl.substring(7), "Authorization: Basic", "Cookie: own=1");
                assertThat(driver.send(request ->
                                        request.post(otherUrl + "/c?d=1").json("{}"))
                                .response()
                                .text())
                        .isEqualTo("other POST /c?d=1\nHost: " + otherUrl.substring(7)
                                + "\nContent-Type: application/json\nContent-Length: 2\nX-Own: yes\n\n{}");
            }
            assertThat(driver.send(request -> request.get(otherUrl + "/").header("Authorization", "Bearer x"))
                            .response()
                            .text())
                    .contains("Authorization: Bearer x");
            assertThat(driver.lane.connections().opened()).isEqualTo(2);
        }
    }

    @Test
    void shouldKeepTheCookiesOfEachHostApart() {
        try (OriginsDriver driver = new OriginsDriver(RequestSpec.get(homeUrl), 2, true)) {
            Interaction user = driver.factory.newInteraction(true, (name, passed) -> {});
            driver.carry(driver.compose(user, request -> {}));
            String local = otherUrl.replace("127.0.0.1", "localhost");
            assertThat(driver.carry(driver.compose(user, request -> request.get(local + "/")))
                            .response()
                            .text())
                    .doesNotContain("Cookie");
            assertThat(driver.carry(driver.compose(user, request -> request.get("/")))
                            .response()
                            .text())
                    .contains("Cookie: home=1");
        }
    }

    @Test
    void shouldOpenAtMostAsManyConnectionsToAnOriginAsTheLaneHas() {
        gate = new CountDownLatch(1);
        try (OriginsDriver driver = new OriginsDriver(RequestSpec.get(homeUrl), 3, true)) {
            List<Carried> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Carried carried = driver.compose(request -> request.get(otherUrl + "/"));
                assertThat(driver.lane.offer(carried)).isTrue();
                all.add(carried);
            }
            while (mostAtOnce.get() < 3) {
                driver.poll();
            }
            assertThat(driver.send(request -> request.get("/")).code()).isEqualTo(200);
            gate.countDown();
            while (driver.completed < 6) {
                driver.poll();
            }
            assertThat(mostAtOnce.get()).isEqualTo(3);
            assertThat(all).allMatch(carried -> carried.code() == 200);
        }
    }

    @Test
    void shouldFailWhereTheNameOfAnOriginIsUnknownAndGoOnElsewhere() {
        try (OriginsDriver driver = new OriginsDriver(RequestSpec.get(homeUrl), 2, true)) {
            for (int i = 0; i < 3; i++) {
                Carried lost = driver.send(request -> request.get("http://no-such-host.invalid/x"));
                assertThat(lost.outcome()).isEqualTo(Outcome.FAILED);
                assertThat(lost.errorKind()).isEqualTo(ErrorKind.NAME_UNKNOWN);
                assertThat(lost.errorDetail()).contains("host 'no-such-host.invalid' is unknown");
            }
            assertThat(driver.send(request -> request.get("/")).code()).isEqualTo(200);
        }
    }

    @Test
    void shouldNotLetAnOriginThatIsDownKeepOthersWaiting() throws Exception {
        try (OriginsDriver driver = new OriginsDriver(RequestSpec.get(homeUrl), 2, true)) {
            String down = "http://127.0.0.1:" + Ports.closedPort() + "/";
            Carried first = driver.send(request -> request.get(down));
            assertThat(first.errorKind()).isEqualTo(ErrorKind.CONNECT_REFUSED);
            for (int i = 0; i < 2; i++) {
                assertThat(driver.lane.offer(driver.compose(request -> request.get(down))))
                        .isTrue();
                assertThat(driver.send(request -> request.get("/")).code()).isEqualTo(200);
            }
            while (driver.completed < 5) {
                driver.poll();
            }
        }
    }

    @Test
    void shouldDeliverACancelledOneThatWaitsForItsName() {
        try (OriginsDriver driver = new OriginsDriver(RequestSpec.get(homeUrl), 1, true)) {
            Carried carried = driver.compose(request -> request.get(otherUrl + "/"));
            assertThat(driver.lane.offer(carried)).isTrue();
            driver.lane.cancel(carried, ErrorKind.TIMEOUT);
            while (driver.completed == 0) {
                driver.poll();
            }
            assertThat(carried.errorKind()).isEqualTo(ErrorKind.TIMEOUT);
            assertThat(carried.errorDetail()).contains(otherUrl);
            assertThat(driver.carry(carried).code()).isEqualTo(200);
        }
    }
}
