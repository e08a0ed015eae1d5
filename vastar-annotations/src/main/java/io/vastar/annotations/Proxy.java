// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sends the requests of a {@link LoadTest} through a proxy. Texts may hold placeholders, which keep a password out of the
 * source. {@code --proxy} wins; user and password are never shown.
 *
 * <pre>{@code
 * @LoadTest(url = "https://example.com/")
 * @Proxy("http://load:${PROXY_PASSWORD}@proxy.example.com:3128")
 * class BehindTheProxy {}
 * }</pre>
 *
 * <p>becomes this part of the generated definition:
 *
 * <pre>{@code
 * .proxy(ProxySpec.NONE.withUrl("http://load:${PROXY_PASSWORD}@proxy.example.com:3128"))
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Proxy {
    /**
     * {@code http://[user:password@]host:port}, {@code socks5://} (names are looked up here), {@code socks5h://} (by the
     * proxy) or {@code socks4a://}. Empty means no proxy, whatever the environment says.
     */
    String value();

    /** Header lines for an HTTP proxy, {@code "Name: value"}. */
    String[] headers() default {};

    /** Hosts that are reached without it, such as {@code example.com, 10.0.0.0/8}. */
    String except() default "";

    /** True has an HTTP proxy open a tunnel (CONNECT) for http URLs, too; https URLs always have one. */
    boolean tunnel() default false;
}
