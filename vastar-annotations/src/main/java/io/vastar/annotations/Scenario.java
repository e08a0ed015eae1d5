// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method one iteration of a virtual user, in ordinary Java. Where it returns nothing it may block: it runs on a
 * thread of its own (a virtual one from Java 21 on), and its {@code Http} client sends over the engine's connections.
 *
 * <pre>{@code
 * @LoadTest(url = "http://localhost:8080", concurrency = 200)
 * class Checkout {
 *     @Scenario
 *     void checkout(Http http, Session session) throws Exception {
 *         HttpResponse login = http.post("/login").form("name", "ada").send();
 *         session.check("logged in", login.status() == 200);
 *         http.get("/items").bearer(login.json("/token")).send();
 *     }
 * }
 * }</pre>
 *
 * <p>It takes an {@code Http}, a {@code Session}, both in this order, or nothing: a scenario that only uses a library of its
 * own, such as JDBC, needs no URL.
 *
 * <p>Where it returns a {@code CompletionStage} or {@code CompletableFuture}, the iteration ends when that does; the method
 * takes a {@code Session} or nothing, and must not block.
 *
 * <p>The method is not static, not private, and may throw any {@code Exception}; what it throws is counted by type, and the
 * run goes on. An instance of the class is one virtual user, its fields are that user's session. Several scenarios in a class
 * are a mix, see {@link Weight}; a virtual user goes through one of them again and again. A class has either scenarios or
 * {@linkplain Step steps}.
 *
 * <pre>{@code
 * @Scenario
 * CompletionStage<?> publish(Session session) {
 *     return client.publish("orders", "{\"user\":" + session.user() + "}");
 * }
 * }</pre>
 *
 * @see Pacing
 * @see Feeder
 * @see Weight
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Scenario {
    /** Name in the report; that of the method when empty. */
    String name() default "";
}
