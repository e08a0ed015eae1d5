// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Looks at the target's certificate: asks the JVM's checks (path by RFC 5280, name by RFC 6125), whichever engine shakes
 * hands, once for each chain, and notes what came of it for the connection's {@link Verification}.
 */
final class TargetTrust extends X509ExtendedTrustManager {
    /** Conscrypt's word for the key exchange of TLS 1.3, and the JVM's. */
    private static final String GENERIC = "GENERIC";

    private static final String UNKNOWN = "UNKNOWN";

    /** Chains to keep; more of them than a load balancer's servers have. */
    private static final int MOST_CHAINS = 32;

    /** Whether certificates may be revoked between two connections, as far as the JVM looks. */
    private static final boolean CHECKS_REVOCATION = Boolean.getBoolean("com.sun.net.ssl.checkRevocation");

    private final X509ExtendedTrustManager checks;
    private final Set<Believed> believed = ConcurrentHashMap.newKeySet();
    private final String name;
    private final boolean ownAnchors;

    /**
     * @param checks null to believe everybody
     * @param name that the certificate has to be for, for messages
     * @param ownAnchors whether the user named the issuers
     */
    TargetTrust(X509ExtendedTrustManager checks, String name, boolean ownAnchors) {
        this.checks = checks;
        this.name = name;
        this.ownAnchors = ownAnchors;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        Verification verification = Verification.current();
        try {
            if (checks != null) {
                check(chain, authType.equals(GENERIC) ? UNKNOWN : authType, engine);
            }
            if (verification != null) {
                verification.passed();
            }
        } catch (CertificateException e) {
            if (verification != null) {
                verification.refused(new CertificateFault(chain, name, ownAnchors, e).words());
            }
            throw e;
        }
    }

    /**
     * What was believed once is believed again while it is valid: same certificates, anchors and name mean the same answer, which
     * costs as much as the handshake.
     */
    private void check(X509Certificate[] chain, String keyExchange, SSLEngine engine) throws CertificateException {
        Believed shown = new Believed(List.of(chain), keyExchange);
        if (!believed.contains(shown)) {
            checks.checkServerTrusted(chain, keyExchange, engine);
            if (believed.size() < MOST_CHAINS && !CHECKS_REVOCATION) {
                believed.add(shown);
            }
            return;
        }
        Date now = new Date();
        for (X509Certificate certificate : chain) {
            certificate.checkValidity(now);
        }
    }

    private record Believed(List<X509Certificate> chain, String keyExchange) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("only engines are served");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("only engines are served");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return checks == null ? new X509Certificate[0] : checks.getAcceptedIssuers();
    }
}
