// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Hides what lets others in: values of credentials in the head of a request or a response. */
final class Secrets {
    private static final String HIDDEN = "***";
    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization");
    private static final Set<String> KEYS =
            Set.of("x-amz-security-token", "x-api-key", "api-key", "x-auth-token", "x-csrf-token");
    private static final Pattern COOKIE = Pattern.compile("=[^;]*");
    private static final Pattern FIRST_COOKIE = Pattern.compile("^([^=;]*)=[^;]*");
    private static final Pattern PARAMETER = Pattern.compile(
            "([?&](?:X-Amz-Signature|X-Amz-Security-Token|X-Amz-Credential|access_token|token|api_key|apikey|key|password"
                    + "|secret|sig|signature)=)[^&\\s#]*",
            Pattern.CASE_INSENSITIVE);

    private Secrets() {}

    /** A line of a head, be it the first or a field. */
    static String masked(String line) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.indexOf(' ') >= 0) {
            return parameters(line);
        }
        String value = line.substring(colon + 1).strip();
        String head = line.substring(0, colon + 1) + " ";
        if (CREDENTIALS.contains(name)) {
            int space = value.indexOf(' ');
            return head + (space < 0 ? HIDDEN : value.substring(0, space + 1) + HIDDEN);
        }
        if (KEYS.contains(name)) {
            return head + HIDDEN;
        }
        return switch (name) {
            case "cookie" ->
                head + (value.indexOf('=') < 0 ? HIDDEN : COOKIE.matcher(value).replaceAll("=" + HIDDEN));
            case "set-cookie" ->
                head
                        + (value.indexOf('=') < 0
                                ? HIDDEN
                                : FIRST_COOKIE.matcher(value).replaceFirst("$1=" + HIDDEN));
            case "location", "referer", "content-location" -> parameters(head + RequestFacts.url(value));
            default -> line;
        };
    }

    private static String parameters(String text) {
        return PARAMETER.matcher(text).replaceAll("$1" + HIDDEN);
    }

    /** A URL without user, password and credentials among its parameters. */
    static String maskedUrl(String url) {
        return parameters(RequestFacts.url(url));
    }
}
