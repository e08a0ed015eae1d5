// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How requests are authorized: one of {@link #basic()}, {@link #bearer()}, {@link #digest()} and {@link #awsSigV4()}. Keep
 * secrets out of the source with placeholders; no report shows them.
 *
 * <pre>{@code
 * @LoadTest(url = "https://sqs.eu-west-1.amazonaws.com/")
 * @Auth(awsSigV4 = "aws:amz:eu-west-1:sqs")
 * class Queues {}
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Auth {
    /** {@code user:password} for Basic authentication (RFC 7617), as {@link LoadTest#basicAuth()}. */
    String basic() default "";

    /** Token that is sent as {@code Authorization: Bearer}. */
    String bearer() default "";

    /**
     * {@code user:password} for Digest authentication (RFC 7616). Each connection meets a challenge within its first
     * request, and again when its nonce has become stale.
     */
    String digest() default "";

    /**
     * Signs requests for an AWS service: {@code aws:amz:REGION:SERVICE}. Signatures are renewed during the run; what {@link
     * Step} and {@link Scenario} methods compose is signed when it is sent.
     */
    String awsSigV4() default "";

    /**
     * {@code key:secret} to sign with; where it is not given, {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY} of
     * the environment.
     */
    String awsKey() default "";

    /** Session token of temporary keys; with keys of the environment, {@code AWS_SESSION_TOKEN} where it is not given. */
    String awsSessionToken() default "";
}
