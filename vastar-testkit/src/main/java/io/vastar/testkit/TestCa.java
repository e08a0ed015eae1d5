// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for tests: everything it issues is made in memory, with keys that are cheap to make. */
public final class TestCa {
    private static final Duration DAY = Duration.ofDays(1);

    private final KeyPair keys;
    private final X509Certificate certificate;

    private TestCa(String name) {
        keys = newKeys("EC");
        X500Name self = new X500Name("CN=" + name);
        certificate = issue(self, self, keys, keys, DAY.negated(), DAY, new String[0], true);
    }

    /** @param name its common name */
    public static TestCa create(String name) {
        return new TestCa(name);
    }

    /** For a server with these names, or addresses; valid from yesterday to tomorrow. */
    public TestIdentity server(String... names) {
        return server("EC", DAY.negated(), DAY, names);
    }

    /** With an RSA key. */
    public TestIdentity rsaServer(String... names) {
        return server("RSA", DAY.negated(), DAY, names);
    }

    /** One whose time is over. */
    public TestIdentity expiredServer(String... names) {
        return server("EC", DAY.multipliedBy(3).negated(), DAY.negated(), names);
    }

    /** One whose time has not begun. */
    public TestIdentity futureServer(String... names) {
        return server("EC", DAY, DAY.multipliedBy(3), names);
    }

    /** For a client of this name. */
    public TestIdentity client(String name) {
        return identity("EC", DAY.negated(), DAY, "CN=" + name);
    }

    /** For a client with an RSA key. */
    public TestIdentity rsaClient(String name) {
        return identity("RSA", DAY.negated(), DAY, "CN=" + name);
    }

    /** One that nobody but itself vouches for. */
    public static TestIdentity selfSigned(String... names) {
        KeyPair own = newKeys("EC");
        X500Name self = new X500Name("CN=" + names[0]);
        return new TestIdentity(
                own.getPrivate(), List.of(issue(self, self, own, own, DAY.negated(), DAY, names, false)));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** Its certificate as PEM. */
    public String pem() {
        return TestIdentity.pem(certificate);
    }

    /** Writes {@link #pem()}. */
    public Path write(Path file) {
        return TestIdentity.write(file, pem());
    }

    private TestIdentity server(String algorithm, Duration from, Duration to, String... names) {
        return identity(algorithm, from, to, "CN=" + names[0], names);
    }

    private TestIdentity identity(String algorithm, Duration from, Duration to, String subject, String... names) {
        KeyPair own = newKeys(algorithm);
        X500Name issuer = new X500Name(certificate.getSubjectX500Principal().getName());
        X509Certificate issued = issue(new X500Name(subject), issuer, own, keys, from, to, names, false);
        return new TestIdentity(own.getPrivate(), List.of(issued));
    }

    private static KeyPair newKeys(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no keys can be made", e);
        }
    }

    private static X509Certificate issue(
            X500Name subject,
            X500Name issuer,
            KeyPair own,
            KeyPair issuerKeys,
            Duration from,
            Duration to,
            String[] names,
            boolean isCa) {
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(64, new SecureRandom()),
                Date.from(now.plus(from)),
                Date.from(now.plus(to)),
                subject,
                own.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isCa));
            if (names.length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames(names));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate())));
        } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("no certificate can be made", e);
        }
    }

    private static GeneralNames alternativeNames(String[] names) {
        GeneralName[] all = new GeneralName[names.length];
        for (int i = 0; i < names.length; i++) {
            boolean address = names[i].indexOf(':') >= 0 || names[i].matches("[0-9.]+");
            all[i] = new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, names[i]);
        }
        return new GeneralNames(all);
    }
}
