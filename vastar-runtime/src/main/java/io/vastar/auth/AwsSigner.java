// SPDX-License-Identifier: Apache-2.0
package io.vastar.auth;

import io.vastar.spi.AwsCredentials;
import io.vastar.spi.Header;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests for AWS, version 4 (AWS General Reference, "Signature Version 4 signing process"). A signature holds for
 * some minutes around its time. Owned by one thread.
 */
public final class AwsSigner {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int DATE_LENGTH = 8;
    private static final byte[] HEX = utf8("0123456789abcdef");
    private static final byte[] ALGORITHM = utf8("AWS4-HMAC-SHA256");
    private static final byte[] DATE = utf8("x-amz-date");
    private static final byte[] CONTENT_HASH = utf8("x-amz-content-sha256");
    private static final byte[] TOKEN = utf8("x-amz-security-token");
    private static final byte[] CREDENTIAL = utf8(" Credential=");
    private static final byte[] SIGNED_HEADERS = utf8(", SignedHeaders=");
    private static final byte[] SIGNATURE = utf8(", Signature=");

    private static final byte[] DATE_LINE = utf8("X-Amz-Date: ");
    private static final byte[] CONTENT_HASH_LINE = utf8("\r\nX-Amz-Content-Sha256: ");
    private static final byte[] TOKEN_LINE = utf8("\r\nX-Amz-Security-Token: ");
    private static final byte[] AUTHORIZATION_LINE = utf8("\r\nAuthorization: ");
    private static final byte[] LINE_END = utf8("\r\n");

    /** Of all lines, without the names of what is signed, key, scope and token. */
    private static final int LINES_BYTES = 512;

    private final AwsCredentials credentials;
    private final boolean s3;
    private final byte[] token;
    private final CanonicalTarget target;
    private final SignedLines lines = new SignedLines();
    private final Bytes canonical = new Bytes(1024);
    private final Bytes toSign = new Bytes(256);
    private final Bytes authorization = new Bytes(512);
    private final MessageDigest sha256;
    private final Mac hmac;
    private final byte[] raw;
    private final byte[] bodyHash;
    private final byte[] hash;
    private long second = Long.MIN_VALUE;
    private byte[] time = {};
    private byte[] scope = {};
    private byte[] keyAndScope = {};
    private String keyDate = "";

    public AwsSigner(AwsCredentials credentials) {
        this.credentials = credentials;
        s3 = credentials.service().equals("s3");
        target = new CanonicalTarget(s3);
        token = credentials.sessionToken() == null ? null : utf8(credentials.sessionToken());
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
            hmac = Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
        raw = new byte[sha256.getDigestLength()];
        bodyHash = new byte[2 * raw.length];
        hash = new byte[2 * raw.length];
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Signs one request that is encoded before the run. Allocates.
     *
     * @param path with query, as they go on the request line
     * @param headers all of the request, {@code Host} among them
     * @return the headers to add: X-Amz-Date, where needed X-Amz-Security-Token and X-Amz-Content-Sha256, Authorization
     */
    public List<Header> sign(String method, String path, List<Header> headers, byte[] body, Instant now) {
        Bytes head = new Bytes(512);
        head.add(utf8(method)).add(' ').add(utf8(path)).add(utf8(" HTTP/1.1\r\n"));
        for (Header header : headers) {
            head.add(utf8(header.name() + ":" + header.value() + "\r\n"));
        }
        sign(head.array, head.length, ByteBuffer.wrap(body), now.toEpochMilli());
        List<Header> added = new ArrayList<>();
        added.add(new Header("X-Amz-Date", text(time, time.length)));
        if (s3) {
            added.add(new Header("X-Amz-Content-Sha256", text(bodyHash, bodyHash.length)));
        }
        if (token != null) {
            added.add(new Header("X-Amz-Security-Token", credentials.sessionToken()));
        }
        added.add(new Header("Authorization", text(authorization.array, authorization.length)));
        return added;
    }

    private static String text(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Whether a line of a request gives way to one that the signature brings. Its name ends before the colon. */
    public boolean brings(byte[] head, int nameFrom, int nameTo) {
        return is(DATE, head, nameFrom, nameTo)
                || s3 && is(CONTENT_HASH, head, nameFrom, nameTo)
                || token != null && is(TOKEN, head, nameFrom, nameTo);
    }

    private static boolean is(byte[] lowerCase, byte[] head, int from, int to) {
        if (to - from != lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            byte b = head[from + i];
            if (lowerCase[i] != (b >= 'A' && b <= 'Z' ? b | 0x20 : b)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Signs one request; {@link #putLines} writes what is to be added. Allocates little: what the JVM's HMAC needs for
     * itself, and some text when the second changes.
     *
     * @param head the request line and all lines as HTTP/1.1 writes them, without the blank line
     * @param body its position and limit are the body without transfer coding, and stay as they are
     */
    public void sign(byte[] head, int length, ByteBuffer body, long epochMs) {
        beAt(Math.floorDiv(epochMs, 1000L));
        int from = body.position();
        sha256.update(body);
        body.position(from);
        finish(bodyHash);
        int methodTo = indexOf(head, 0, ' ');
        int targetTo = indexOf(head, methodTo + 1, ' ');
        lines.clear();
        int next;
        for (int at = indexOf(head, targetTo, '\n') + 1; at < length; at = next) {
            next = indexOf(head, at, '\n') + 1;
            if (!brings(head, at, indexOf(head, at, ':'))) {
                lines.addLine(head, at, next - 2);
            }
        }
        lines.add(DATE, time);
        if (s3) {
            lines.add(CONTENT_HASH, bodyHash);
        }
        if (token != null) {
            lines.add(TOKEN, token);
        }
        canonical.clear().add(head, 0, methodTo).add('\n');
        target.addTo(canonical, head, pathFrom(head, methodTo + 1, targetTo), targetTo);
        lines.addTo(canonical);
        canonical.add('\n');
        lines.addNamesTo(canonical);
        canonical.add('\n').add(bodyHash);
        authorize();
    }

    /** Behind the origin, where a proxy gets the whole URL. */
    private static int pathFrom(byte[] head, int from, int to) {
        if (head[from] == '/') {
            return from;
        }
        int at = indexOf(head, from, ':') + 3;
        while (at < to && head[at] != '/') {
            at++;
        }
        return at;
    }

    private static int indexOf(byte[] text, int from, char wanted) {
        int at = from;
        while (text[at] != wanted) {
            at++;
        }
        return at;
    }

    /** How many bytes {@link #putLines} writes at most. */
    public int mostBytes(int headBytes) {
        return LINES_BYTES + headBytes + keyAndScope.length + (token == null ? 0 : token.length);
    }

    /** Writes the lines of the signature that was made last, each with its line end. */
    public void putLines(ByteBuffer to) {
        to.put(DATE_LINE).put(time);
        if (s3) {
            to.put(CONTENT_HASH_LINE).put(bodyHash);
        }
        if (token != null) {
            to.put(TOKEN_LINE).put(token);
        }
        to.put(AUTHORIZATION_LINE)
                .put(authorization.array, 0, authorization.length)
                .put(LINE_END);
    }

    private void beAt(long epochSecond) {
        if (epochSecond == second) {
            return;
        }
        second = epochSecond;
        String text = TIME.format(Instant.ofEpochSecond(epochSecond));
        time = utf8(text);
        String date = text.substring(0, DATE_LENGTH);
        if (!date.equals(keyDate)) {
            keyDate = date;
            String ofDay = date + "/" + credentials.region() + "/" + credentials.service() + "/aws4_request";
            scope = utf8(ofDay);
            keyAndScope = utf8(credentials.accessKeyId() + "/" + ofDay);
            useKey(utf8("AWS4" + credentials.secretAccessKey()));
            for (String step : new String[] {date, credentials.region(), credentials.service(), "aws4_request"}) {
                useKey(hmac.doFinal(utf8(step)));
            }
        }
    }

    private void useKey(byte[] key) {
        try {
            hmac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an HMAC takes any key", e);
        }
    }

    private void authorize() {
        sha256.update(canonical.array, 0, canonical.length);
        finish(hash);
        toSign.clear().add(ALGORITHM).add('\n').add(time).add('\n').add(scope).add('\n');
        toSign.add(hash);
        hmac.update(toSign.array, 0, toSign.length);
        authorization.clear().add(ALGORITHM).add(CREDENTIAL).add(keyAndScope);
        lines.addNamesTo(authorization.add(SIGNED_HEADERS));
        toHex(hmac.doFinal(), hash);
        authorization.add(SIGNATURE).add(hash);
    }

    /** Ends the hash in hexadecimal digits. */
    private void finish(byte[] hex) {
        try {
            sha256.digest(raw, 0, raw.length);
        } catch (DigestException e) {
            throw new IllegalStateException("the array has the digest's length", e);
        }
        toHex(raw, hex);
    }

    private static void toHex(byte[] bytes, byte[] hex) {
        for (int i = 0; i < bytes.length; i++) {
            hex[2 * i] = HEX[bytes[i] >> 4 & 15];
            hex[2 * i + 1] = HEX[bytes[i] & 15];
        }
    }
}
