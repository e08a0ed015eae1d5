// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes as users write them: {@code 256}, {@code 64KB}, {@code 1.5MB}, {@code 1MiB}; bare is bytes. K, M and G are powers of 1000, Ki,
 * Mi and Gi powers of 1024 (IEC 80000-13).
 */
public final class Sizes {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kmg]i?)?b?", Pattern.CASE_INSENSITIVE);
    private static final BigDecimal LARGEST = BigDecimal.valueOf(1L << 40);

    private Sizes() {}

    /**
     * Bytes of a size text; may be 0.
     *
     * @throws GrammarException when it is not a size or more than 1 TiB
     */
    public static long parseBytes(String text) {
        String trimmed = text.trim();
        if (trimmed.startsWith("-")) {
            throw new GrammarException("'" + text + "' is negative; write a size such as 256 or 64KB");
        }
        Matcher matcher = FORM.matcher(trimmed);
        if (!matcher.matches()) {
            throw new GrammarException(
                    "'" + text + "' is not a size; write a number and a unit, such as 256, 64KB or 1MiB");
        }
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit(matcher.group(2))));
        if (bytes.compareTo(LARGEST) > 0) {
            throw new GrammarException("'" + text + "' is more than 1 TiB; write a smaller size, such as 1GB");
        }
        return bytes.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private static long unit(String unit) {
        if (unit == null) {
            return 1;
        }
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "k" -> 1_000L;
            case "m" -> 1_000_000L;
            case "g" -> 1_000_000_000L;
            case "ki" -> 1L << 10;
            case "mi" -> 1L << 20;
            default -> 1L << 30;
        };
    }
}
