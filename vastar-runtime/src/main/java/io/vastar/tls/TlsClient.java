// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import io.vastar.spi.TlsSpec;
import io.vastar.wire.Connector;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * One way of speaking TLS to one target: what the user said, checked, with all files read. Its connections share the sessions
 * that they resume. Immutable; any thread.
 */
public final class TlsClient {
    /** A session of TLS 1.3 resumes one connection only, and hundreds may open at once; Conscrypt would keep 10. */
    private static final int MOST_SESSIONS = 1024;

    private final TlsProvider provider;
    private final SSLContext context;
    private final String peerName;
    private final int port;
    private final String sentName;
    private final String[] versions;
    private final String[] cipherSuites;
    private final String[] namedGroups;
    private final boolean verifies;
    private final boolean resumption;
    private final TlsFailures failures;
    private final AtomicInteger unresumed = new AtomicInteger(1 << 16);

    private TlsClient(TlsSpec spec, TlsChoice choice, String peerName, int port) {
        this.peerName = peerName;
        this.port = port;
        provider = choice.provider();
        versions = choice.versions().toArray(String[]::new);
        cipherSuites = choice.cipherSuites();
        namedGroups = choice.namedGroups();
        sentName = choice.sentName();
        verifies = !Boolean.TRUE.equals(spec.insecure());
        resumption = !Boolean.FALSE.equals(spec.resumption());
        failures = new TlsFailures(String.join(" or ", choice.versions()), sentName, spec.cert() != null);
        context = choice.context();
        X509ExtendedTrustManager checks = !verifies
                ? null
                : spec.caCert() == null
                        ? TrustAnchors.ofSystem()
                        : TrustAnchors.ofFile(spec.caCert(), spec.cert() == null ? spec.keyPassword() : null);
        TargetTrust trust = new TargetTrust(checks, peerName, spec.caCert() != null);
        KeyManager[] keys = spec.cert() == null
                ? new KeyManager[0]
                : new KeyManager[] {ClientKey.read(spec.cert(), spec.key(), spec.keyPassword())};
        try {
            context.init(keys, new TrustManager[] {trust}, null);
            context.getClientSessionContext().setSessionCacheSize(resumption ? MOST_SESSIONS : 1);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the files that the user named.
     *
     * @param host of the URL, name or address
     * @throws io.vastar.spi.ConfigurationException when it cannot be done: what, where, what to do
     */
    public static TlsClient of(TlsSpec spec, String host, int port) {
        TlsChoice choice = TlsChoice.of(spec, host);
        HandshakePool.prepare();
        return new TlsClient(spec, choice, spec.serverName() == null ? host : spec.serverName(), port);
    }

    /**
     * TLS over another way of connecting.
     *
     * @param protocols offered by ALPN (RFC 7301), the best one first, such as {@code h2} and {@code http/1.1}; none offers none
     */
    public Connector.Factory over(Connector.Factory below, List<String> protocols) {
        List<String> offered = List.copyOf(protocols);
        SSLParameters parameters = parameters(offered);
        return new Connector.Factory() {
            @Override
            public Connector create() {
                return new TlsConnector(below.create(), TlsClient.this, parameters);
            }

            @Override
            public String security() {
                return provider.id() + " " + String.join(",", versions);
            }
        };
    }

    /** Of one connection, as a client; engines only read the parameters, and to make them anew each time would cost a lot. */
    SSLEngine newEngine(SSLParameters parameters) {
        // sessions are kept under name and port; a port of its own has none
        SSLEngine engine = context.createSSLEngine(peerName, resumption ? port : unresumed.incrementAndGet());
        engine.setUseClientMode(true);
        engine.setSSLParameters(parameters);
        provider.configure(engine, resumption);
        return engine;
    }

    private SSLParameters parameters(List<String> protocols) {
        SSLParameters parameters = new EngineParameters(namedGroups);
        parameters.setProtocols(versions);
        parameters.setCipherSuites(cipherSuites);
        parameters.setServerNames(sentName == null ? List.of() : List.of(new SNIHostName(sentName)));
        if (verifies) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        parameters.setApplicationProtocols(protocols.toArray(String[]::new));
        return parameters;
    }

    /** What was agreed on by ALPN; null for nothing. */
    String applicationProtocol(SSLEngine engine) {
        String protocol = provider.applicationProtocol(engine);
        return protocol == null || protocol.isEmpty() ? null : protocol;
    }

    /** The connection is over; its outbound half is closed. */
    void release(SSLEngine engine) {
        provider.release(engine);
    }

    /** {@code conscrypt} or {@code jdk}. */
    String providerName() {
        return provider.id();
    }

    TlsFailures failures() {
        return failures;
    }
}
