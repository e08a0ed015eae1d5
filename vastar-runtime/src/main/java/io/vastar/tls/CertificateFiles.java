// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import io.vastar.spi.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads certificates from files as people have them: PEM, DER, PKCS#12, JKS. */
final class CertificateFiles {
    private static final int JKS_MAGIC = 0xfeedfeed;
    private static final int DER_SEQUENCE = 0x30;

    private CertificateFiles() {}

    /** @param flag names the file in messages */
    static byte[] read(String file, String flag) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (NoSuchFileException e) {
            Path path = Path.of(file);
            throw new ConfigurationException(
                    flag + " (" + (flag.equals("--cacert") ? "caCert" : flag.substring(2))
                            + " of @Tls): there is no file '" + file + "'"
                            + (path.isAbsolute() ? "" : " in " + Path.of("").toAbsolutePath()) + "; check the path",
                    e);
        } catch (IOException | InvalidPathException e) {
            throw new ConfigurationException(flag + ": '" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** Every certificate of a file. */
    static List<X509Certificate> certificates(String file, String flag, String password) {
        byte[] bytes = read(file, flag);
        if (PemFile.isPem(bytes)) {
            return ofPem(pem(bytes, file, flag), file, flag);
        }
        X509Certificate single = single(bytes);
        return single == null ? ofStore(store(bytes, file, flag, password), file, flag) : List.of(single);
    }

    static PemFile pem(byte[] bytes, String file, String flag) {
        try {
            return PemFile.parse(bytes);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(flag + ": '" + file + "' is damaged: " + e.getMessage(), e);
        }
    }

    static List<X509Certificate> ofPem(PemFile pem, String file, String flag) {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (PemFile.Block block : pem.blocks()) {
                if (block.type().equals("CERTIFICATE") || block.type().equals("X509 CERTIFICATE")) {
                    certificates.add(
                            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
                }
            }
        } catch (CertificateException e) {
            throw new ConfigurationException(
                    flag + ": certificate " + (certificates.size() + 1) + " in '" + file + "' cannot be read: "
                            + e.getMessage(),
                    e);
        }
        if (certificates.isEmpty()) {
            throw new ConfigurationException(flag + ": '" + file + "' has no certificate, only " + pem.types()
                    + "; it takes blocks that begin with -----BEGIN CERTIFICATE-----");
        }
        return certificates;
    }

    private static X509Certificate single(byte[] bytes) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
        } catch (CertificateException e) {
            return null;
        }
    }

    /** @param password null for none */
    static KeyStore store(byte[] bytes, String file, String flag, String password) {
        String type = type(bytes);
        if (type == null) {
            throw new ConfigurationException(
                    flag + ": '" + file + "' is neither PEM nor PKCS#12 nor JKS; convert it with openssl or keytool");
        }
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(new ByteArrayInputStream(bytes), password == null ? null : password.toCharArray());
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigurationException(
                    flag + ": '" + file + "' (" + type + ") cannot be opened"
                            + (password == null
                                    ? "; give its password with --key-password"
                                    : " with the password of --key-password; check it")
                            + ": " + e.getMessage(),
                    e);
        }
    }

    private static String type(byte[] bytes) {
        if (bytes.length < Integer.BYTES) {
            return null;
        }
        int magic = (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        return magic == JKS_MAGIC ? "JKS" : bytes[0] == DER_SEQUENCE ? "PKCS12" : null;
    }

    private static List<X509Certificate> ofStore(KeyStore store, String file, String flag) {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                Certificate[] chain = store.getCertificateChain(alias);
                for (Certificate each : chain == null ? new Certificate[] {store.getCertificate(alias)} : chain) {
                    if (each instanceof X509Certificate certificate) {
                        certificates.add(certificate);
                    }
                }
            }
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException(flag + ": '" + file + "' cannot be read: " + e.getMessage(), e);
        }
        if (certificates.isEmpty()) {
            throw new ConfigurationException(flag + ": '" + file + "' has no certificate that can be read without a"
                    + " password; give it with --key-password, or export the certificates as PEM");
        }
        return certificates;
    }
}
