// SPDX-License-Identifier: Apache-2.0
package io.vastar.auth;

import io.vastar.spi.AwsCredentials;
import io.vastar.spi.Header;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests for AWS, version 4 (AWS General Reference, "Signature Version 4 signing process"). A signature holds for
 * some minutes around its time. Owned by one thread.
 */
public final class AwsSigner {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String UNRESERVED = "-._~";
    private static final int DATE_LENGTH = 8;

    private final AwsCredentials credentials;
    private final boolean s3;
    private final MessageDigest sha256;
    private final Mac hmac;
    private String keyDate = "";
    private byte[] key;

    public AwsSigner(AwsCredentials credentials) {
        this.credentials = credentials;
        s3 = credentials.service().equals("s3");
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
            hmac = Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** The hash of a body, as {@link #sign} wants it; worth keeping where a body is signed again. */
    public String hash(byte[] body) {
        return HexFormat.of().formatHex(sha256.digest(body));
    }

    /**
     * Signs one request.
     *
     * @param target path and query as they go on the request line
     * @param headers all that are to be signed, {@code Host} among them
     * @param bodyHash of {@link #hash}
     * @return the headers to add: X-Amz-Date, where needed X-Amz-Security-Token and X-Amz-Content-Sha256, Authorization
     */
    public List<Header> sign(String method, String target, List<Header> headers, String bodyHash, Instant now) {
        String time = TIME.format(now);
        List<Header> added = new ArrayList<>();
        added.add(new Header("X-Amz-Date", time));
        if (s3) {
            added.add(new Header("X-Amz-Content-Sha256", bodyHash));
        }
        if (credentials.sessionToken() != null) {
            added.add(new Header("X-Amz-Security-Token", credentials.sessionToken()));
        }
        TreeMap<String, String> signed = new TreeMap<>();
        headers.forEach(header -> put(signed, header));
        added.forEach(header -> put(signed, header));
        String names = String.join(";", signed.keySet());
        StringBuilder canonical = new StringBuilder();
        int query = target.indexOf('?');
        canonical.append(method).append('\n');
        canonical.append(path(query < 0 ? target : target.substring(0, query))).append('\n');
        canonical.append(query < 0 ? "" : query(target.substring(query + 1))).append('\n');
        signed.forEach((name, value) ->
                canonical.append(name).append(':').append(value).append('\n'));
        canonical.append('\n').append(names).append('\n').append(bodyHash);
        String date = time.substring(0, DATE_LENGTH);
        String scope = date + "/" + credentials.region() + "/" + credentials.service() + "/aws4_request";
        String toSign = ALGORITHM + "\n" + time + "\n" + scope + "\n"
                + hash(canonical.toString().getBytes(StandardCharsets.UTF_8));
        String signature = HexFormat.of().formatHex(hmac(key(date), toSign));
        added.add(new Header(
                "Authorization",
                ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope + ", SignedHeaders=" + names
                        + ", Signature=" + signature));
        return added;
    }

    private static void put(TreeMap<String, String> signed, Header header) {
        signed.merge(
                header.name().toLowerCase(Locale.ROOT),
                header.value().strip().replaceAll(" +", " "),
                (one, other) -> one + "," + other);
    }

    /** The key of a day. */
    private byte[] key(String date) {
        if (!date.equals(keyDate)) {
            byte[] secret = ("AWS4" + credentials.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
            byte[] ofRegion = hmac(hmac(secret, date), credentials.region());
            key = hmac(hmac(ofRegion, credentials.service()), "aws4_request");
            keyDate = date;
        }
        return key;
    }

    private byte[] hmac(byte[] with, String text) {
        try {
            hmac.init(new SecretKeySpec(with, "HmacSHA256"));
            return hmac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC of a text cannot fail", e);
        }
    }

    /** S3 takes the path as it is, encoded once; other services without dots and empty parts, and encoded once more. */
    private String path(String path) {
        return s3 ? encoded(decoded(path), true) : encoded(normalized(path).getBytes(StandardCharsets.UTF_8), true);
    }

    private static String normalized(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        boolean endsOpen = path.endsWith("/") || path.endsWith("/.") || path.endsWith("/..");
        return "/" + String.join("/", parts) + (endsOpen && !parts.isEmpty() ? "/" : "");
    }

    private static String query(String query) {
        List<String> parameters = new ArrayList<>();
        for (String parameter : query.split("&")) {
            if (!parameter.isEmpty()) {
                int equals = parameter.indexOf('=');
                String name = equals < 0 ? parameter : parameter.substring(0, equals);
                String value = equals < 0 ? "" : parameter.substring(equals + 1);
                // a NUL sorts names before longer ones; it never stands in an encoded text
                parameters.add(encoded(decoded(name), false) + "\0" + encoded(decoded(value), false));
            }
        }
        Collections.sort(parameters);
        return String.join("&", parameters).replace('\0', '=');
    }

    private static byte[] decoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++, length++) {
            bytes[length] = bytes[i];
            if (bytes[i] == '%' && i + 2 < bytes.length) {
                int high = Character.digit(bytes[i + 1], 16);
                int low = Character.digit(bytes[i + 2], 16);
                if (high >= 0 && low >= 0) {
                    bytes[length] = (byte) (high << 4 | low);
                    i += 2;
                }
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    private static String encoded(byte[] bytes, boolean isPath) {
        StringBuilder out = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            boolean plain = (b >= '0' && b <= '9')
                    || (b >= 'a' && b <= 'z')
                    || (b >= 'A' && b <= 'Z')
                    || UNRESERVED.indexOf(b) >= 0
                    || (isPath && b == '/');
            if (plain) {
                out.append((char) b);
            } else {
                out.append('%')
                        .append(Character.toUpperCase(Character.forDigit(b >> 4 & 15, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
            }
        }
        return out.toString();
    }
}
