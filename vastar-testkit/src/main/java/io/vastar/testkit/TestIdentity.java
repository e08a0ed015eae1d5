// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/**
 * A private key and the certificates that belong to it; issued by a {@link TestCa}.
 *
 * @param chain its own first, the CA's left out
 */
public record TestIdentity(PrivateKey key, List<X509Certificate> chain) {
    /** The chain as PEM. */
    public String chainPem() {
        StringBuilder pem = new StringBuilder();
        chain.forEach(certificate -> pem.append(pem(certificate)));
        return pem.toString();
    }

    /** The key as PEM, PKCS#8. */
    public String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /** Writes {@link #chainPem()}. */
    public Path writeChain(Path file) {
        return write(file, chainPem());
    }

    /** Writes {@link #keyPem()}. */
    public Path writeKey(Path file) {
        return write(file, keyPem());
    }

    /** PKCS#12, for servers and clients of the JDK. */
    public KeyStore keyStore(String password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("own", key, password.toCharArray(), chain.toArray(X509Certificate[]::new));
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a key store cannot be made", e);
        }
    }

    static String pem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate cannot be encoded", e);
        }
    }

    private static String pem(String type, byte[] bytes) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }

    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
