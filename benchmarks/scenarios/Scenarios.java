// SPDX-License-Identifier: Apache-2.0
import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Scenario;
import io.vastar.annotations.Step;
import io.vastar.annotations.ThinkTime;
import io.vastar.api.Http;
import io.vastar.api.HttpRequest;

/** What scenarios.sh compares. */
final class Scenarios {
    private Scenarios() {}

    @LoadTest(name = "plain", url = "${base}/13B", concurrency = 64)
    static class Plain {}

    @LoadTest(name = "steps", url = "${base}", concurrency = 64)
    static class Steps {
        @Step(1)
        void first(HttpRequest request) {
            request.get("/13B");
        }

        @Step(2)
        void second(HttpRequest request) {
            request.get("/13B?again=1");
        }
    }

    @LoadTest(name = "blocking", url = "${base}", concurrency = 2000)
    static class Blocking {
        @Scenario
        void visit(Http http) throws Exception {
            http.get("/13B").named("get").send();
        }
    }

    @LoadTest(name = "thinkers", url = "${base}", concurrency = 20000)
    static class Thinkers {
        @Step(1)
        @ThinkTime("4s..6s")
        void first(HttpRequest request) {
            request.get("/13B");
        }
    }
}
