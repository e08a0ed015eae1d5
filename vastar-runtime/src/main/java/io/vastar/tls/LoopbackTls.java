// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import io.vastar.spi.TlsSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Both sides of TLS for self-warm-up, by the implementation and the versions that a run to a target will use. Needs none of
 * the user's files: the server shows a certificate that comes with this jar, whose key is no secret, and the client takes any.
 * Engines are made by one thread.
 */
public final class LoopbackTls {
    private static final String IDENTITY = "self-warm-up.pem";
    private static final String NAME = "localhost";

    /** Of so many connections, one is met by a server that knows no session, so that full handshakes are warm, too. */
    private static final int FORGETS_EVERY = 4;

    private final TlsProvider provider;
    private final TlsSpec clientSpec;
    private final String[] protocols;
    private final SSLContext remembering;
    private final SSLContext forgetful;
    private int engines;

    private LoopbackTls(TlsProvider provider, TlsSpec clientSpec, String protocol) throws GeneralSecurityException {
        this.provider = provider;
        this.clientSpec = clientSpec;
        protocols = new String[] {protocol};
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509", "SunJSSE");
        keys.init(identity(), new char[0]);
        remembering = provider.newContext();
        remembering.init(keys.getKeyManagers(), null, null);
        forgetful = provider.newContext();
        forgetful.init(keys.getKeyManagers(), null, null);
    }

    /**
     * @param spec and host of the user's target
     * @param protocol to agree on by ALPN
     * @throws io.vastar.spi.ConfigurationException as {@link TlsClient#of}, files apart
     */
    public static LoopbackTls of(TlsSpec spec, String host, String protocol) {
        TlsChoice choice = TlsChoice.of(spec, host);
        List<String> versions = choice.versions();
        TlsSpec clientSpec = TlsSpec.NONE
                .insecure(true)
                .serverName(NAME)
                .provider(choice.provider().id())
                .resumption(!Boolean.FALSE.equals(spec.resumption()))
                .minVersion(number(versions.get(0)))
                .maxVersion(number(versions.get(versions.size() - 1)));
        try {
            return new LoopbackTls(choice.provider(), clientSpec, protocol);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up for the self-warm-up: " + e.getMessage(), e);
        }
    }

    private static String number(String version) {
        return version.substring("TLSv".length());
    }

    private static KeyStore identity() throws GeneralSecurityException {
        try (InputStream stream = LoopbackTls.class.getResourceAsStream(IDENTITY)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks " + IDENTITY + "; shade its resources, too");
            }
            PemFile pem = PemFile.parse(stream.readAllBytes());
            List<X509Certificate> chain = CertificateFiles.ofPem(pem, IDENTITY, "self-warm-up");
            PrivateKey key = new PrivateKeys(IDENTITY, null).find(pem);
            // unlike PKCS#12, which would spend the warm-up's time on hashing the password
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, null);
            store.setKeyEntry(NAME, key, new char[0], chain.toArray(X509Certificate[]::new));
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(IDENTITY + " cannot be read from the jar", e);
        }
    }

    /** How the client has to speak. */
    public TlsSpec clientSpec() {
        return clientSpec;
    }

    /** Of one connection, as the server, with the handshake begun. */
    public SSLEngine newEngine() {
        SSLContext context = ++engines % FORGETS_EVERY == 0 ? forgetful : remembering;
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        engine.setSSLParameters(parameters);
        provider.configure(engine, true);
        try {
            engine.beginHandshake();
        } catch (IOException e) {
            throw new UncheckedIOException("TLS cannot begin", e);
        }
        return engine;
    }
}
