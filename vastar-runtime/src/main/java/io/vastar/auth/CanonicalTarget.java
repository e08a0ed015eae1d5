// SPDX-License-Identifier: Apache-2.0
package io.vastar.auth;

import java.util.Arrays;

/**
 * Path and query of a request as a signature for AWS sees them ("Create a canonical request"). S3 takes the path as it is,
 * encoded once; other services take it without dots and empty parts, and encoded once more. Allocates only while it grows.
 */
final class CanonicalTarget {
    private static final int MORE_PARAMETERS = 16;

    private final boolean s3;
    private final Bytes parameters = new Bytes(256);

    /** Where each parameter begins and ends, in their order. */
    private int[] from = new int[MORE_PARAMETERS];

    private int[] to = new int[MORE_PARAMETERS];

    CanonicalTarget(boolean s3) {
        this.s3 = s3;
    }

    /** Adds the path, a line end, the query and a line end. */
    void addTo(Bytes out, byte[] target, int begin, int end) {
        int query = begin;
        while (query < end && target[query] != '?') {
            query++;
        }
        if (s3) {
            addOnce(out, target, begin, query, true);
        } else {
            addNormalized(out, target, begin, query);
        }
        out.add('\n');
        if (query < end) {
            addQuery(out, target, query + 1, end);
        }
        out.add('\n');
    }

    /** Encodes what is not encoded, and in the same way what is; in queries a plus is a blank, as servers decode it. */
    private static void addOnce(Bytes out, byte[] text, int begin, int end, boolean isPath) {
        for (int i = begin; i < end; i++) {
            byte b = text[i];
            if (b == '%' && i + 2 < end) {
                int high = Character.digit(text[i + 1], 16);
                int low = Character.digit(text[i + 2], 16);
                if (high >= 0 && low >= 0) {
                    b = (byte) (high << 4 | low);
                    i += 2;
                }
            }
            if (isPath && b == '/') {
                out.add('/');
            } else {
                out.addEncoded(!isPath && text[i] == '+' ? (byte) ' ' : b);
            }
        }
    }

    private static void addNormalized(Bytes out, byte[] path, int begin, int end) {
        int root = out.length;
        out.add('/');
        boolean open = false;
        for (int at = begin; at < end; at++) {
            int next = at;
            while (next < end && path[next] != '/') {
                next++;
            }
            boolean up = next - at == 2 && path[at] == '.' && path[at + 1] == '.';
            boolean here = next - at == 1 && path[at] == '.';
            if (up) {
                leave(out, root);
            } else if (next > at && !here) {
                for (int i = at; i < next; i++) {
                    out.addEncoded(path[i]);
                }
                out.add('/');
            }
            open = up || here || next < end;
            at = next;
        }
        if (!open && out.length > root + 1) {
            out.length--;
        }
    }

    /** Takes the last part away, which ends with a slash. */
    private static void leave(Bytes out, int root) {
        int at = out.length - 2;
        while (at > root && out.array[at] != '/') {
            at--;
        }
        out.length = Math.max(root, at) + 1;
    }

    private void addQuery(Bytes out, byte[] query, int begin, int end) {
        parameters.clear();
        int count = 0;
        for (int at = begin; at < end; at++) {
            int next = at;
            int equals = -1;
            while (next < end && query[next] != '&') {
                equals = equals < 0 && query[next] == '=' ? next : equals;
                next++;
            }
            if (next > at) {
                int name = parameters.length;
                addOnce(parameters, query, at, equals < 0 ? next : equals, false);
                // sorts names before longer ones; never stands in an encoded text
                parameters.add('\0');
                addOnce(parameters, query, equals < 0 ? next : equals + 1, next, false);
                insert(count++, name);
            }
            at = next;
        }
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out.add('&');
            }
            for (int at = from[i]; at < to[i]; at++) {
                out.add(parameters.array[at] == 0 ? '=' : (char) parameters.array[at]);
            }
        }
    }

    /** Puts the parameter that was written last in its place. */
    private void insert(int count, int begin) {
        if (count == from.length) {
            from = Arrays.copyOf(from, count + MORE_PARAMETERS);
            to = Arrays.copyOf(to, count + MORE_PARAMETERS);
        }
        byte[] text = parameters.array;
        int place = count;
        while (place > 0
                && Arrays.compareUnsigned(text, begin, parameters.length, text, from[place - 1], to[place - 1]) < 0) {
            from[place] = from[place - 1];
            to[place] = to[place - 1];
            place--;
        }
        from[place] = begin;
        to[place] = parameters.length;
    }
}
