// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import io.vastar.spi.ConfigurationException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.conscrypt.Conscrypt;

/** Where engines come from. */
enum TlsProvider {
    /** BoringSSL behind the JDK's interface: native code, for the platforms that its artifact brings along. */
    CONSCRYPT("conscrypt") {
        @Override
        SSLContext newContext() throws GeneralSecurityException {
            Provider provider =
                    Conscrypt.newProviderBuilder().provideTrustManager(false).build();
            return SSLContext.getInstance("TLS", provider);
        }

        @Override
        String[] namedGroups(List<String> wanted) {
            return (wanted == null ? CLASSICAL_GROUPS : wanted).toArray(String[]::new);
        }

        @Override
        void configure(SSLEngine engine, boolean resumption) {
            Conscrypt.setUseSessionTickets(engine, resumption);
        }

        @Override
        String applicationProtocol(SSLEngine engine) {
            return Conscrypt.getApplicationProtocol(engine);
        }

        /** Its native memory goes when both directions are closed, and otherwise waits for the garbage collector. */
        @Override
        void release(SSLEngine engine) {
            try {
                engine.closeInbound();
            } catch (javax.net.ssl.SSLException e) {
                return;
            }
        }
    },
    /** The JVM's own. */
    JDK("jdk") {
        @Override
        SSLContext newContext() throws GeneralSecurityException {
            return SSLContext.getInstance("TLS", "SunJSSE");
        }

        @Override
        String[] namedGroups(List<String> wanted) {
            if (wanted == null) {
                return null;
            }
            if (Runtime.version().feature() < FIRST_WITH_GROUPS) {
                throw new ConfigurationException("--tls-groups: the JVM's TLS can choose groups from Java "
                        + FIRST_WITH_GROUPS + " on, and this is "
                        + Runtime.version().feature()
                        + "; write --tls-provider conscrypt, or leave it out");
            }
            return wanted.stream().map(TlsProvider::ofJdk).toArray(String[]::new);
        }

        @Override
        void configure(SSLEngine engine, boolean resumption) {
            // the parameters that all engines take say everything
        }

        @Override
        String applicationProtocol(SSLEngine engine) {
            return engine.getApplicationProtocol();
        }

        @Override
        void release(SSLEngine engine) {
            // closing its inbound half early would drop the session that the next connection resumes
        }
    };

    /**
     * BoringSSL would start with X25519MLKEM768, whose key pair is made for each connection, also for those that are
     * resumed, and takes longer than all the rest of a resumed handshake.
     */
    private static final List<String> CLASSICAL_GROUPS = List.of("X25519", "P-256", "P-384", "P-521");

    private static final int FIRST_WITH_GROUPS = 20;

    private final String id;

    TlsProvider(String id) {
        this.id = id;
    }

    /** As users write it. */
    String id() {
        return id;
    }

    private static String ofJdk(String group) {
        return switch (group) {
            case "X25519" -> "x25519";
            case "P-256" -> "secp256r1";
            case "P-384" -> "secp384r1";
            case "P-521" -> "secp521r1";
            default ->
                throw new ConfigurationException("--tls-groups: the JVM's TLS has no " + group
                        + "; write --tls-provider conscrypt, or leave it out");
        };
    }

    abstract SSLContext newContext() throws GeneralSecurityException;

    /**
     * For the key exchange, the best one first, as the engine names them; null for its own.
     *
     * @param wanted null when nothing is said
     * @throws ConfigurationException when the engine does not have them
     */
    abstract String[] namedGroups(List<String> wanted);

    abstract void configure(SSLEngine engine, boolean resumption);

    /** Null or empty when none was agreed on. */
    abstract String applicationProtocol(SSLEngine engine);

    abstract void release(SSLEngine engine);

    /** Why Conscrypt cannot be used in this process; null when it can. */
    static String conscryptObstacle() {
        try {
            Conscrypt.checkAvailability();
            return null;
        } catch (LinkageError | RuntimeException e) {
            return String.valueOf(e.getMessage() == null ? e : e.getMessage());
        }
    }
}
