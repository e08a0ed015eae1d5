// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Words for versions and implementations of TLS. */
public final class TlsNames {
    /** In ascending order. */
    public static final List<String> VERSIONS = List.of("1.2", "1.3");

    public static final List<String> PROVIDERS = List.of("auto", "conscrypt", "jdk");

    /** Of the key exchange, as IANA's registry or NIST names them. */
    public static final List<String> GROUPS = List.of("X25519", "P-256", "P-384", "P-521", "X25519MLKEM768");

    private static final Map<String, String> OTHER_NAMES =
            Map.of("SECP256R1", "P-256", "PRIME256V1", "P-256", "SECP384R1", "P-384", "SECP521R1", "P-521");

    private TlsNames() {}

    /**
     * The version as in {@link #VERSIONS}; {@code TLSv1.3} and {@code tls1.3} are understood, too.
     *
     * @throws GrammarException when it is another one
     */
    public static String version(String text) {
        String version = text.strip().replaceFirst("(?i)^tls ?v?", "");
        if (!VERSIONS.contains(version)) {
            throw new GrammarException("'" + text + "' is not a version of TLS that is spoken here; write 1.2 or 1.3");
        }
        return version;
    }

    /**
     * The group as in {@link #GROUPS}; the JDK's and OpenSSL's names, such as {@code secp256r1}, are understood, too.
     *
     * @throws GrammarException when it is another one
     */
    public static String group(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        String group = OTHER_NAMES.getOrDefault(upper, upper);
        if (!GROUPS.contains(group)) {
            String question = Suggestions.question(group, GROUPS);
            throw new GrammarException("'" + text + "' is not a group of TLS that is offered here"
                    + (question.isEmpty() ? "; write " + String.join(", ", GROUPS) : question));
        }
        return group;
    }

    /**
     * The provider as in {@link #PROVIDERS}.
     *
     * @throws GrammarException when it is another one
     */
    public static String provider(String text) {
        String provider = text.strip().toLowerCase(Locale.ROOT);
        if (!PROVIDERS.contains(provider)) {
            throw new GrammarException("'" + text + "' is not an implementation of TLS; write auto, conscrypt or jdk"
                    + Suggestions.question(provider, PROVIDERS));
        }
        return provider;
    }
}
