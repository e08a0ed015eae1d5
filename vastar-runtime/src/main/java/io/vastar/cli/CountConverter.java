// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number, also as {@code 10k}, {@code 2.5k}, {@code 1m} or {@code 10_000}. */
final class CountConverter implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("(\\d[\\d_]*(?:\\.\\d+)?)([kKmM]?)");
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);

    @Override
    public Long convert(String text) {
        Matcher matcher = FORM.matcher(text.trim());
        if (!matcher.matches()) {
            throw wrong(text);
        }
        BigDecimal number = new BigDecimal(matcher.group(1).replace("_", ""));
        BigDecimal value = number.movePointRight(
                switch (matcher.group(2)) {
                    case "k", "K" -> 3;
                    case "m", "M" -> 6;
                    default -> 0;
                });
        if (value.stripTrailingZeros().scale() > 0) {
            throw wrong(text);
        }
        if (value.compareTo(MOST) > 0) {
            throw new TypeConversionException("'" + text + "' is too large; use at most " + MOST);
        }
        return value.longValueExact();
    }

    /** As far as it goes; null stays null. */
    static Integer toInteger(Long count) {
        return count == null ? null : (int) Math.min(count, Integer.MAX_VALUE);
    }

    private static TypeConversionException wrong(String text) {
        return new TypeConversionException("'" + text + "' is not a whole number; write one such as 200, 10k or 1m");
    }
}
