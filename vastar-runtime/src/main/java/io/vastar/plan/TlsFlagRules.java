// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.TlsSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** No flag about TLS stays without effect in silence; of -k, which scripts give to every URL, a note is enough. What annotations say waits until their test is run over TLS. */
final class TlsFlagRules {
    private static final Set<String> PLAIN = Set.of("http", "ws");

    private TlsFlagRules() {}

    /** @param mayLeave whether requests may go to other URLs than this one, and so over TLS */
    static void check(Overrides overrides, String url, boolean mayLeave, List<String> notes) {
        TlsSpec said = overrides.request().transport().tls();
        String reference = overrides.sweep() == null ? null : overrides.sweep().vs();
        if (said.equals(TlsSpec.NONE) || mayLeave || !isPlain(url) || reference != null && !isPlain(reference)) {
            return;
        }
        if (said.equals(TlsSpec.NONE.insecure(true))) {
            notes.add("-k has no effect on '" + url + "', which is not over TLS");
            return;
        }
        String flags = flags(said);
        throw new ConfigurationException(flags + (flags.contains(",") ? " have" : " has") + " no effect on '" + url
                + "', which is not over TLS; write https://, or leave " + (flags.contains(",") ? "them" : "it")
                + " out");
    }

    private static boolean isPlain(String url) {
        return PLAIN.stream().anyMatch(scheme -> url.regionMatches(true, 0, scheme + "://", 0, scheme.length() + 3))
                || url.startsWith("/");
    }

    private static String flags(TlsSpec said) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("--insecure", said.insecure());
        values.put("--cacert", said.caCert());
        values.put("--cert", said.cert());
        values.put("--key", said.key());
        values.put("--key-password", said.keyPassword());
        values.put("--tls-min", said.minVersion());
        values.put("--tls-max", said.maxVersion());
        values.put("--ciphers", said.ciphers());
        values.put("--tls-groups", said.groups());
        values.put("--sni", said.serverName());
        values.put("--no-tls-resumption", said.resumption());
        values.put("--tls-provider", said.provider());
        values.values().removeIf(Objects::isNull);
        return values.keySet().stream().collect(Collectors.joining(", "));
    }
}
