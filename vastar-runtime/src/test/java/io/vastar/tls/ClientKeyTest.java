// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vastar.spi.ConfigurationException;
import io.vastar.testkit.RealServers;
import io.vastar.testkit.TestCa;
import io.vastar.testkit.TestIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientKeyTest {
    private static final TestCa CA = TestCa.create("Test CA");

    @TempDir
    Path directory;

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private void openssl(String... arguments) throws Exception {
        assumeTrue(RealServers.find("openssl").isPresent(), "openssl is not installed: apt-get install openssl");
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    private TestIdentity write(String algorithm) {
        TestIdentity identity = algorithm.equals("RSA") ? CA.rsaClient("bob") : CA.client("alice");
        identity.writeChain(directory.resolve("client.pem"));
        identity.writeKey(directory.resolve("client.key"));
        return identity;
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void shouldReadEveryFormOfKeyThatOpensslWrites(String algorithm) throws Exception {
        TestIdentity identity = write(algorithm);
        assertThat(secret(ClientKey.read(file("client.pem"), file("client.key"), null)))
                .isEqualTo(secret(identity.key()));
        openssl("pkey", "-in", "client.key", "-traditional", "-out", "old.key");
        assertThat(Files.readString(directory.resolve("old.key"))).contains("BEGIN " + algorithm + " PRIVATE KEY");
        assertThat(secret(ClientKey.read(file("client.pem"), file("old.key"), null)))
                .isEqualTo(secret(identity.key()));
        for (String cipher : List.of("aes-256-cbc", "aes-128-cbc")) {
            openssl(
                    "pkcs8",
                    "-topk8",
                    "-in",
                    "client.key",
                    "-v2",
                    cipher,
                    "-passout",
                    "pass:secret",
                    "-out",
                    "enc.key");
            assertThat(secret(ClientKey.read(file("client.pem"), file("enc.key"), "secret")))
                    .as(cipher)
                    .isEqualTo(secret(identity.key()));
        }
        openssl(
                "pkcs12",
                "-export",
                "-in",
                "client.pem",
                "-inkey",
                "client.key",
                "-passout",
                "pass:secret",
                "-out",
                "c.p12");
        assertThat(secret(ClientKey.read(file("c.p12"), null, "secret"))).isEqualTo(secret(identity.key()));
        assertThat(ClientKey.read(file("c.p12"), null, "secret").getCertificateChain("client"))
                .containsExactly(identity.chain().get(0));
    }

    @Test
    void shouldFindTheKeyInTheFileOfTheCertificate() throws IOException {
        TestIdentity identity = CA.client("alice");
        Files.writeString(directory.resolve("both.pem"), "Bag Attributes\n" + identity.keyPem() + identity.chainPem());
        assertThat(secret(ClientKey.read(file("both.pem"), null, null))).isEqualTo(secret(identity.key()));
    }

    @Test
    void shouldSayWhatIsWrongWithFiles() throws Exception {
        write("EC");
        refused(file("nowhere.pem"), null, null, "--cert (cert of @Tls): there is no file", "check the path");
        refused(file("client.key"), null, null, "has no certificate, only PRIVATE KEY");
        refused(file("client.pem"), null, null, "has no private key; give the file that has it with --key");
        refused(file("client.pem"), file("client.pem"), null, "--key:", "has no private key, only CERTIFICATE");
        Files.writeString(directory.resolve("noise"), "this is no key");
        refused(file("noise"), null, null, "is neither PEM nor PKCS#12 nor JKS");
        Files.writeString(directory.resolve("cut.key"), "-----BEGIN PRIVATE KEY-----\nabcd\n");
        refused(file("client.pem"), file("cut.key"), null, "is damaged", "has no end");
        CA.client("mallory").writeKey(directory.resolve("other.key"));
        refused(file("client.pem"), file("other.key"), null, "does not belong to the certificate", "CN=alice");
    }

    @Test
    void shouldSayWhatIsWrongWithPasswordsAndNotShowThem() throws Exception {
        write("EC");
        openssl(
                "pkcs8",
                "-topk8",
                "-in",
                "client.key",
                "-v2",
                "aes-256-cbc",
                "-passout",
                "pass:s3cret",
                "-out",
                "enc.key");
        refused(file("client.pem"), file("enc.key"), null, "is encrypted; give its password with --key-password");
        refused(file("client.pem"), file("enc.key"), "hunter2", "--key-password does not open the key");
        openssl(
                "pkcs12",
                "-export",
                "-in",
                "client.pem",
                "-inkey",
                "client.key",
                "-passout",
                "pass:s3cret",
                "-out",
                "c.p12");
        refused(file("c.p12"), null, "hunter2", "cannot be opened with the password of --key-password");
        openssl("pkcs8", "-topk8", "-in", "client.key", "-v2", "des3", "-passout", "pass:s3cret", "-out", "des.key");
        refused(file("client.pem"), file("des.key"), "s3cret", "ENCRYPTED PRIVATE KEY", "pkcs8 -topk8 -v2 aes-256-cbc");
        openssl("ec", "-in", "client.key", "-aes256", "-passout", "pass:s3cret", "-out", "old.key");
        if (Files.readString(directory.resolve("old.key")).contains("DEK-Info")) {
            refused(
                    file("client.pem"),
                    file("old.key"),
                    "s3cret",
                    "encrypted in the old way of OpenSSL",
                    "pkcs8 -topk8");
        }
    }

    @Test
    void shouldReadTrustedCertificatesInEveryForm() throws Exception {
        CA.write(directory.resolve("ca.pem"));
        Files.write(directory.resolve("ca.der"), CA.certificate().getEncoded());
        java.security.KeyStore jks = java.security.KeyStore.getInstance("JKS");
        jks.load(null, null);
        jks.setCertificateEntry("ca", CA.certificate());
        try (OutputStream out = Files.newOutputStream(directory.resolve("ca.jks"))) {
            jks.store(out, "changeit".toCharArray());
        }
        for (String form : List.of("ca.pem", "ca.der", "ca.jks")) {
            assertThat(TrustAnchors.ofFile(file(form), null).getAcceptedIssuers())
                    .as(form)
                    .containsExactly(CA.certificate());
        }
        assertThatThrownBy(() -> TrustAnchors.ofFile(file("none.pem"), null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--cacert (caCert of @Tls): there is no file");
    }

    private static BigInteger secret(ClientKey key) {
        return secret(key.getPrivateKey("client"));
    }

    /** Encodings of the same key differ in whether they repeat the public half. */
    private static BigInteger secret(PrivateKey key) {
        return key instanceof ECPrivateKey ec ? ec.getS() : ((RSAPrivateKey) key).getPrivateExponent();
    }

    private static void refused(String cert, String key, String password, String... words) {
        assertThatThrownBy(() -> ClientKey.read(cert, key, password))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(words)
                .satisfies(e -> assertThat(password == null || !e.getMessage().contains(password))
                        .isTrue());
    }
}
