// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs a static method of a load test once before the test, on the main thread. If it returns a {@code String}, a
 * {@link java.net.URI} or a {@link java.net.URL}, that is the base URL against which {@link LoadTest#url()} is resolved:
 * so a test can start what it loads.
 *
 * <pre>{@code
 * @LoadTest(url = "/plain", duration = "5s")
 * class Plain {
 *     private static TargetServer server;
 *
 *     @Setup
 *     static String start() throws IOException {
 *         server = TargetServer.start();
 *         return server.url();
 *     }
 *
 *     @TearDown
 *     static void stop() {
 *         server.close();
 *     }
 * }
 * }</pre>
 *
 * <p>The method is static, not private, without parameters, and may throw any {@code Exception}; the test does not run
 * then, and its {@link TearDown} methods still do. Where it throws {@code LoadTestSkippedException} with a reason, the test
 * is skipped and that is no failure. The generated class calls it directly, without reflection.
 *
 * <p>On an instance method of a class with {@link Step} or {@link Scenario} methods it runs once for each virtual user
 * instead, before the user's first iteration and on its thread, so that beside steps it must not block. It returns nothing
 * then:
 *
 * <pre>{@code
 * @Setup
 * void open() throws SQLException {
 *     connection = DriverManager.getConnection(jdbcUrl);
 * }
 * }</pre>
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Setup {
    /** Lower ones run first; equal ones in the order of the source. */
    int order() default 0;
}
