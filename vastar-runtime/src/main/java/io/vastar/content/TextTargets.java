// SPDX-License-Identifier: Apache-2.0
package io.vastar.content;

import io.vastar.grammar.GrammarException;
import io.vastar.grammar.HeaderLine;
import io.vastar.grammar.TargetUrl;
import io.vastar.grammar.Tokens;
import io.vastar.spi.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Targets in lines, the HTTP format of vegeta included: {@code [METHOD] URL}, then lines of headers and {@code @file} for
 * the body, up to an empty line or the next target. {@code 3x} before a target gives it the weight 3. Lines that begin
 * with {@code #} are comments.
 */
final class TextTargets {
    private static final Pattern WEIGHT = Pattern.compile("(\\d+)x[ \\t]+(.*)");
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*|/.*");

    private final TargetFile file;
    private final List<Target> targets = new ArrayList<>();
    private int begunAt;
    private int weight;
    private String method;
    private String url;
    private List<Header> headers;
    private byte[] body;

    private TextTargets(TargetFile file) {
        this.file = file;
    }

    static List<Target> read(TargetFile file, String[] lines) {
        TextTargets reader = new TextTargets(file);
        for (int i = 0; i < lines.length; i++) {
            reader.line(lines[i].strip(), i + 1);
        }
        reader.end();
        return reader.targets;
    }

    private void line(String line, int number) {
        if (line.isEmpty()) {
            end();
        } else if (line.startsWith("@")) {
            body(line.substring(1).strip(), number);
        } else if (!line.startsWith("#") && !target(line, number)) {
            header(line, number);
        }
    }

    private void body(String name, int number) {
        if (url == null) {
            throw file.wrong(
                    number, "'@" + name + "' names a body, but no target stands above it; write its URL first");
        }
        if (body != null) {
            throw file.wrong(
                    number,
                    "'@" + name + "' is a second body of the target in line " + begunAt
                            + "; leave one out, or write an empty line and the next target between them");
        }
        body = file.body(name, number);
    }

    /** False when the line begins no target. */
    private boolean target(String line, int number) {
        Matcher weighted = WEIGHT.matcher(line);
        boolean hasWeight = weighted.matches();
        String rest = hasWeight ? weighted.group(2) : line;
        int space = rest.indexOf(' ') < 0 ? rest.indexOf('\t') : rest.indexOf(' ');
        String first = space < 0 ? rest : rest.substring(0, space);
        String newUrl = URL.matcher(first).matches()
                ? rest
                : space < 0 ? "" : rest.substring(space).strip();
        if (!URL.matcher(newUrl).matches() || first.endsWith(":")) {
            if (!hasWeight) {
                return false;
            }
            throw file.wrong(
                    number,
                    "'" + rest + "' is neither a URL nor METHOD URL; write for example 3x GET"
                            + " http://localhost:8080/items");
        }
        String newMethod = newUrl.equals(rest) ? null : first;
        checkMethod(newMethod, number);
        checkUrl(newUrl, number);
        end();
        begunAt = number;
        weight = hasWeight ? weight(weighted.group(1), number) : 1;
        method = newMethod;
        url = newUrl;
        headers = new ArrayList<>();
        body = null;
        return true;
    }

    private int weight(String digits, int number) {
        int value = digits.length() > 7 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        checkWeight(file, value, digits, number);
        return value;
    }

    static void checkWeight(TargetFile file, long value, String shown, int number) {
        if (value < 1 || value > TargetFile.MOST) {
            throw file.wrong(
                    number, "the weight " + shown + " is not between 1 and " + TargetFile.MOST + "; write one that is");
        }
    }

    private void checkMethod(String name, int number) {
        if (name != null && (!Tokens.isToken(name) || !name.equals(name.toUpperCase(Locale.ROOT)))) {
            throw file.wrong(number, "'" + name + "' is not a request method; write one such as GET or POST");
        }
        if ("CONNECT".equals(name)) {
            throw file.wrong(number, "CONNECT opens a tunnel and cannot be load tested; use another method");
        }
    }

    private void checkUrl(String text, int number) {
        try {
            checkUrl(text);
        } catch (GrammarException e) {
            throw file.wrong(number, e.getMessage());
        }
    }

    static void checkUrl(String text) {
        if (TargetUrl.isPath(text)) {
            TargetUrl.checkNoSpace(text);
        } else {
            TargetUrl.parse(text);
        }
    }

    private void header(String line, int number) {
        if (url == null) {
            throw file.wrong(
                    number,
                    "'" + line + "' is no target; write a URL, a path or METHOD URL, such as"
                            + " GET http://localhost:8080/items");
        }
        if (line.indexOf(':') < 0) {
            throw file.wrong(
                    number,
                    "'" + line + "' is neither a target (METHOD URL) nor a header (Name: value) nor a"
                            + " body (@file) of the target in line " + begunAt);
        }
        try {
            HeaderLine header = HeaderLine.parse(line);
            headers.add(new Header(header.name(), header.value()));
        } catch (GrammarException e) {
            throw file.wrong(number, e.getMessage());
        }
    }

    private void end() {
        if (url != null) {
            targets.add(new Target(begunAt, weight, method, url, headers, body));
            url = null;
        }
    }
}
