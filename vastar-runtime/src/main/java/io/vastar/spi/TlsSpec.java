// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * How to speak TLS, in the user's terms. Null means that nothing is said, so that a default or another source decides. The
 * methods named after a component take a value and return a copy that says it; generated code calls them.
 *
 * @param insecure true accepts any certificate
 * @param caCert file of certificates (PEM, PKCS#12 or JKS) that are trusted in place of the system's
 * @param cert file with the client's certificate chain (PEM), or with chain and key (PKCS#12)
 * @param key file with the client's private key (PEM)
 * @param keyPassword of the key, or of the PKCS#12 file
 * @param minVersion {@code 1.2} or {@code 1.3}
 * @param maxVersion {@code 1.2} or {@code 1.3}
 * @param ciphers names as in IANA's registry
 * @param groups of the key exchange, as in {@link io.vastar.grammar.TlsNames#GROUPS}, the best one first
 * @param serverName sent as SNI, and what the certificate is checked for, in place of the URL's host
 * @param resumption false makes each handshake a full one
 * @param provider {@code auto}, {@code conscrypt} or {@code jdk}
 */
public record TlsSpec(
        Boolean insecure,
        String caCert,
        String cert,
        String key,
        String keyPassword,
        String minVersion,
        String maxVersion,
        List<String> ciphers,
        List<String> groups,
        String serverName,
        Boolean resumption,
        String provider) {
    /** Says nothing. */
    public static final TlsSpec NONE =
            new TlsSpec(null, null, null, null, null, null, null, null, null, null, null, null);

    public TlsSpec {
        ciphers = ciphers == null ? null : List.copyOf(ciphers);
        groups = groups == null ? null : List.copyOf(groups);
    }

    public TlsSpec insecure(boolean value) {
        return with(draft -> draft.insecure = value);
    }

    public TlsSpec caCert(String value) {
        return with(draft -> draft.caCert = value);
    }

    public TlsSpec cert(String value) {
        return with(draft -> draft.cert = value);
    }

    public TlsSpec key(String value) {
        return with(draft -> draft.key = value);
    }

    public TlsSpec keyPassword(String value) {
        return with(draft -> draft.keyPassword = value);
    }

    public TlsSpec minVersion(String value) {
        return with(draft -> draft.minVersion = value);
    }

    public TlsSpec maxVersion(String value) {
        return with(draft -> draft.maxVersion = value);
    }

    public TlsSpec ciphers(String... value) {
        return with(draft -> draft.ciphers = List.of(value));
    }

    public TlsSpec groups(String... value) {
        return with(draft -> draft.groups = List.of(value));
    }

    public TlsSpec serverName(String value) {
        return with(draft -> draft.serverName = value);
    }

    public TlsSpec resumption(boolean value) {
        return with(draft -> draft.resumption = value);
    }

    public TlsSpec provider(String value) {
        return with(draft -> draft.provider = value);
    }

    private TlsSpec with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.spec();
    }

    /** This where it says something, else the other. Whom to trust is one thing, a certificate and its key are one thing. */
    public TlsSpec over(TlsSpec other) {
        boolean trusts = insecure != null || caCert != null;
        boolean lostStore = trusts && caCert == null && other.caCert != null && Spec.first(cert, other.cert) == null;
        return new TlsSpec(
                trusts ? insecure : other.insecure,
                trusts ? caCert : other.caCert,
                Spec.first(cert, other.cert),
                cert != null ? key : Spec.first(key, other.key),
                lostStore ? keyPassword : Spec.first(keyPassword, other.keyPassword),
                Spec.first(minVersion, other.minVersion),
                Spec.first(maxVersion, other.maxVersion),
                Spec.first(ciphers, other.ciphers),
                Spec.first(groups, other.groups),
                Spec.first(serverName, other.serverName),
                Spec.first(resumption, other.resumption),
                Spec.first(provider, other.provider));
    }

    /**
     * The same with other texts.
     *
     * @param replace gets the name of a text here and the text, which may be null
     */
    public TlsSpec map(BiFunction<String, String, String> replace) {
        return new TlsSpec(
                insecure,
                replace.apply("caCert", caCert),
                replace.apply("cert", cert),
                replace.apply("key", key),
                replace.apply("keyPassword", keyPassword),
                replace.apply("minVersion", minVersion),
                replace.apply("maxVersion", maxVersion),
                map("ciphers", ciphers, replace),
                map("groups", groups, replace),
                replace.apply("serverName", serverName),
                resumption,
                replace.apply("provider", provider));
    }

    private static List<String> map(String name, List<String> texts, BiFunction<String, String, String> replace) {
        return texts == null
                ? null
                : texts.stream().map(text -> replace.apply(name, text)).toList();
    }

    /** Without the password, which no report shows. */
    @Override
    public String toString() {
        return "TlsSpec[caCert=" + caCert + ", cert=" + cert + ", serverName=" + serverName + "]";
    }

    /** A copy, while it changes. */
    private static final class Draft {
        private Boolean insecure;
        private String caCert;
        private String cert;
        private String key;
        private String keyPassword;
        private String minVersion;
        private String maxVersion;
        private List<String> ciphers;
        private List<String> groups;
        private String serverName;
        private Boolean resumption;
        private String provider;

        Draft(TlsSpec from) {
            insecure = from.insecure;
            caCert = from.caCert;
            cert = from.cert;
            key = from.key;
            keyPassword = from.keyPassword;
            minVersion = from.minVersion;
            maxVersion = from.maxVersion;
            ciphers = from.ciphers;
            groups = from.groups;
            serverName = from.serverName;
            resumption = from.resumption;
            provider = from.provider;
        }

        TlsSpec spec() {
            return new TlsSpec(
                    insecure,
                    caCert,
                    cert,
                    key,
                    keyPassword,
                    minVersion,
                    maxVersion,
                    ciphers,
                    groups,
                    serverName,
                    resumption,
                    provider);
        }
    }
}
