// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import io.vastar.spi.ConfigurationException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The client's certificate and its key. It is sent whenever the target asks for one, whatever issuers the target names: what
 * the user gave is meant to be used, and the target says best what it does not like about it.
 */
final class ClientKey extends X509ExtendedKeyManager {
    private static final String ALIAS = "client";
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private final X509Certificate[] chain;
    private final PrivateKey key;

    private ClientKey(X509Certificate[] chain, PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    /**
     * @param keyFile null when the key is in the same file as the certificate
     * @param password null for none
     */
    static ClientKey read(String certFile, String keyFile, String password) {
        byte[] bytes = CertificateFiles.read(certFile, "--cert");
        if (!PemFile.isPem(bytes)) {
            if (keyFile != null) {
                throw new ConfigurationException("--cert: '" + certFile + "' is a key store, which has its own key;"
                        + " leave out --key, or give the certificate as PEM");
            }
            return ofStore(CertificateFiles.store(bytes, certFile, "--cert", password), certFile, password);
        }
        PemFile certPem = CertificateFiles.pem(bytes, certFile, "--cert");
        List<X509Certificate> certificates = CertificateFiles.ofPem(certPem, certFile, "--cert");
        String keyPlace = keyFile == null ? certFile : keyFile;
        PemFile keyPem = keyFile == null
                ? certPem
                : CertificateFiles.pem(CertificateFiles.read(keyFile, "--key"), keyFile, "--key");
        PrivateKey key = new PrivateKeys(keyPlace, password).find(keyPem);
        if (key == null) {
            throw new ConfigurationException(
                    keyFile == null
                            ? "--cert: '" + certFile + "' has no private key; give the file that has it with --key"
                            : "--key: '" + keyFile + "' has no private key, only " + keyPem.types()
                                    + "; it takes PEM blocks such as -----BEGIN PRIVATE KEY-----");
        }
        checkPair(certificates.get(0), key, certFile, keyPlace);
        return new ClientKey(certificates.toArray(X509Certificate[]::new), key);
    }

    private static ClientKey ofStore(KeyStore store, String file, String password) {
        char[] letters = password == null ? new char[0] : password.toCharArray();
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getKey(alias, letters) instanceof PrivateKey key) {
                    Certificate[] chain = store.getCertificateChain(alias);
                    return new ClientKey(Arrays.copyOf(chain, chain.length, X509Certificate[].class), key);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException(
                    "--cert: the key in '" + file + "' cannot be opened; check --key-password: " + e.getMessage(), e);
        }
        throw new ConfigurationException(
                "--cert: '" + file + "' has certificates, but no private key; export it with" + " its key");
    }

    private static void checkPair(X509Certificate certificate, PrivateKey key, String certFile, String keyFile) {
        String algorithm = SIGNATURES.get(key.getAlgorithm());
        boolean pair = certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm());
        try {
            if (pair && algorithm != null) {
                byte[] text = {1, 2, 3};
                Signature signature = Signature.getInstance(algorithm);
                signature.initSign(key);
                signature.update(text);
                byte[] signed = signature.sign();
                signature.initVerify(certificate.getPublicKey());
                signature.update(text);
                pair = signature.verify(signed);
            }
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException(
                    "--key: the key in '" + keyFile + "' cannot be used: " + e.getMessage(), e);
        }
        if (!pair) {
            throw new ConfigurationException("--key: the key in '" + keyFile
                    + "' does not belong to the certificate in '"
                    + certFile + "' (" + certificate.getSubjectX500Principal().getName() + ")"
                    + "; the client's own certificate has to come first in its file");
        }
    }

    private String alias(String... keyTypes) {
        String own = key.getAlgorithm();
        for (String type : keyTypes) {
            if (type.equals(own) || type.startsWith(own + "_") || own.equals("EdDSA") && type.startsWith("Ed")) {
                return ALIAS;
            }
        }
        return null;
    }

    @Override
    public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return alias(keyTypes);
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return alias(keyTypes);
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        String alias = alias(keyType);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return chain.clone();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return key;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
