// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What a Location header says, seen from the URL that answered with it (RFC 9110 §10.2.2, RFC 3986 §5.2). */
final class UrlReference {
    private UrlReference() {}

    /**
     * Resolves a reference.
     *
     * @param value of the header, one byte a char
     * @throws io.vastar.spi.ConfigurationException when the outcome is no http or https URL
     */
    static HttpUrl resolve(HttpUrl base, String value) {
        String text = decoded(value).strip().replace(" ", "%20");
        int end = text.indexOf('#') < 0 ? text.length() : text.indexOf('#');
        String reference = text.substring(0, end);
        if (hasScheme(reference)) {
            return withoutDots(HttpUrl.parse(reference));
        }
        if (reference.startsWith("//")) {
            return withoutDots(HttpUrl.parse((base.secure() ? "https:" : "http:") + reference));
        }
        String origin = base.origin();
        if (reference.startsWith("/")) {
            return withoutDots(HttpUrl.parse(origin + reference));
        }
        String path = base.target().substring(0, pathLength(base.target()));
        if (reference.isEmpty()) {
            return HttpUrl.parse(origin + base.target());
        }
        if (reference.startsWith("?")) {
            return HttpUrl.parse(origin + path + reference);
        }
        return withoutDots(HttpUrl.parse(origin + path.substring(0, path.lastIndexOf('/') + 1) + reference));
    }

    /** As UTF-8; bytes that are not UTF-8 are percent-encoded as they are, and so name what the target meant. */
    private static String decoded(String value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            StringBuilder encoded = new StringBuilder(value.length() + 8);
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c < 0x80) {
                    encoded.append(c);
                } else {
                    PercentCoding.append(encoded, (byte) c, false);
                }
            }
            return encoded.toString();
        }
    }

    private static boolean hasScheme(String text) {
        int at = 0;
        while (at < text.length() && isOfScheme(text.charAt(at))) {
            at++;
        }
        return at > 0 && at < text.length() && text.charAt(at) == ':' && Character.isLetter(text.charAt(0));
    }

    private static boolean isOfScheme(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
    }

    private static int pathLength(String target) {
        return target.indexOf('?') < 0 ? target.length() : target.indexOf('?');
    }

    /** RFC 3986 §5.2.4. User and password of a reference are dropped. */
    private static HttpUrl withoutDots(HttpUrl url) {
        String target = url.target();
        int end = pathLength(target);
        StringBuilder path = new StringBuilder();
        int from = 0;
        while (from < end) {
            int to = target.indexOf('/', from + 1);
            if (to < 0 || to > end) {
                to = end;
            }
            String segment = target.substring(from, to);
            boolean last = to == end;
            if (segment.equals("/..")) {
                path.setLength(Math.max(0, path.lastIndexOf("/")));
            } else if (!segment.equals("/.")) {
                path.append(segment);
                last = false;
            }
            if (last) {
                path.append('/');
            }
            from = to;
        }
        return new HttpUrl(url.secure(), url.host(), url.port(), path + target.substring(end), null);
    }
}
