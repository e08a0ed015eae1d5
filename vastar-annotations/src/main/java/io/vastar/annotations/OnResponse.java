// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Reads the response to a {@link Step}, before the next one composes its request. Responses of steps without a reader
 * are not kept, which costs less.
 *
 * <pre>{@code
 * @OnResponse("login")
 * void loggedIn(HttpResponse response, Session session) {
 *     token = response.json("/token");
 *     if (!response.check("has a token", token != null)) {
 *         session.stop();
 *     }
 * }
 * }</pre>
 *
 * <p>It runs when there is a whole response, whatever its status. The method is not static, not private, returns nothing,
 * takes an {@code HttpResponse}, or an {@code HttpResponse} and a {@code Session}, and may throw any {@code Exception}. It
 * runs on the engine's own thread: it must not block. A step has one reader at most.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface OnResponse {
    /** Name of the step, which is the name of its method. */
    String value();
}
