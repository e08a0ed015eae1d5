// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** CPU numbers as {@code taskset} takes them: {@code 2}, {@code 0,2}, {@code 2-3}. */
final class CpusConverter implements ITypeConverter<CpusConverter.Cpus> {
    private static final Pattern PART = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");

    @Override
    public Cpus convert(String text) {
        LinkedHashSet<Integer> cpus = new LinkedHashSet<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part.trim());
            if (!matcher.matches()) {
                throw new TypeConversionException(
                        "'" + text + "' is not a list of CPUs; write numbers and ranges such as 2, 0,2 or 2-3");
            }
            int from = Integer.parseInt(matcher.group(1));
            int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
            if (to < from) {
                throw new TypeConversionException("'" + part + "' goes down; write the lower CPU first");
            }
            for (int cpu = from; cpu <= to; cpu++) {
                if (!cpus.add(cpu)) {
                    throw new TypeConversionException("'" + text + "' names CPU " + cpu + " twice; name each once");
                }
            }
        }
        return new Cpus(new ArrayList<>(cpus));
    }

    /** In the order given. */
    record Cpus(List<Integer> numbers) {}
}
