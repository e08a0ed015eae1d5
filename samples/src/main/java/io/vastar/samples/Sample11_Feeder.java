// SPDX-License-Identifier: Apache-2.0
package io.vastar.samples;

import io.vastar.annotations.Feeder;
import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Setup;
import io.vastar.annotations.Step;
import io.vastar.annotations.TearDown;
import io.vastar.api.HttpRequest;
import io.vastar.target.TargetServer;

/**
 * Data from a file: each iteration gets the next record. The columns of {@code orders.csv} are matched with the record's
 * components by name and converted before the first request; a mistake in the file is told with its line and column.
 *
 * <p>HOW TO RUN
 *
 * <pre>{@code
 * java -jar samples/target/benchmarks.jar Sample11_Feeder
 * }</pre>
 *
 * <p>WHAT YOU SHOULD SEE
 *
 * <p>Orders of three people, one after the other. The file is in the jar; a file of that name in the working directory
 * comes first.
 */
@LoadTest(concurrency = 5, requests = 3_000)
class Sample11_Feeder {
    enum Currency {
        USD,
        EUR,
        IDR
    }

    record Order(String name, int amount, Currency currency) {}

    private static TargetServer target;

    @Feeder(value = "orders.csv", strategy = Feeder.Strategy.CIRCULAR)
    Order order;

    @Setup
    static String startTarget() {
        target = TargetServer.start();
        return target.url();
    }

    @TearDown
    static void stopTarget() {
        target.close();
    }

    @Step(1)
    void order(HttpRequest request) {
        request.post("/echo").form("name", order.name()).form("amount", order.amount() + " " + order.currency());
    }
}
