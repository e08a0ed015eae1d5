// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.plan.Overrides;
import io.vastar.spi.TlsSpec;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How to speak TLS to an https target. Names are those of curl, oha and k6 where they have one. */
final class TlsFlags {
    @Option(
            names = {"-k", "--insecure"},
            description = "Accept any certificate of the target.")
    private boolean insecure;

    @Option(
            names = "--cacert",
            paramLabel = "FILE",
            description = "Certificates of the issuers to trust (PEM, PKCS#12 or JKS), in the place of those that this"
                    + " machine and the JVM trust.")
    private String caCert;

    @Option(
            names = {"-E", "--cert"},
            paramLabel = "FILE",
            description = "The client's certificate, with the chain behind it (PEM), or a PKCS#12 file with its key.")
    private String cert;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "The client's private key (PEM: PKCS#8, PKCS#1 or EC). Default: the one in the file of --cert.")
    private String key;

    @Option(
            names = "--key-password",
            paramLabel = "PASSWORD",
            description = "Opens the key, or the PKCS#12 or JKS file. Never shown again.")
    private String keyPassword;

    @Option(
            names = "--tls-min",
            paramLabel = "VERSION",
            description = "Lowest version of TLS: 1.2 or 1.3. Default: 1.2.")
    private String minVersion;

    @Option(
            names = "--tls-max",
            paramLabel = "VERSION",
            description = "Highest version of TLS: 1.2 or 1.3. Default: 1.3.")
    private String maxVersion;

    @Option(
            names = "--ciphers",
            paramLabel = "SUITES",
            split = ",",
            description = "Cipher suites to offer, by their IANA names, such as TLS_AES_128_GCM_SHA256.")
    private List<String> ciphers = new ArrayList<>();

    @Option(
            names = "--tls-groups",
            paramLabel = "GROUPS",
            split = ",",
            description = "Groups to offer for the key exchange, the best one first: X25519, P-256, P-384, P-521,"
                    + " X25519MLKEM768. Default: the first four with conscrypt, and the JVM's with jdk.")
    private List<String> groups = new ArrayList<>();

    @Option(
            names = "--sni",
            paramLabel = "NAME",
            description = "Server name to send, and to find in the certificate, in the place of the URL's host.")
    private String serverName;

    @Option(
            names = "--no-tls-resumption",
            description = "Make every handshake a full one, as with new clients, also where an earlier session could be"
                    + " resumed.")
    private boolean noResumption;

    @Option(
            names = "--tls-provider",
            paramLabel = "NAME",
            description = "Implementation of TLS: conscrypt (BoringSSL, native), jdk, or auto, which is conscrypt where"
                    + " it can be loaded. Default: auto.")
    private String provider;

    /** The request over TLS as these flags say. */
    Overrides.Request on(Overrides.Request request) {
        TlsSpec said = new TlsSpec(
                insecure ? Boolean.TRUE : null,
                caCert,
                cert,
                key,
                keyPassword,
                minVersion,
                maxVersion,
                ciphers.isEmpty() ? null : ciphers,
                groups.isEmpty() ? null : groups,
                serverName,
                noResumption ? Boolean.FALSE : null,
                provider);
        return request.withTransport(request.transport().with(said));
    }
}
