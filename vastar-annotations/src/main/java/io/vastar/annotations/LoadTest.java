// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.platform.commons.annotation.Testable;

/**
 * Makes a class a load test.
 *
 * <p>This is a whole one:
 *
 * <pre>{@code
 * package com.acme;
 *
 * @LoadTest(url = "http://localhost:8080/api/fx/convert", method = "POST",
 *           contentType = "application/json", body = "{\"from\":\"USD\"}", sweep = "auto")
 * class FxConvert {}
 * }</pre>
 *
 * <p>The annotation processor makes this of it, in the same package, and lists it in {@code META-INF/services}, so that
 * {@code java -jar benchmarks.jar FxConvert} finds it:
 *
 * <pre>{@code
 * public final class FxConvert_LoadTest implements LoadTestProvider {
 *     public LoadTestDefinition definition() {
 *         return LoadTestDefinition.named("FxConvert")
 *                 .className("com.acme.FxConvert")
 *                 .url("http://localhost:8080/api/fx/convert")
 *                 .method("POST")
 *                 .contentType("application/json")
 *                 .body("{\"from\":\"USD\"}")
 *                 .sweep(SweepDefinition.over("auto"))
 *                 .build();
 *     }
 * }
 * }</pre>
 *
 * <p>Only what is written here gets into the definition. At run time a flag of the command line wins over it, and it
 * wins over the default. Every text but {@link #name()} may hold placeholders, <code>$&#123;name&#125;</code> or
 * <code>$&#123;name:default&#125;</code>, which are filled in when the run starts: from {@code --set name=value}, a system
 * property or an environment variable. An empty text counts as not written.
 *
 * <p>It goes on a class: top level or static nested, of any visibility but {@code private}, neither generic nor abstract.
 * A subclass is no load test by itself. A local class, inside a method, is never seen by annotation processors and so
 * stays without effect. Whatever is wrong is a compile error that carries a tag, such as {@code [Vastar/BadUrl]}.
 * Warnings fall silent with {@code @SuppressWarnings("vastar")} on the class.
 *
 * <p>Without any method each virtual user repeats the one request. A load test of several has {@link Step} or {@link
 * Scenario} methods, where an instance of the class is a virtual user and what is composed begins as the request above,
 * without its method and body:
 *
 * <pre>{@code
 * @LoadTest(url = "http://localhost:8080", rate = "500/s", duration = "5m")
 * @Slo("p99<200ms, errors<0.1%")
 * class Shop {
 *     @Step(1) void home(HttpRequest request) { request.get("/"); }
 *     @Step(2) void items(HttpRequest request) { request.get("/items"); }
 * }
 * }</pre>
 *
 * <p>With {@code vastar-junit} on the class path of tests it is a test of the JUnit Platform, which IDEs offer to run.
 *
 * @see Step
 * @see Scenario
 * @see Sweep
 * @see Targets
 * @see Body
 * @see HttpOptions
 * @see Route
 * @see Proxy
 * @see Setup
 * @see TearDown
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
@Testable
public @interface LoadTest {
    /**
     * Where the load goes: an absolute URL such as {@code http://localhost:8080/plain}. When a {@link Setup} method
     * returns the base URL, a path such as {@code /plain}, or nothing for the base URL itself.
     */
    String url() default "";

    /** Name that patterns on the command line match; the class name ({@code Outer.Inner} when nested) when empty. */
    String name() default "";

    /** Request method, a token as in RFC 9110 §9.1: case matters, {@code GET} is not {@code get}. */
    String method() default "GET";

    /** Header lines, {@code "Name: value"}. They win over headers that vastar would send of itself. */
    String[] headers() default {};

    /** The {@code Content-Type}; sent only where there is a body. */
    String contentType() default "";

    /** What to send, in UTF-8. */
    String body() default "";

    /** File to read the body from when the run starts, relative to the working directory. Not beside {@link #body()}. */
    String bodyFile() default "";

    /** The {@code Accept} header. */
    String accept() default "";

    /** {@code user:password} for basic authentication (RFC 7617), as {@link Auth#basic()}, where the other ways are. */
    String basicAuth() default "";

    /** False opens a connection for each request. */
    boolean keepAlive() default true;

    /** False asks the target not to compress. */
    boolean compression() default true;

    /** Virtual users, each with one request in flight at most: 1 to 1,000,000. A sweep chooses its own. */
    int concurrency() default 50;

    /**
     * Makes the load open: how often an iteration begins, whether or not the last one has ended, such as {@code 5000/s},
     * {@code 2.5k/s} or {@code 300/min}. Each arrival is a new virtual user. Empty leaves the load closed: as many
     * virtual users as {@link #concurrency()} says, each of which begins its next iteration when the last one has ended.
     */
    String rate() default "";

    /** How arrivals are spread: {@code constant} (evenly) or {@code poisson} (independent users). Only with a rate. */
    String arrival() default "constant";

    /**
     * Load over time, of a rate ({@code 0/s..2000/s in 30s, 2000/s for 2m}) or of virtual users ({@code 0..200 in 30s, 200
     * for 5m}). Their sum is the length of the run. Not beside {@link #rate()}, {@link #requests()}, {@link #duration()} or a
     * sweep.
     */
    String stages() default "";

    /** Most iterations of an open load at once; more arrivals wait, and their wait counts. 0 leaves it to the run time. */
    int maxConcurrency() default 0;

    /** Most iterations per second of each virtual user, as {@code -q} of hey; 0 is without limit. Closed loads only. */
    double perUserRate() default 0;

    /**
     * What is sent first and discarded from the figures: for a time ({@code 5s}) or a number of iterations ({@code 1000},
     * {@code 10k}).
     */
    String warmUp() default "";

    /** Chooses what is random, the same in each run: Poisson arrivals, think times, feeders, mixes. */
    long seed() default 0;

    /** True lets each virtual user keep the cookies that it gets. Only with {@link Step} or {@link Scenario} methods. */
    boolean keepCookies() default false;

    /**
     * Exactly how many iterations, each one request or one pass through the steps; 0 leaves it to {@link #duration()}. Not
     * beside a duration.
     */
    long requests() default 0;

    /**
     * How long to send, such as {@code 30s}, {@code 500ms}, {@code 1.5m}; 10 s when neither this nor
     * {@link #requests()} is given.
     */
    String duration() default "";

    /** How long a request may take, such as {@code 500ms}; {@code 0s} is for ever. */
    String timeout() default "20s";

    /** How long opening a connection may take, for each address that is tried: TCP, tunnel and TLS. */
    String connectTimeout() default "10s";

    /** How long the first byte of a response may take after its request was sent; for ever when empty. */
    String firstByteTimeout() default "";

    /** How long requests in flight may go on after the end; {@code 0s} aborts them at once. */
    String drainTimeout() default "2s";

    /**
     * Makes it a sweep over these concurrency levels: {@code auto}, {@code 10,50,100}, {@code 1..8}, {@code 10..1000:log=6} or
     * {@code 10..200:step=20}. Empty makes a single run, unless there is a {@link Sweep}.
     */
    String sweep() default "";
}
