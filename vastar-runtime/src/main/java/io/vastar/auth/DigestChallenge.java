// SPDX-License-Identifier: Apache-2.0
package io.vastar.auth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a server asks for with {@code WWW-Authenticate: Digest} (RFC 7616 §3.3).
 *
 * @param algorithm as the JVM names it
 * @param written the algorithm as the server wrote it; null when it did not
 * @param session whether the key depends on the nonce ({@code -sess})
 * @param qop {@code auth}, {@code auth-int}, or null for a server that knows none (RFC 2069)
 * @param stale whether only the nonce was too old
 * @param hashesUser whether the name of the user goes hashed
 */
record DigestChallenge(
        String realm,
        String nonce,
        String opaque,
        String algorithm,
        String written,
        boolean session,
        String qop,
        boolean stale,
        boolean hashesUser) {
    private static final Map<String, String> ALGORITHMS =
            Map.of("MD5", "MD5", "SHA-256", "SHA-256", "SHA-512-256", "SHA-512/256");

    /**
     * The first challenge that can be met, in the order of the server (RFC 7616 §3.7).
     *
     * @param values of the WWW-Authenticate lines
     * @return null when there is none
     */
    static DigestChallenge firstOf(List<String> values) {
        for (String value : values) {
            for (Map<String, String> challenge : digests(value)) {
                DigestChallenge known = of(challenge);
                if (known != null) {
                    return known;
                }
            }
        }
        return null;
    }

    /** Whether the answer depends on the body. */
    boolean hashesBody() {
        return "auth-int".equals(qop);
    }

    private static DigestChallenge of(Map<String, String> parameters) {
        String written = parameters.get("algorithm");
        String name = written == null ? "MD5" : written.toUpperCase(Locale.ROOT);
        boolean session = name.endsWith("-SESS");
        String algorithm = ALGORITHMS.get(session ? name.substring(0, name.length() - "-SESS".length()) : name);
        String realm = parameters.get("realm");
        String nonce = parameters.get("nonce");
        String qop = qop(parameters.get("qop"));
        if (algorithm == null || realm == null || nonce == null || "".equals(qop)) {
            return null;
        }
        return new DigestChallenge(
                realm,
                nonce,
                parameters.get("opaque"),
                algorithm,
                written,
                session,
                qop,
                "true".equalsIgnoreCase(parameters.get("stale")),
                "true".equalsIgnoreCase(parameters.get("userhash")));
    }

    /** Null when none is offered, empty when only unknown ones are. */
    private static String qop(String offered) {
        if (offered == null) {
            return null;
        }
        List<String> options = new ArrayList<>();
        for (String option : offered.split(",")) {
            options.add(option.strip().toLowerCase(Locale.ROOT));
        }
        return options.contains("auth") ? "auth" : options.contains("auth-int") ? "auth-int" : "";
    }

    /** The parameters of each Digest challenge in a list of challenges of any scheme (RFC 9110 §11.6.1). */
    private static List<Map<String, String>> digests(String value) {
        List<Map<String, String>> found = new ArrayList<>();
        Map<String, String> current = null;
        int at = 0;
        while (at < value.length()) {
            int end = at;
            while (end < value.length() && " \t,=".indexOf(value.charAt(end)) < 0) {
                end++;
            }
            String word = value.substring(at, end);
            if (word.isEmpty()) {
                at++;
                continue;
            }
            at = end;
            while (at < value.length() && value.charAt(at) == ' ') {
                at++;
            }
            if (at < value.length() && value.charAt(at) == '=') {
                StringBuilder text = new StringBuilder();
                at = readValue(value, at + 1, text);
                if (current != null) {
                    current.putIfAbsent(word.toLowerCase(Locale.ROOT), text.toString());
                }
            } else {
                current = word.equalsIgnoreCase("Digest") ? new LinkedHashMap<>() : null;
                if (current != null) {
                    found.add(current);
                }
            }
        }
        return found;
    }

    private static int readValue(String value, int from, StringBuilder text) {
        int at = from;
        while (at < value.length() && value.charAt(at) == ' ') {
            at++;
        }
        if (at < value.length() && value.charAt(at) == '"') {
            for (at++; at < value.length() && value.charAt(at) != '"'; at++) {
                if (value.charAt(at) == '\\' && at + 1 < value.length()) {
                    at++;
                }
                text.append(value.charAt(at));
            }
            return at + 1;
        }
        while (at < value.length() && " \t,".indexOf(value.charAt(at)) < 0) {
            text.append(value.charAt(at++));
        }
        return at;
    }
}
