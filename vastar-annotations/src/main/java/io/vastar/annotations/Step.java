// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a step of a virtual user: it composes one request, which the engine sends. The class is then a scenario;
 * an instance of it is one virtual user, and its fields are that user's session.
 *
 * <pre>{@code
 * @LoadTest(url = "http://localhost:8080", concurrency = 200, duration = "1m")
 * @ThinkTime("1s..3s")
 * class Checkout {
 *     @Feeder("users.csv") User user; // record User(String name, String password) {}
 *
 *     private String token;
 *
 *     @Step(1)
 *     void login(HttpRequest request) {
 *         request.post("/login").form("name", user.name()).form("password", user.password());
 *     }
 *
 *     @OnResponse("login")
 *     void loggedIn(HttpResponse response) {
 *         token = response.json("/token");
 *     }
 *
 *     @Step(2)
 *     void browse(HttpRequest request) {
 *         request.get("/items").bearer(token);
 *     }
 * }
 * }</pre>
 *
 * <p>An iteration goes through the steps by their {@link #value()}, lowest first, unless the code chooses otherwise with
 * {@code Session.next("browse")}, {@code skip}, {@code repeat} or {@code stop}. The name of a step, there, in
 * {@link OnResponse} and in the report, is the name of its method.
 *
 * <p>The method is not static, not private, returns nothing, takes an {@code HttpRequest}, or an {@code HttpRequest} and a
 * {@code Session}, and may throw any {@code Exception}; what it throws is counted by type, and the run goes on. It runs on
 * the engine's own thread: it must not block. Code that blocks belongs into a {@link Scenario}.
 *
 * @see OnResponse
 * @see ThinkTime
 * @see Expect
 * @see Weight
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Step {
    /** Place in the order of steps; each of a class has its own. Gaps are fine: 10, 20, 30. */
    int value();

    /** Consecutive steps of the same transaction are also timed together, as a row of that name in the report. */
    String transaction() default "";
}
