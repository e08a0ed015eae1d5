// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.spi.BodyWatch;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import org.agrona.DirectBuffer;

/**
 * Looks into a response's body while it passes by: for what is expected of it, and for errors that GraphQL reports; inflates
 * it where it is compressed. One per connection or stream, owned by the agent thread; allocates when it is first needed.
 */
public final class BodyLook {
    private BodyWatch watch;
    private GraphQlErrors graphQl;
    private boolean asksGraphQl;
    private boolean coded;
    private boolean gathers;
    private BodyInflater inflater;

    /**
     * How a body is compressed.
     *
     * @param before what an earlier Content-Encoding said; 0 where there was none
     * @return 0 for a body that is not compressed
     */
    public static int coding(int before, DirectBuffer value, int offset, int length) {
        int coding = is("identity", value, offset, length)
                ? Head.IDENTITY
                : is("gzip", value, offset, length) || is("x-gzip", value, offset, length)
                        ? Head.GZIP
                        : is("deflate", value, offset, length)
                                ? Head.DEFLATE
                                : is("br", value, offset, length)
                                        ? Head.BROTLI
                                        : is("zstd", value, offset, length) ? Head.ZSTD : Head.OTHER;
        return before == Head.IDENTITY ? coding : coding == Head.IDENTITY ? before : Head.OTHER;
    }

    private static boolean is(String word, DirectBuffer value, int offset, int length) {
        if (length != word.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            int b = value.getByte(offset + i);
            if (word.charAt(i) != (b >= 'A' && b <= 'Z' ? b | 0x20 : b)) {
                return false;
            }
        }
        return true;
    }

    /** A response is awaited. */
    public void begin(boolean graphQlResponse) {
        asksGraphQl = graphQlResponse;
        watch = null;
        coded = false;
        gathers = false;
        if (asksGraphQl) {
            graphQl = graphQl == null ? new GraphQlErrors() : graphQl;
            graphQl.begin();
        }
    }

    /**
     * Its head has come, and its body begins.
     *
     * @param expected null when nothing is looked for
     * @param coding how it is compressed
     * @return whether the body is to be looked into
     */
    public boolean beginBody(BodyWatch expected, int coding) {
        watch = expected;
        if (watch != null) {
            watch.begin();
        }
        if (asksGraphQl) {
            graphQl.begin();
        }
        boolean looks = watch != null || asksGraphQl;
        coded = looks && coding != Head.IDENTITY;
        gathers = coded;
        if (coded) {
            if (inflater == null) {
                inflater = new BodyInflater(BodyInflater.MOST_BYTES);
            }
            inflater.begin(coding);
        }
        return looks;
    }

    /** The next bytes of the body, without framing. */
    public void onData(DirectBuffer buffer, int offset, int length, Exchange exchange) {
        if (coded) {
            inflate(buffer, offset, length, exchange);
            return;
        }
        if (watch != null) {
            watch.onData(buffer, offset, length);
        }
        if (asksGraphQl) {
            graphQl.onData(buffer, offset, length);
        }
    }

    private void inflate(DirectBuffer buffer, int offset, int length, Exchange exchange) {
        // also when what is looked for has been found: a body that cannot be inflated to its end is none
        BodyWatch looking = watch == null || watch.found() ? null : watch;
        inflater.onData(buffer, offset, length, looking, asksGraphQl ? graphQl : null);
        if (inflater.failure() != null) {
            exchange.refuse(ErrorKind.CODING, inflater.failure());
        }
    }

    /** Whether the body is looked into when it is complete, in {@link #end}. */
    boolean gathers() {
        return gathers;
    }

    /** The response is complete. */
    public void end(Exchange exchange, int status) {
        if (gathers) {
            gathers = false;
            inflater.end(watch, asksGraphQl ? graphQl : null);
            if (inflater.failure() != null) {
                exchange.refuse(ErrorKind.CODING, inflater.failure());
            }
        }
        if (asksGraphQl && status / 100 == 2 && exchange.errorKind() == null) {
            String failure = graphQl.failure();
            if (failure != null) {
                exchange.refuse(ErrorKind.GRAPHQL, failure);
            }
        }
    }
}
