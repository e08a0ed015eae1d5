// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.auth.AwsSigner;
import io.vastar.spi.RequestSpec;
import java.nio.ByteBuffer;

/**
 * One of a load test's own requests, and then where responses point: the first one goes out as the bytes that were encoded
 * before the run, those that follow are encoded on the way, which allocates. Owned by the agent thread.
 */
final class RepeatedRequest implements OutgoingRequest {
    private final RepeatedRequests all;
    private final VariedRequests encoded;
    private final boolean graphQl;
    private AwsSigner signer;
    private int variant;
    private ByteBuffer bytes;

    /** The last one that was pointed to another place, and which of the different requests it is. */
    private RequestSpec first;

    private HttpUrl firstUrl;
    private int firstVariant = -1;

    /** What follows; null before there was a redirect. */
    private RepeatedRequests.Followed hop;

    private HttpUrl url;
    private String method;
    private boolean withBody;

    RepeatedRequest(RepeatedRequests all) {
        this.all = all;
        encoded = all.view();
        graphQl = RequestTemplate.isGraphQl(all.spec);
        begin(0);
    }

    /** A new exchange is going to carry it. */
    void begin(int newVariant) {
        variant = newVariant;
        bytes = encoded.select(newVariant);
        hop = null;
    }

    private RequestSpec first() {
        if (firstVariant != variant) {
            firstVariant = variant;
            first = all.spec.variant(variant);
            firstUrl = HttpUrl.of(first);
        }
        return first;
    }

    @Override
    public void follow(HttpUrl newUrl, boolean asGet) {
        String last = method();
        boolean hadBody = hop == null ? first().body().length > 0 : withBody;
        method = asGet ? "GET" : last;
        withBody = hadBody && !asGet;
        url = newUrl;
        if (signer == null && all.spec.content().aws() != null) {
            signer = new AwsSigner(all.spec.content().aws());
        }
        hop = all.follow(variant, first, newUrl, method, withBody, signer);
    }

    @Override
    public Origin origin() {
        return hop == null ? all.origins.of(variant) : hop.origin();
    }

    @Override
    public HttpUrl url() {
        first();
        return hop == null ? firstUrl : url;
    }

    @Override
    public String method() {
        return hop == null ? first().method() : method;
    }

    @Override
    public boolean toHead() {
        return hop == null ? encoded.toHead() : method.equals("HEAD");
    }

    @Override
    public boolean idempotent() {
        return hop == null ? encoded.idempotent() : RequestTemplate.IDEMPOTENT.contains(method);
    }

    @Override
    public boolean keepsAlive() {
        return hop == null ? encoded.keepsAlive() : hop.request().keepAlive();
    }

    @Override
    public boolean isGraphQl() {
        return graphQl;
    }

    @Override
    public int mostBytes(int cookieBytes) {
        return hop == null ? bytes.remaining() : hop.request().length();
    }

    @Override
    public void encode(ByteBuffer to, ByteText cookies) {
        if (hop == null) {
            to.put(to.position(), bytes, bytes.position(), bytes.remaining());
            to.position(to.position() + bytes.remaining());
        } else {
            hop.request().putInto(to);
        }
    }
}
