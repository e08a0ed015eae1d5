// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.OptionRule;
import io.vastar.grammar.OptionRules;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.ProtocolProvider;
import io.vastar.spi.RequestSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;

/** The protocols in this jar, found once. */
public final class Protocols {
    private Protocols() {}

    /** All of them. */
    public static List<ProtocolProvider> all() {
        return Found.ALL;
    }

    /** The protocol with this id; null when it is not in the jar. */
    public static ProtocolProvider named(String id) {
        return all().stream()
                .filter(provider -> provider.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /**
     * A URL of a protocol, as good as any.
     *
     * @throws ConfigurationException when the protocol is not in this jar
     */
    static String someUrl(String id) {
        ProtocolProvider provider = named(id);
        if (provider == null) {
            throw new ConfigurationException("the protocol '" + id + "' is not in this jar; add the dependency"
                    + " io.vastar:vastar-" + id + " to the build");
        }
        return provider.schemes().get(0) + "://127.0.0.1";
    }

    /** The options that the protocol of a URL declares; null when it is not in the jar, or declares none. */
    static OptionRules rules(String url) {
        int colon = url.indexOf(':');
        String scheme = colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
        for (ProtocolProvider provider : all()) {
            if (provider.schemes().contains(scheme) && provider.options() != null) {
                return OptionRules.of(provider.options());
            }
        }
        return null;
    }

    /** The options of a request as outputs show them: a secret's value is masked. */
    public static Map<String, Object> shown(RequestSpec request) {
        OptionRules rules = rules(request.url());
        Map<String, Object> shown = new LinkedHashMap<>();
        request.options().values().forEach((name, value) -> {
            OptionRule rule = rules == null ? null : rules.option(name);
            shown.put(name, rule == null || rule.secret() ? "***" : value);
        });
        return shown;
    }

    private static final class Found {
        private static final List<ProtocolProvider> ALL = ServiceLoader.load(ProtocolProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
