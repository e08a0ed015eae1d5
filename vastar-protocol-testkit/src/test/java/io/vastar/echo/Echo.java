// SPDX-License-Identifier: Apache-2.0
package io.vastar.echo;

import io.vastar.annotations.option.Form;
import io.vastar.annotations.option.Option;
import io.vastar.annotations.option.ProtocolOptions;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Options of the toy protocol. */
@ProtocolOptions(protocol = "echo", schemes = "echo")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Echo {
    @Option(help = "Bytes of a message.", form = Form.SIZE, min = 1, max = 1_000_000)
    String size() default "64";

    @Option(
            help = "The letter that messages consist of; the server refuses those of ?.",
            oneOf = {"a", "b", "?"})
    String letter() default "a";

    @Option(help = "Log in as this user first.")
    String user() default "";

    @Option(help = "Password of the user.", secret = true, needs = "user")
    String password() default "";
}
