// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.EpochClock;

/**
 * The cookies that one virtual user got (RFC 6265 §5.3, §5.4). Allocates when a response sets
 * one; sending allocates nothing.
 */
final class CookieJar {
    /** Most cookies that a user keeps; the oldest goes first. */
    static final int MOST = 128;

    private static final byte[] NAME = {'C', 'o', 'o', 'k', 'i', 'e', ':', ' '};
    private static final byte[] BETWEEN = {';', ' '};
    private static final byte[] LINE_END = {'\r', '\n'};

    private final EpochClock clock;
    private final List<Cookie> byAge = new ArrayList<>(0);

    /** Longer paths first, then older ones first. */
    private final List<Cookie> byPath = new ArrayList<>(0);

    CookieJar(EpochClock clock) {
        this.clock = clock;
    }

    void clear() {
        byAge.clear();
        byPath.clear();
    }

    /** Takes what a response sets. */
    void store(RequestTarget target, CapturedHead head) {
        if (!head.first("Set-Cookie")) {
            return;
        }
        long nowMs = clock.time();
        String defaultPath = defaultPath(target);
        do {
            Cookie cookie = Cookie.parse(head.value(), target.origin().host(), defaultPath, nowMs);
            if (cookie != null) {
                put(cookie, nowMs);
            }
        } while (head.next("Set-Cookie"));
    }

    /** RFC 6265 §5.1.4: the path up to its last slash. */
    private static String defaultPath(RequestTarget target) {
        int to = target.pathLength() - 1;
        while (to > 0 && target.encoded().bytes[to] != '/') {
            to--;
        }
        return new String(target.encoded().bytes, 0, Math.max(1, to), StandardCharsets.ISO_8859_1);
    }

    private void put(Cookie cookie, long nowMs) {
        for (int i = 0; i < byAge.size(); i++) {
            if (byAge.get(i).isSame(cookie)) {
                Cookie old = byAge.get(i);
                if (cookie.isExpired(nowMs)) {
                    remove(old);
                } else {
                    byAge.set(i, cookie);
                    byPath.set(byPath.indexOf(old), cookie);
                }
                return;
            }
        }
        if (cookie.isExpired(nowMs)) {
            return;
        }
        if (byAge.size() == MOST) {
            remove(byAge.get(0));
        }
        byAge.add(cookie);
        int at = 0;
        while (at < byPath.size() && byPath.get(at).path.length() >= cookie.path.length()) {
            at++;
        }
        byPath.add(at, cookie);
    }

    private void remove(Cookie cookie) {
        byAge.remove(cookie);
        byPath.remove(cookie);
    }

    /** Writes the whole header line, or nothing where no cookie goes along. */
    void line(RequestTarget target, ByteText to) {
        if (byPath.isEmpty()) {
            return;
        }
        long nowMs = clock.time();
        int pathLength = target.pathLength();
        for (int i = 0; i < byPath.size(); i++) {
            Cookie cookie = byPath.get(i);
            if (!cookie.isExpired(nowMs) && cookie.matches(target.origin(), target.encoded().bytes, pathLength)) {
                to.add(to.length == 0 ? NAME : BETWEEN);
                to.add(cookie.pair);
            }
        }
        if (to.length > 0) {
            to.add(LINE_END);
        }
    }
}
