// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import io.vastar.grammar.Durations;
import io.vastar.grammar.GrammarException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The query of one request target, checked against what its route knows. Every complaint names a right form. */
final class Query {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([kmg]?)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final String example;
    private final Map<String, String> values = new LinkedHashMap<>();

    /** @throws GrammarException when a parameter is unknown, twice there, or has no value */
    Query(Route route, String query) {
        example = route.example();
        for (String part : query.split("&")) {
            if (part.isEmpty()) {
                continue;
            }
            int equals = part.indexOf('=');
            String name = decode(equals < 0 ? part : part.substring(0, equals));
            if (!route.parameters().contains(name)) {
                throw new GrammarException("'" + name + "' is not a parameter of " + route.path() + "; "
                        + (route.parameters().isEmpty()
                                ? "it has none"
                                : "it has " + String.join(", ", route.parameters()) + ", as in " + example));
            }
            String value = equals < 0 ? "" : decode(part.substring(equals + 1));
            if (values.putIfAbsent(name, value) != null) {
                throw new GrammarException("'" + name + "' is there twice; write it once, as in " + example);
            }
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** A number of bytes, where k, m and g stand for 1024, 1024² and 1024³. */
    long sizeBytes(String name, long otherwise, long least, long most) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        Matcher matcher = SIZE.matcher(value);
        long bytes = matcher.matches() ? Long.parseLong(matcher.group(1)) << shift(matcher.group(2)) : -1;
        if (bytes < least || bytes > most) {
            throw wrong(name, value, "a size from " + least + " to " + most + " bytes (1k is 1024)");
        }
        return bytes;
    }

    int number(String name, int otherwise, int least, int most) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        int number = NUMBER.matcher(value).matches() ? Integer.parseInt(value) : -1;
        if (number < least || number > most) {
            throw wrong(name, value, "a whole number from " + least + " to " + most);
        }
        return number;
    }

    long durationNs(String name, long otherwise, long mostNs) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        long ns;
        try {
            ns = Durations.parseNs(value);
        } catch (GrammarException e) {
            throw wrong(name, value, "a duration, such as 10ms or 1s");
        }
        if (ns > mostNs) {
            throw wrong(name, value, "a duration up to " + mostNs / 1_000_000_000L + "s");
        }
        return ns;
    }

    GrammarException wrong(String name, String value, String right) {
        return new GrammarException(name + "=" + value + " is not allowed; write " + right + ", as in " + example);
    }

    private static int shift(String unit) {
        return switch (unit) {
            case "k", "K" -> 10;
            case "m", "M" -> 20;
            case "g", "G" -> 30;
            default -> 0;
        };
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new GrammarException("'" + text + "' has a % that is not followed by two hexadecimal digits");
        }
    }
}
