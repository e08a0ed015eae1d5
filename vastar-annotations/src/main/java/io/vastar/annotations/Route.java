// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says where the connections of a {@link LoadTest} go and come from, where that is not what its URL says. Texts may hold
 * placeholders. Flags of the same names win ({@code --connect-to}).
 *
 * <pre>{@code
 * @LoadTest(url = "http://shop.example.com/")
 * @Route(connectTo = "shop.example.com:80:${host:127.0.0.1}:8080", sources = {"127.0.0.2", "127.0.0.3"})
 * class Shop {}
 * }</pre>
 *
 * <p>becomes this part of the generated definition:
 *
 * <pre>{@code
 * .names(NamesSpec.NONE.withConnectTo("shop.example.com:80:${host:127.0.0.1}:8080")
 *         .withSource("127.0.0.2").withSource("127.0.0.3"))
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Route {
    /** {@code HOST1:PORT1:HOST2:PORT2}, as in curl: connects to the second for the first; several take turns. */
    String[] connectTo() default {};

    /** {@code HOST:PORT:ADDRESS[,ADDRESS]}, as in curl: addresses in place of a look-up. */
    String[] resolve() default {};

    /** {@code 4} or {@code 6}: addresses of this kind only. */
    String family() default "";

    /** True spreads connections over all addresses of the name; else they go to the first one that accepts. */
    boolean spread() default false;

    /** How often names are looked up again, such as {@code 30s}; once when empty. */
    String lookUpEvery() default "";

    /** Local addresses that connections come from, in turn. */
    String[] sources() default {};

    /** Path of a Unix domain socket to connect to; the Host header stays that of the URL. */
    String unixSocket() default "";
}
