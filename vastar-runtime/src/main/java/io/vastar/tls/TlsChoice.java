// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import io.vastar.grammar.GrammarException;
import io.vastar.grammar.Suggestions;
import io.vastar.grammar.TlsNames;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.TlsSpec;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;

/**
 * Which engine speaks, and which versions, cipher suites and name it uses.
 *
 * @param context not initialised yet
 * @param versions as the JDK names them
 * @param cipherSuites null for the engine's own
 * @param namedGroups null for the engine's own
 * @param sentName the server name to send (RFC 6066 §3); null for an address
 */
record TlsChoice(
        TlsProvider provider,
        SSLContext context,
        List<String> versions,
        String[] cipherSuites,
        String[] namedGroups,
        String sentName) {
    private static final List<String> SUITES_OF_1_3 =
            List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

    static TlsChoice of(TlsSpec spec, String host) {
        if (Boolean.TRUE.equals(spec.insecure()) && spec.caCert() != null) {
            throw new ConfigurationException(
                    "--insecure accepts any certificate, so --cacert has no effect; leave one out");
        }
        if (spec.cert() == null && spec.key() != null) {
            throw new ConfigurationException("--key is of no use without --cert, the client's certificate; add it");
        }
        if (spec.cert() == null && spec.caCert() == null && spec.keyPassword() != null) {
            throw new ConfigurationException(
                    "--key-password is of no use without --cert or --cacert; leave it out, or name the file");
        }
        List<String> versions = versions(spec);
        List<String> suites = spec.ciphers() == null ? List.of() : spec.ciphers();
        if (!suites.isEmpty()) {
            versions = ofSuites(versions, suites);
        }
        String sentName = sentName(spec.serverName(), host);
        TlsProvider provider = provider(spec.provider(), suites, sentName);
        SSLContext context = context(provider);
        String[] cipherSuites = suites.isEmpty() ? null : checked(suites, provider);
        String[] namedGroups = provider.namedGroups(groups(spec.groups()));
        return new TlsChoice(provider, context, versions, cipherSuites, namedGroups, sentName);
    }

    private static List<String> groups(List<String> said) {
        try {
            return said == null
                    ? null
                    : said.stream().map(TlsNames::group).distinct().toList();
        } catch (GrammarException e) {
            throw new ConfigurationException("--tls-groups: " + e.getMessage(), e);
        }
    }

    private static List<String> versions(TlsSpec spec) {
        int from = version(spec.minVersion(), "--tls-min", 0);
        int to = version(spec.maxVersion(), "--tls-max", TlsNames.VERSIONS.size() - 1);
        if (from > to) {
            throw new ConfigurationException("--tls-min " + spec.minVersion() + " is above --tls-max "
                    + spec.maxVersion() + "; swap them, or leave one out");
        }
        List<String> versions = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            versions.add("TLSv" + TlsNames.VERSIONS.get(i));
        }
        return versions;
    }

    private static int version(String said, String flag, int otherwise) {
        if (said == null) {
            return otherwise;
        }
        try {
            return TlsNames.VERSIONS.indexOf(TlsNames.version(said));
        } catch (GrammarException e) {
            throw new ConfigurationException(flag + ": " + e.getMessage(), e);
        }
    }

    /** A version without any of the suites that were named cannot come about. */
    private static List<String> ofSuites(List<String> versions, List<String> suites) {
        List<String> possible = new ArrayList<>(versions);
        if (suites.stream().noneMatch(SUITES_OF_1_3::contains)) {
            possible.remove("TLSv1.3");
        }
        if (SUITES_OF_1_3.containsAll(suites)) {
            possible.remove("TLSv1.2");
        }
        if (possible.isEmpty()) {
            throw new ConfigurationException("--ciphers: none of " + String.join(", ", suites)
                    + " is a cipher suite of " + String.join(" or ", versions) + "; see --tls-min and --tls-max");
        }
        return possible;
    }

    private static String sentName(String said, String host) {
        String name = said == null ? host : said;
        if (isAddress(name)) {
            if (said != null) {
                throw new ConfigurationException(
                        "--sni: '" + said + "' is an address, and only names are sent (RFC 6066"
                                + " section 3); write a name, or leave it out");
            }
            return null;
        }
        String withoutDot = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        try {
            return new SNIHostName(withoutDot).getAsciiName();
        } catch (IllegalArgumentException e) {
            if (said != null) {
                throw new ConfigurationException(
                        "--sni: '" + said + "' is not a host name: " + e.getMessage() + "; write one such as"
                                + " api.example.com",
                        e);
            }
            return null;
        }
    }

    static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.matches("[0-9]+(\\.[0-9]+){3}");
    }

    private static TlsProvider provider(String said, List<String> suites, String sentName) {
        String wanted;
        try {
            wanted = TlsNames.provider(said == null ? "auto" : said);
        } catch (GrammarException e) {
            throw new ConfigurationException("--tls-provider: " + e.getMessage(), e);
        }
        if (wanted.equals(TlsProvider.JDK.id())) {
            return TlsProvider.JDK;
        }
        String obstacle = obstacle(suites, sentName);
        if (obstacle == null) {
            return TlsProvider.CONSCRYPT;
        }
        if (wanted.equals(TlsProvider.CONSCRYPT.id())) {
            throw new ConfigurationException("--tls-provider conscrypt: " + obstacle + "; write --tls-provider jdk");
        }
        return TlsProvider.JDK;
    }

    /** Why this cannot be done with Conscrypt; null when it can. */
    private static String obstacle(List<String> suites, String sentName) {
        String obstacle = TlsProvider.conscryptObstacle();
        if (obstacle != null) {
            return "it cannot be loaded here (" + obstacle + ")";
        }
        if (sentName != null && sentName.indexOf('.') < 0 && !sentName.equalsIgnoreCase("localhost")) {
            return "it does not send a name of one word such as '" + sentName + "'";
        }
        long of13 = suites.stream().filter(SUITES_OF_1_3::contains).count();
        return of13 > 0 && of13 < SUITES_OF_1_3.size()
                ? "it always offers all cipher suites of TLS 1.3, so --ciphers cannot choose among them"
                : null;
    }

    private static SSLContext context(TlsProvider provider) {
        try {
            return provider.newContext();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is not available: " + e.getMessage(), e);
        }
    }

    private static String[] checked(List<String> suites, TlsProvider provider) {
        List<String> known;
        try {
            SSLContext context = provider.newContext();
            context.init(null, null, null);
            known = List.of(context.getSupportedSSLParameters().getCipherSuites());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is not available: " + e.getMessage(), e);
        }
        for (String suite : suites) {
            if (!known.contains(suite) && !SUITES_OF_1_3.contains(suite)) {
                String question = Suggestions.question(suite, known);
                throw new ConfigurationException("--ciphers: '" + suite + "' is not a cipher suite of " + provider.id()
                        + (question.isEmpty() ? "; it has " + String.join(", ", known) : question));
            }
        }
        return suites.toArray(String[]::new);
    }
}
