// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Looks at the target's certificate: asks the JVM's checks (path by RFC 5280, name by RFC 6125), whichever engine shakes
 * hands, and notes what came of it for the connection's {@link Verification}.
 */
final class TargetTrust extends X509ExtendedTrustManager {
    /** Conscrypt's word for the key exchange of TLS 1.3, and the JVM's. */
    private static final String GENERIC = "GENERIC";

    private static final String UNKNOWN = "UNKNOWN";

    private final X509ExtendedTrustManager checks;
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
                checks.checkServerTrusted(chain, authType.equals(GENERIC) ? UNKNOWN : authType, engine);
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
