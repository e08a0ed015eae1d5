// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import io.vastar.spi.ErrorKind;
import io.vastar.wire.WireException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** What a failure of TLS means to a user. Slow path. */
final class TlsFailures {
    /** The JDK's words for an alert that was received, then those of BoringSSL. */
    private static final Pattern ALERT =
            Pattern.compile("Received fatal alert: (\\w+)|(?:SSLV3|TLSV1\\d?)_ALERT_(\\w+)|TLSV1_(UNRECOGNIZED_NAME)");

    private static final Pattern REASON = Pattern.compile("OPENSSL_internal:(\\w+)");
    private static final int MOST_EXCERPT = 40;

    private final String versions;
    private final String serverName;
    private final boolean hasClientKey;

    /**
     * @param versions that this client offers
     * @param serverName that it sends; null for none
     */
    TlsFailures(String versions, String serverName, boolean hasClientKey) {
        this.versions = versions;
        this.serverName = serverName;
        this.hasClientKey = hasClientKey;
    }

    WireException ofHandshake(SSLException e, Verification verification) {
        if (verification.complaint() != null) {
            return new WireException(ErrorKind.TLS, verification.complaint(), e);
        }
        return new WireException(ErrorKind.TLS, words(e, "the TLS handshake failed"), e);
    }

    WireException ofRead(SSLException e) {
        return new WireException(ErrorKind.TLS, words(e, "TLS cannot read what came"), e);
    }

    WireException ofWrite(SSLException e) {
        return new WireException(ErrorKind.TLS, words(e, "TLS cannot send"), e);
    }

    /** @param heard whether the target had said anything */
    WireException closed(boolean heard) {
        return new WireException(
                ErrorKind.TLS,
                heard
                        ? "the target closed the connection in the middle of the TLS handshake"
                        : "the target closed the connection when the TLS handshake began; does this port speak TLS?");
    }

    /** The target's first bytes are no TLS. */
    WireException foreign(ByteBuffer bytes) {
        StringBuilder excerpt = new StringBuilder();
        for (int at = bytes.position(); at < bytes.limit() && excerpt.length() < MOST_EXCERPT; at++) {
            char c = (char) (bytes.get(at) & 0xff);
            if (c == '\r' || c == '\n') {
                break;
            }
            excerpt.append(c >= ' ' && c < 127 ? c : '?');
        }
        boolean http = excerpt.toString().startsWith("HTTP/");
        return new WireException(
                ErrorKind.TLS,
                "the target does not answer in TLS but with '" + excerpt + "': this looks like "
                        + (http
                                ? "plain HTTP; write http:// for this port"
                                : "another protocol; is it the right port?"));
    }

    private String words(SSLException e, String otherwise) {
        String text = String.valueOf(e.getMessage());
        Matcher alert = ALERT.matcher(text);
        if (alert.find()) {
            String name = alert.group(1) != null ? alert.group(1) : alert.group(2);
            return ofAlert((name == null ? alert.group(3) : name).toLowerCase(Locale.ROOT));
        }
        Matcher reason = REASON.matcher(text);
        String detail = reason.find() ? reason.group(1).toLowerCase(Locale.ROOT).replace('_', ' ') : text;
        if (detail.contains("protocol version") || detail.equals("unsupported protocol")) {
            return "the target does not speak " + versions + " (--tls-min, --tls-max): " + detail;
        }
        if (detail.contains("no application protocol")) {
            return "the target chose an application protocol that was not offered";
        }
        return otherwise + ": " + detail.lines().findFirst().orElse("");
    }

    private String ofAlert(String alert) {
        String said = "the target refused with the TLS alert " + alert;
        return said
                + switch (alert) {
                    case "handshake_failure" ->
                        ": no cipher suite (--ciphers) or group (--tls-groups) in common"
                                + (hasClientKey ? "" : ", or it asks for a client certificate (--cert, --key)");
                    case "insufficient_security" -> ": it wants stronger cipher suites; see --ciphers";
                    case "protocol_version" -> ": it does not speak " + versions + "; see --tls-min and --tls-max";
                    case "certificate_required" -> ": it asks for a client certificate; pass --cert and --key";
                    case "bad_certificate", "unsupported_certificate", "certificate_unknown", "unknown_ca" ->
                        hasClientKey
                                ? ": it does not accept the certificate of --cert"
                                : ": it asks for a client certificate; pass --cert and --key";
                    case "certificate_expired", "certificate_revoked", "access_denied" ->
                        ", about the client certificate of --cert";
                    case "unrecognized_name" ->
                        serverName == null
                                ? ": it wants to hear a server name; pass --sni NAME"
                                : ": it does not know the server name '" + serverName
                                        + "'; pass another one with --sni";
                    case "no_application_protocol" -> ": it speaks none of the offered application protocols";
                    default -> "";
                };
    }
}
