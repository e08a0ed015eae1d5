// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a {@link LoadTest} speaks TLS to an {@code https} target. Without it the target's certificate is checked against the
 * issuers that this machine and the JVM trust. Flags of the command line win; every text may hold placeholders, which is
 * how a password stays out of the source.
 *
 * <pre>{@code
 * @LoadTest(url = "https://api.example.com/orders")
 * @Tls(caCert = "company-ca.pem", cert = "client.pem", key = "client.key", keyPassword = "${KEY_PASSWORD}")
 * class Orders {}
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Tls {
    /** True accepts any certificate. Not beside {@link #caCert()}. */
    boolean insecure() default false;

    /** File of the issuers to trust in the place of this machine's and the JVM's: PEM, PKCS#12 or JKS. */
    String caCert() default "";

    /** File with the client's certificate and the chain behind it (PEM), or with its key as well (PKCS#12). */
    String cert() default "";

    /** File with the client's private key (PEM: PKCS#8, PKCS#1, EC); the one in {@link #cert()} when empty. */
    String key() default "";

    /** Opens the key, or the key store. */
    String keyPassword() default "";

    /** Lowest version, {@code 1.2} or {@code 1.3}. */
    String minVersion() default "1.2";

    /** Highest version, {@code 1.2} or {@code 1.3}. */
    String maxVersion() default "1.3";

    /** Cipher suites to offer, by the names of IANA's registry; the implementation's own when empty. */
    String[] ciphers() default {};

    /**
     * Groups to offer for the key exchange, the best one first: {@code X25519}, {@code P-256}, {@code P-384}, {@code P-521},
     * {@code X25519MLKEM768}. When empty, the first four with conscrypt, and the JVM's own with jdk.
     */
    String[] groups() default {};

    /** Name to send, and to find in the certificate, in the place of the URL's host. */
    String serverName() default "";

    /** False makes each handshake a full one. */
    boolean resumption() default true;

    /** {@code conscrypt} (BoringSSL, native), {@code jdk}, or {@code auto}: conscrypt where it can be loaded. */
    String provider() default "auto";
}
