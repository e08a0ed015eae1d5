// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how a {@link LoadTest} speaks HTTP. Flags of the same names win ({@code --redirects}).
 *
 * <pre>{@code
 * @LoadTest(url = "http://localhost:8080/old-place")
 * @HttpOptions(redirects = 5, compression = true)
 * class Moved {}
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface HttpOptions {
    /**
     * How many redirects are followed for one request (RFC 9110 §15.4): 0 to 1000. Its time is then that of the whole chain. 0
     * counts a redirect as a response like any other.
     */
    int redirects() default 0;

    /** True asks for compressed responses; nothing is said about them otherwise. */
    boolean compression() default false;
}
