// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Says why a certificate was refused, and what can be done. */
final class CertificateFault {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final int MOST_NAMES = 5;

    private final X509Certificate[] chain;
    private final String name;
    private final boolean ownAnchors;
    private final CertificateException cause;

    CertificateFault(X509Certificate[] chain, String name, boolean ownAnchors, CertificateException cause) {
        this.chain = chain;
        this.name = name;
        this.ownAnchors = ownAnchors;
        this.cause = cause;
    }

    String words() {
        if (chain.length == 0) {
            return "the target showed no certificate";
        }
        Instant now = Instant.now();
        for (X509Certificate certificate : chain) {
            Instant from = certificate.getNotBefore().toInstant();
            Instant to = certificate.getNotAfter().toInstant();
            if (now.isAfter(to)) {
                return "the target's certificate" + of(certificate) + " expired on " + to
                        + "; renew it, or pass --insecure";
            }
            if (now.isBefore(from)) {
                return "the target's certificate" + of(certificate) + " is valid only from " + from
                        + " on; check this machine's clock, or pass --insecure";
            }
        }
        X509Certificate leaf = chain[0];
        if (isOfName()) {
            return "the target's certificate is for " + names(leaf) + ", not for " + name
                    + "; use a URL with one of its names, or pass --sni NAME or --insecure";
        }
        if (chain.length == 1 && leaf.getSubjectX500Principal().equals(leaf.getIssuerX500Principal())) {
            return "the target's certificate" + of(leaf)
                    + " is self-signed and not trusted; pass it as --cacert FILE (caCert of @Tls), or pass --insecure";
        }
        X509Certificate last = chain[chain.length - 1];
        return isOfPath()
                ? "the target's certificate" + of(leaf) + " is issued by '"
                        + last.getIssuerX500Principal().getName() + "', whom "
                        + (ownAnchors ? "the file of --cacert does not have" : "this machine does not trust")
                        + "; pass its certificate as --cacert FILE (caCert of @Tls), or pass --insecure"
                : "the target's certificate" + of(leaf) + " is refused: " + cause.getMessage()
                        + "; pass --insecure to accept it";
    }

    private static String of(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName();
        return subject.isEmpty() ? "" : " '" + subject + "'";
    }

    private boolean isOfName() {
        String text = String.valueOf(cause.getMessage());
        return text.startsWith("No subject alternative")
                || text.startsWith("No name matching")
                || text.startsWith("Illegal given domain name");
    }

    private boolean isOfPath() {
        String text = String.valueOf(cause.getMessage());
        return text.contains("unable to find valid certification path")
                || text.contains("Path does not chain")
                || text.contains("path validation failed: java.security.cert.CertPathValidatorException: Path");
    }

    private static String names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            for (List<?> each : all == null ? List.<List<?>>of() : all) {
                if (each.get(0) instanceof Integer type && (type == DNS_NAME || type == IP_ADDRESS)) {
                    names.add(String.valueOf(each.get(1)));
                }
            }
        } catch (CertificateParsingException e) {
            names.clear();
        }
        if (names.isEmpty()) {
            return "'" + certificate.getSubjectX500Principal().getName() + "'";
        }
        String more = names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more names" : "";
        return String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size()))) + more;
    }
}
