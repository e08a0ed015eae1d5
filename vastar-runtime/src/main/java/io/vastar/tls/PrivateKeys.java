// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import io.vastar.spi.ConfigurationException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Reads private keys from PEM: PKCS#8, plain or encrypted, PKCS#1 (RSA) and SEC 1 (EC). */
final class PrivateKeys {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS", "DSA");

    private final String file;
    private final char[] password;

    /** @param password null when none was given */
    PrivateKeys(String file, String password) {
        this.file = file;
        this.password = password == null ? null : password.toCharArray();
    }

    /** Null when the file has none. */
    PrivateKey find(PemFile pem) {
        for (PemFile.Block block : pem.blocks()) {
            if (block.type().endsWith("PRIVATE KEY")) {
                return read(block);
            }
        }
        return null;
    }

    private PrivateKey read(PemFile.Block block) {
        if (block.fields().containsKey("DEK-Info")) {
            throw new ConfigurationException("--key: '" + file + "' is encrypted in the old way of OpenSSL ("
                    + block.type() + " with DEK-Info); convert it with openssl pkcs8 -topk8 -in '" + file
                    + "' -out key.pem");
        }
        try {
            return switch (block.type()) {
                case "PRIVATE KEY" -> ofPkcs8(block.bytes());
                case "ENCRYPTED PRIVATE KEY" -> ofPkcs8(decrypted(block.bytes()));
                case "RSA PRIVATE KEY" -> ofPkcs8(Der.pkcs8OfRsa(block.bytes()));
                case "EC PRIVATE KEY" -> ofPkcs8(Der.pkcs8OfEc(block.bytes()));
                default -> throw new IllegalArgumentException("its format is not known");
            };
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    "--key: the " + block.type() + " in '" + file + "' cannot be read: " + e.getMessage()
                            + "; openssl pkcs8 -topk8 -v2 aes-256-cbc -in '" + file
                            + "' -out key.pem writes one that can be, if the file is whole",
                    e);
        }
    }

    private static PrivateKey ofPkcs8(byte[] encoded) throws GeneralSecurityException {
        InvalidKeySpecException last = null;
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                last = e;
            }
        }
        throw last;
    }

    private byte[] decrypted(byte[] encrypted) throws GeneralSecurityException, IOException {
        if (password == null) {
            throw new ConfigurationException(
                    "--key: '" + file + "' is encrypted; give its password with --key-password");
        }
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
        // PBES2 (RFC 8018) names a family; its parameters name the member
        String algorithm =
                info.getAlgName().equals("PBES2") ? info.getAlgParameters().toString() : info.getAlgName();
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.DECRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password)),
                info.getAlgParameters());
        try {
            return info.getKeySpec(cipher).getEncoded();
        } catch (InvalidKeySpecException e) {
            throw new ConfigurationException(
                    "--key-password does not open the key in '" + file + "'; check the password", e);
        }
    }
}
