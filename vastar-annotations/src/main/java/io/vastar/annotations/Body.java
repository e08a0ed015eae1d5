// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Bodies that are more than the text of {@link LoadTest#body()}. It stands beside a {@link LoadTest} without {@link Step} and
 * {@link Scenario} methods, which compose their requests themselves. All bodies are made before the run.
 *
 * <pre>{@code
 * @LoadTest(url = "http://localhost:8080/upload", method = "POST")
 * @Body(form = {"title=A picture", "picture=@cat.png;type=image/png"})
 * class Upload {}
 * }</pre>
 *
 * <p>Texts may hold placeholders.
 *
 * @see Targets
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Body {
    /** File with a body a line; empty lines are left out. Not beside {@link Targets} or {@link #form()}. */
    String lines() default "";

    /** Which of the lines comes next. */
    Targets.Order order() default Targets.Order.ROUND_ROBIN;

    /**
     * The parts of a multipart form as in curl: {@code name=value}, {@code name=@file}, {@code name=<file}, each with {@code
     * ;type=TYPE} and {@code ;filename=NAME} where wanted. The method is then POST where none is given.
     */
    String[] form() default {};

    /**
     * True sends bodies without their length beforehand: over HTTP/1.1 with {@code Transfer-Encoding: chunked}, over HTTP/2
     * without {@code content-length}. With {@link Targets}, those of the file.
     */
    boolean chunked() default false;
}
