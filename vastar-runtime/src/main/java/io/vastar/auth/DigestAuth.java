// SPDX-License-Identifier: Apache-2.0
package io.vastar.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Digest authentication (RFC 7616) of one connection: meets a challenge, and answers for each request after it with a count
 * of its own, until the server calls the nonce stale. Allocates only when challenged. Owned by one thread.
 */
public final class DigestAuth {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int COUNT_DIGITS = 8;

    private final String user;
    private final String password;
    private final boolean hashesBodies;
    private DigestChallenge challenge;
    private MessageDigest digest;
    private byte[] raw;
    private byte[] key;
    private byte[] bodyHash;
    private byte[] beforeUri;
    private byte[] beforeCount;
    private byte[] afterCount;
    private byte[] nonce;
    private byte[] cnonceAndQop;
    private final byte[] count = new byte[COUNT_DIGITS];
    private int requests;
    private byte[] uriHash;

    /**
     * @param credentials {@code user:password}
     * @param hashesBodies whether bodies can be hashed, where a server asks for that
     */
    public DigestAuth(String credentials, boolean hashesBodies) {
        this.hashesBodies = hashesBodies;
        int colon = credentials.indexOf(':');
        user = credentials.substring(0, colon);
        password = credentials.substring(colon + 1);
    }

    /** Whether a challenge is known, so that requests can be authorized. */
    public boolean isReady() {
        return challenge != null;
    }

    /**
     * Takes the challenge of a response with status 401.
     *
     * @param values of its WWW-Authenticate lines
     * @param authorized whether the request had an answer to an earlier challenge
     * @return whether the request shall be sent again; not when the server refuses the answer, or asks for what is not known
     */
    public boolean meet(List<String> values, boolean authorized) {
        DigestChallenge next = DigestChallenge.firstOf(values);
        if (next == null || (authorized && !next.stale()) || (!hashesBodies && next.hashesBody())) {
            challenge = null;
            return false;
        }
        meet(next, HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
        return true;
    }

    void meet(DigestChallenge next, String cnonce) {
        challenge = next;
        requests = 0;
        try {
            digest = MessageDigest.getInstance(next.algorithm());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has " + next.algorithm(), e);
        }
        raw = new byte[digest.getDigestLength()];
        bodyHash = new byte[2 * raw.length];
        uriHash = new byte[2 * raw.length];
        String ofUser = hash(user + ":" + next.realm() + ":" + password);
        key = ascii(next.session() ? hash(ofUser + ":" + next.nonce() + ":" + cnonce) : ofUser);
        nonce = utf8(next.nonce());
        StringBuilder head = new StringBuilder("Authorization: Digest ");
        appendUser(head, next);
        head.append(", realm=\"")
                .append(quoted(next.realm()))
                .append("\", nonce=\"")
                .append(quoted(next.nonce()));
        head.append('"');
        if (next.written() != null) {
            head.append(", algorithm=").append(next.written());
        }
        if (next.opaque() != null) {
            head.append(", opaque=\"").append(quoted(next.opaque())).append('"');
        }
        beforeUri = utf8(head.append(", uri=\"").toString());
        beforeCount = ascii(next.qop() == null ? "\"" : "\", qop=" + next.qop() + ", nc=");
        afterCount = ascii((next.qop() == null ? "" : ", cnonce=\"" + cnonce + "\"") + ", response=\"");
        cnonceAndQop = ascii(cnonce + ":" + next.qop() + ":");
    }

    private void appendUser(StringBuilder head, DigestChallenge next) {
        if (next.hashesUser()) {
            head.append("username=\"").append(hash(user + ":" + next.realm())).append("\", userhash=true");
        } else if (StandardCharsets.US_ASCII.newEncoder().canEncode(user)) {
            head.append("username=\"").append(quoted(user)).append('"');
        } else {
            head.append("username*=UTF-8''");
            for (byte b : utf8(user)) {
                head.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
    }

    private String hash(String text) {
        return HexFormat.of().formatHex(digest.digest(utf8(text)));
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** How many bytes {@link #authorize} writes at most. */
    public int mostBytes(int uriLength) {
        return beforeUri.length
                + uriLength
                + beforeCount.length
                + COUNT_DIGITS
                + afterCount.length
                + uriHash.length
                + 3;
    }

    /**
     * Writes the Authorization line of the next request, with its line end.
     *
     * @param request holds the method in its first {@code methodLength} bytes, one space, and the URI
     * @param body its position and limit are the body without transfer coding, and stay as they are
     */
    public void authorize(byte[] request, int methodLength, int uriLength, ByteBuffer body, ByteBuffer to) {
        int uri = methodLength + 1;
        hashUri(request, methodLength, uri, uriLength, body);
        to.put(beforeUri).put(request, uri, uriLength).put(beforeCount);
        digest.update(key);
        digest.update((byte) ':');
        digest.update(nonce);
        digest.update((byte) ':');
        if (challenge.qop() != null) {
            nextCount();
            to.put(count);
            digest.update(count);
            digest.update((byte) ':');
            digest.update(cnonceAndQop);
        }
        digest.update(uriHash);
        finish(bodyHash);
        to.put(afterCount).put(bodyHash).put((byte) '"').put((byte) '\r').put((byte) '\n');
    }

    private void hashUri(byte[] request, int methodLength, int uri, int uriLength, ByteBuffer body) {
        boolean withBody = challenge.hashesBody();
        if (withBody) {
            int from = body.position();
            digest.update(body);
            body.position(from);
            finish(bodyHash);
        }
        digest.update(request, 0, methodLength);
        digest.update((byte) ':');
        digest.update(request, uri, uriLength);
        if (withBody) {
            digest.update((byte) ':');
            digest.update(bodyHash);
        }
        finish(uriHash);
    }

    private void nextCount() {
        requests++;
        for (int i = COUNT_DIGITS - 1, rest = requests; i >= 0; i--, rest >>>= 4) {
            count[i] = HEX[rest & 15];
        }
    }

    /** Ends the digest in hexadecimal digits. */
    private void finish(byte[] hex) {
        try {
            digest.digest(raw, 0, raw.length);
        } catch (DigestException e) {
            throw new IllegalStateException("the array has the digest's length", e);
        }
        for (int i = 0; i < raw.length; i++) {
            hex[2 * i] = HEX[raw[i] >> 4 & 15];
            hex[2 * i + 1] = HEX[raw[i] & 15];
        }
    }
}
