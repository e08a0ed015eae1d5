// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations.option;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the annotation of a protocol. Its attributes, each marked with {@link Option}, are all of the protocol's options:
 * what users write on a load test, the flags of the protocol's command, the keys of the JSON report and the table in its
 * documentation are derived from it.
 *
 * <pre>{@code
 * @ProtocolOptions(protocol = "echo", schemes = "echo")
 * @Target(ElementType.TYPE)
 * @Retention(RetentionPolicy.RUNTIME)
 * public @interface Echo {
 *   @Option(help = "Bytes of a message.", form = Form.SIZE) String size() default "64";
 * }
 * }</pre>
 */
@Documented
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ProtocolOptions {
    /** Id of the protocol, and name of its command: lower-case letters, digits and hyphens. */
    String protocol();

    /** Schemes of the URLs that the protocol serves, lower case. */
    String[] schemes();

    /** Names of the timers that the protocol declares, for objectives that are checked at compile time. */
    String[] timers() default {};

    /** Names of the kinds of operation that the protocol declares, for the same. */
    String[] kinds() default {};
}
