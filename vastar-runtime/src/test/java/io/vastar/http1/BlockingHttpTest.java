// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.api.Http;
import io.vastar.api.HttpCall;
import io.vastar.api.HttpResponse;
import io.vastar.api.RequestFailedException;
import io.vastar.target.TargetServer;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BlockingHttpTest {
    private final TargetServer target = TargetServer.start();
    private final LaneDriver driver = LaneDriver.to(target.url() + "/plain?x");
    private final Http http = driver.client();

    @AfterEach
    void stop() {
        driver.close();
        target.close();
    }

    @Test
    void shouldNameRowsByMethodAndPath() throws Exception {
        http.get("/plain?a=1").query("b", 2).send();
        http.post(target.url() + "/echo#x").form("a", "b").send();
        http.head(target.url()).send();
        http.method("OPTIONS", "/plain").send();
        http.put("/echo").body(new byte[3]).named("upload").send();
        assertThat(driver.rows).containsExactly("GET /plain", "POST /echo", "HEAD /", "OPTIONS /plain", "upload");
    }

    @Test
    void shouldSendEveryKindOfRequest() throws Exception {
        HttpResponse response = http.patch("/echo")
                .header("X", "y")
                .bearer("t")
                .query("a", "b")
                .json("{\"a\":1}")
                .send();
        assertThat(response.status()).isEqualTo(400);
        assertThat(http.patch("/echo").json("{\"a\":1}").send().json("/a")).isEqualTo("1");
        assertThat(http.delete("/status?code=204").send().status()).isEqualTo(204);
        assertThat(http.get("/plain").send().check("greets", true)).isTrue();
        assertThat(driver.checks).containsExactly("greets=true");
    }

    @Test
    void shouldRefuseARequestThatIsNoLongerTheCurrentOne() throws Exception {
        HttpCall first = http.get("/plain");
        HttpCall second = http.get("/plain");
        assertThatThrownBy(() -> first.header("A", "b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(first::send).isInstanceOf(IllegalStateException.class);
        second.send();
        assertThatThrownBy(second::send)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was sent");
    }

    @Test
    void shouldThrowWhenNoWholeResponseCame() {
        assertThatThrownBy(() -> http.post("/fault?kind=close").send())
                .isInstanceOf(RequestFailedException.class)
                .hasMessageContaining("no byte of the response");
    }

    @Test
    void shouldLeaveItsInteractionAloneOnceTheRunIsOver() {
        Http over = (Http) driver.factory.newClient(driver.interaction, (row, sent) -> {
            throw new CancellationException("the run is over");
        });
        assertThatThrownBy(() -> over.post("/a").json("1").send()).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> over.get("/b")).isInstanceOf(CancellationException.class);
        assertThat(((HttpInteraction) driver.interaction).request().row()).isEqualTo("POST /a");
    }
}
