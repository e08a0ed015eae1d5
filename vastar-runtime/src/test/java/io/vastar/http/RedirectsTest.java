// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vastar.http.OriginsDriver.Carried;
import io.vastar.http1.HttpInteraction;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Header;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.Interaction;
import io.vastar.spi.Outcome;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TransportSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Redirects over real sockets (RFC 9110 §15.4). */
@Timeout(30)
class RedirectsTest {
    private HttpServer home;
    private HttpServer other;
    private String homeUrl;
    private String otherUrl;

    @BeforeEach
    void start() {
        home = OriginsDriver.serve(RedirectsTest::answer);
        other = OriginsDriver.serve(RedirectsTest::answer);
        homeUrl = OriginsDriver.url(home);
        otherUrl = OriginsDriver.url(other);
    }

    /** {@code /to/CODE?WHERE} points on, {@code /loop} to itself; all else is echoed. */
    private static void answer(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String text = OriginsDriver.echo(exchange);
        if (uri.getPath().startsWith("/to/")) {
            exchange.getResponseHeaders().add("Location", uri.getRawQuery());
            exchange.getResponseHeaders().add("Set-Cookie", "way=1; Path=/");
            OriginsDriver.reply(exchange, Integer.parseInt(uri.getPath().substring(4)), "moved");
        } else if (uri.getPath().equals("/loop")) {
            exchange.getResponseHeaders().add("Location", "/loop");
            OriginsDriver.reply(exchange, 302, "");
        } else {
            OriginsDriver.reply(exchange, uri.getPath().equals("/bare") ? 302 : 200, text);
        }
    }

    @AfterEach
    void stop() {
        home.stop(0);
        other.stop(0);
    }

    private static RequestSpec following(RequestSpec spec, int redirects) {
        return spec.with(TransportSpec.NONE.with(new HttpSpec(null, null, null, redirects, null)));
    }

    private OriginsDriver driver(int redirects) {
        RequestSpec spec = new RequestSpec(
                homeUrl + "/",
                "GET",
                List.of(new Header("Cookie", "own=1"), new Header("X-Own", "yes")),
                null,
                null,
                "user:pw",
                new byte[0],
                true,
                true);
        return new OriginsDriver(following(spec, redirects), 2, true);
    }

    @Test
    void shouldDeliverARedirectAsItIsUnlessAskedToFollow() {
        try (OriginsDriver driver = driver(0)) {
            Carried carried = driver.send(request -> request.get("/to/302?/x"));
            assertThat(carried.code()).isEqualTo(302);
            assertThat(carried.response().redirects()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "301, POST, GET",
        "302, POST, GET",
        "303, POST, GET",
        "307, POST, POST",
        "308, POST, POST",
        "301, PUT, PUT",
        "303, PUT, GET",
        "303, GET, GET",
        "308, DELETE, DELETE",
    })
    void shouldKeepMethodAndBodyWhereTheStatusSaysSo(int code, String method, String then) {
        try (OriginsDriver driver = driver(3)) {
            Carried carried = driver.send(request -> request.method(method, "/to/" + code + "?../next/x")
                    .json("{}")
                    .header("Content-Language", "de"));
            assertThat(carried.code()).isEqualTo(200);
            assertThat(carried.response().redirects()).isEqualTo(1);
            assertThat(carried.count(HttpInteraction.REDIRECTS)).isEqualTo(1);
            String text = carried.response().text();
            assertThat(text).startsWith(then + " /next/x\n").contains("Authorization: Basic", "Cookie: own=1");
            assertThat(text.endsWith("\n\n{}")).isEqualTo(then.equals(method) && !method.equals("GET"));
            assertThat(text.contains("Content-Type")).isEqualTo(text.endsWith("{}"));
        }
    }

    @Test
    void shouldKeepAHeadRequestAHeadRequest() {
        try (OriginsDriver driver = driver(3)) {
            Carried carried = driver.send(request -> request.head("/to/303?/x"));
            assertThat(carried.code()).isEqualTo(200);
            assertThat(carried.bodyBytes()).isZero();
        }
    }

    @Test
    void shouldLeaveSecretsBehindWhereItGoesToAnotherOrigin() {
        try (OriginsDriver driver = driver(5)) {
            Carried carried = driver.send(request -> request.post("/to/307?" + otherUrl + "/x")
                    .bearer("t0ken")
                    .header("Cookie", "users=1")
                    .body("text"));
            assertThat(carried.response().text())
                    .isEqualTo("POST /x\nHost: " + otherUrl.substring(7)
                            + "\nCookie: way=1\nContent-Type: text/plain; charset=utf-8\nContent-Length: 4"
                            + "\nX-Own: yes\n\ntext");
            Carried back = driver.send(request -> request.get("/to/302?" + otherUrl + "/to/302?" + homeUrl + "/home")
                    .bearer("t0ken"));
            assertThat(back.response().text())
                    .startsWith("GET /home\nHost: " + homeUrl.substring(7))
                    .contains("Authorization: Bearer t0ken");
            assertThat(back.response().redirects()).isEqualTo(2);
        }
    }

    @Test
    void shouldTakeCookiesOnTheWay() {
        RequestSpec spec = following(RequestSpec.get(homeUrl + "/"), 2);
        try (OriginsDriver driver = new OriginsDriver(spec, 2, true)) {
            assertThat(driver.send(request -> request.get("/to/302?/x"))
                            .response()
                            .text())
                    .contains("Cookie: way=1");
            Carried without = driver.carry(driver.compose(
                    driver.factory.newInteraction(false, (name, passed) -> {}), request -> request.get("/to/302?/x")));
            assertThat(without.response().text()).doesNotContain("Cookie");
        }
    }

    @Test
    void shouldFailWithTheChainWhereItGoesRoundInACircle() {
        try (OriginsDriver driver = driver(3)) {
            Carried lost = driver.send(request -> request.get("/to/301?/loop"));
            assertThat(lost.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(lost.errorKind()).isEqualTo(ErrorKind.REDIRECTS);
            assertThat(lost.errorDetail())
                    .isEqualTo("the redirects go round in a circle; more than 3 redirects: " + homeUrl
                            + "/to/301?/loop → 301 " + homeUrl + "/loop → 302 " + homeUrl + "/loop → 302 " + homeUrl
                            + "/loop → 302 " + homeUrl + "/loop");
            assertThat(driver.send(request -> request.get("/x")).code()).isEqualTo(200);
        }
    }

    @Test
    void shouldFollowAsManyAsAllowedAndNoMore() {
        try (OriginsDriver driver = driver(2)) {
            assertThat(driver.send(request -> request.get("/to/302?/to/302?/x")).code())
                    .isEqualTo(200);
            assertThat(driver.send(request -> request.get("/to/302?/to/302?/to/302?/x"))
                            .errorDetail())
                    .startsWith("more than 2 redirects: ");
        }
    }

    @Test
    void shouldFailWhereALocationCannotBeFollowed() {
        try (OriginsDriver driver = driver(2)) {
            assertThat(driver.send(request -> request.get("/to/302?ftp://x/")).errorDetail())
                    .contains("the Location of status 302 cannot be followed", "'ftp', which is not HTTP");
        }
    }

    @Test
    void shouldDeliverARedirectWithoutLocation() {
        try (OriginsDriver driver = driver(2)) {
            assertThat(driver.send(request -> request.get("/bare")).code()).isEqualTo(302);
        }
    }

    @Test
    void shouldFollowWithTheOneRequestOfALoadTestAgainAndAgain() {
        RequestSpec spec = new RequestSpec(
                homeUrl + "/to/307?" + otherUrl + "/x",
                "POST",
                List.of(),
                null,
                null,
                null,
                "{\"a\":1}".getBytes(StandardCharsets.UTF_8),
                true,
                true);
        try (OriginsDriver driver = new OriginsDriver(following(spec, 1), 2, false)) {
            Interaction repeated = driver.factory.newRepeatedInteraction();
            Carried carried = new Carried(repeated);
            for (int i = 0; i < 5; i++) {
                driver.carry(carried);
                assertThat(carried.code()).isEqualTo(200);
                assertThat(carried.count(HttpInteraction.REDIRECTS)).isEqualTo(1);
                assertThat(carried.bytesOut()).isGreaterThan(2 * driver.factory.requestBytes() - 60);
                assertThat(carried.sentNs()).isLessThan(carried.firstByteNs());
                assertThat(carried.bodyBytes())
                        .isEqualTo(("movedPOST /x\nHost: " + otherUrl.substring(7)
                                        + "\nContent-Type: application/json\nContent-Length: 7\n\n{\"a\":1}")
                                .length());
            }
            assertThat(driver.lane.connections().opened()).isEqualTo(2);
        }
    }

    @Test
    void shouldDeliverACancelledOneOnItsWay() {
        try (OriginsDriver driver = driver(1_000_000)) {
            Carried carried = driver.compose(request -> request.get("/loop"));
            assertThat(driver.lane.offer(carried)).isTrue();
            for (int i = 0; i < 20; i++) {
                driver.poll();
            }
            driver.lane.cancel(carried, ErrorKind.TIMEOUT);
            while (driver.completed == 0) {
                driver.poll();
            }
            assertThat(carried.errorKind()).isEqualTo(ErrorKind.TIMEOUT);
            Carried again = driver.send(request -> request.get("/x"));
            assertThat(again.code()).isEqualTo(200);
        }
    }
}
