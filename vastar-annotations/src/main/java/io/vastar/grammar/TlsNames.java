// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.util.List;
import java.util.Locale;

/** Words for versions and implementations of TLS. */
public final class TlsNames {
    /** In ascending order. */
    public static final List<String> VERSIONS = List.of("1.2", "1.3");

    public static final List<String> PROVIDERS = List.of("auto", "conscrypt", "jdk");

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
