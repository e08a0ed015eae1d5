// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import io.vastar.spi.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whose certificates are believed: those of a file, or those that this JVM or this machine believes. */
final class TrustAnchors {
    /** Debian, Fedora, Alpine and macOS, Go's list in short. A company's own CA is often installed here alone. */
    private static final List<Path> OF_MACHINE = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/cert.pem"));

    private TrustAnchors() {}

    static X509ExtendedTrustManager ofFile(String file, String password) {
        return managerOf(CertificateFiles.certificates(file, "--cacert", password));
    }

    /** The JVM's and the machine's together; the JVM's alone where {@code javax.net.ssl.trustStore} names them. */
    static X509ExtendedTrustManager ofSystem() {
        X509ExtendedTrustManager ofJvm = manager(null);
        if (System.getProperty("javax.net.ssl.trustStore") != null) {
            return ofJvm;
        }
        Set<X509Certificate> anchors = new LinkedHashSet<>(List.of(ofJvm.getAcceptedIssuers()));
        return anchors.addAll(ofMachine()) ? managerOf(anchors) : ofJvm;
    }

    private static List<X509Certificate> ofMachine() {
        for (Path bundle : OF_MACHINE) {
            if (Files.isReadable(bundle)) {
                try {
                    PemFile pem = PemFile.parse(Files.readAllBytes(bundle));
                    return CertificateFiles.ofPem(pem, bundle.toString(), "the machine's certificates");
                } catch (IOException | IllegalArgumentException | ConfigurationException e) {
                    // a broken bundle must not be in the way of a target that the JVM knows
                    return List.of();
                }
            }
        }
        return List.of();
    }

    private static X509ExtendedTrustManager managerOf(Collection<X509Certificate> anchors) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (X509Certificate anchor : anchors) {
                store.setCertificateEntry("ca" + number++, anchor);
            }
            return manager(store);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot keep certificates: " + e.getMessage(), e);
        }
    }

    /** @param store null for the JVM's */
    private static X509ExtendedTrustManager manager(KeyStore store) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX", "SunJSSE");
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return extended;
                }
            }
            throw new IllegalStateException("this JVM checks no certificates");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot check certificates: " + e.getMessage(), e);
        }
    }
}
