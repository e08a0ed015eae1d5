// SPDX-License-Identifier: Apache-2.0
package io.vastar.content;

import com.github.curiousoddman.rgxgen.RgxGen;
import com.github.curiousoddman.rgxgen.config.RgxGenOption;
import com.github.curiousoddman.rgxgen.config.RgxGenProperties;
import io.vastar.grammar.UrlPattern;
import io.vastar.spi.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** URLs from a regular expression, all of them made before the run, so that making them costs the run nothing. */
public final class RandomUrls {
    /** How many are made; a run of more requests begins again with the first. */
    public static final int POOL = 65_536;
    /** How often {@code *} and {@code +} repeat at most, as in oha. */
    public static final int MAX_REPEAT = 4;

    private static final int LONGEST = 16_384;
    private static final String ENCODED = "\"#<>\\^`{|}";

    private RandomUrls() {}

    /**
     * Makes URLs; the same seed makes the same ones.
     *
     * @param where the flag or attribute that gives the pattern
     * @return {@code count} paths with queries; what a URL cannot carry is percent-encoded
     * @throws ConfigurationException when the expression has something from which nothing can be made
     */
    public static List<String> generate(UrlPattern pattern, int maxRepeat, int count, long seed, String where) {
        RgxGenProperties properties = new RgxGenProperties();
        RgxGenOption.INFINITE_PATTERN_REPETITION.setInProperties(properties, maxRepeat);
        Pattern check = Pattern.compile(pattern.expression());
        Random random = new Random(seed);
        List<String> urls = new ArrayList<>(count);
        try {
            RgxGen generator = RgxGen.parse(properties, pattern.expression());
            for (int i = 0; i < count; i++) {
                String made = generator.generate(random);
                if (made.length() > LONGEST) {
                    throw new ConfigurationException(where + ": '" + pattern.expression() + "' makes a URL of "
                            + made.length() + " characters; " + LONGEST + " are the most, repeat less");
                }
                if (!check.matcher(made).matches()) {
                    throw refused(pattern, where, null);
                }
                urls.add(encoded(made.startsWith("/") ? made : "/" + made));
            }
        } catch (ConfigurationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw refused(pattern, where, e);
        }
        return urls;
    }

    private static ConfigurationException refused(UrlPattern pattern, String where, RuntimeException cause) {
        return new ConfigurationException(
                where + ": no URL can be made from '" + pattern.expression() + "'; use characters, classes such as"
                        + " [a-z] and \\d, groups, | and repetitions, but no look-around, boundaries or named"
                        + " groups",
                cause);
    }

    private static String encoded(String url) {
        StringBuilder out = new StringBuilder(url.length() + 8);
        byte[] bytes = url.getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            if (b <= ' ' || b == 127 || ENCODED.indexOf(b) >= 0) {
                out.append('%');
                out.append(Character.toUpperCase(Character.forDigit(b >> 4 & 15, 16)));
                out.append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
            } else {
                out.append((char) b);
            }
        }
        return out.toString();
    }
}
