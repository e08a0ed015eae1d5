// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The share of a scenario in a mix, relative to the others' weights: 80 and 20 make four of five virtual users the first
 * one. It goes on {@link Scenario} methods, or on static nested classes with {@link Step} methods:
 *
 * <pre>{@code
 * @LoadTest(url = "http://localhost:8080", rate = "500/s")
 * class Shop {
 *     @Weight(80)
 *     static class Browser {
 *         @Step(1) void items(HttpRequest request) { request.get("/items"); }
 *     }
 *
 *     @Weight(20)
 *     static class Buyer {
 *         @Step(1) void login(HttpRequest request) { request.post("/login"); }
 *         @Step(2) void order(HttpRequest request) { request.post("/orders"); }
 *     }
 * }
 * }</pre>
 *
 * <p>On a nested class with scenario methods it is the weight of each that has none of its own. A scenario without any has
 * 1.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Weight {
    /** 1 or more. */
    int value();
}
