// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.ArrayList;
import java.util.List;

/**
 * What to send, in the user's terms, before any protocol has looked at it. Plain data.
 *
 * @param url absolute URL; its scheme picks the {@link ProtocolProvider}
 * @param method request method, {@code GET} where the user said nothing
 * @param headers in the user's order; a later one overrides a default header of the same name, in any case
 * @param contentType null when not given
 * @param accept null when not given
 * @param basicAuth {@code user:password}, null when not given
 * @param body empty when there is none
 * @param keepAlive false opens a connection for each request
 * @param compression false asks the target for an identity encoding
 * @param transport how it gets there
 * @param content how requests differ, and how they are sent
 * @param options of the protocol, as its annotation declares them
 */
public record RequestSpec(
        String url,
        String method,
        List<Header> headers,
        String contentType,
        String accept,
        String basicAuth,
        byte[] body,
        boolean keepAlive,
        boolean compression,
        TransportSpec transport,
        RequestContent content,
        Options options) {
    private static final byte[] NO_BODY = {};

    public RequestSpec {
        headers = List.copyOf(headers);
    }

    /** Of a protocol without options of its own. */
    public RequestSpec(
            String url,
            String method,
            List<Header> headers,
            String contentType,
            String accept,
            String basicAuth,
            byte[] body,
            boolean keepAlive,
            boolean compression,
            TransportSpec transport,
            RequestContent content) {
        this(
                url,
                method,
                headers,
                contentType,
                accept,
                basicAuth,
                body,
                keepAlive,
                compression,
                transport,
                content,
                Options.NONE);
    }

    /** One request as it is. */
    public RequestSpec(
            String url,
            String method,
            List<Header> headers,
            String contentType,
            String accept,
            String basicAuth,
            byte[] body,
            boolean keepAlive,
            boolean compression,
            TransportSpec transport) {
        this(
                url,
                method,
                headers,
                contentType,
                accept,
                basicAuth,
                body,
                keepAlive,
                compression,
                transport,
                RequestContent.NONE);
    }

    /** Over a transport of which nothing is said. */
    public RequestSpec(
            String url,
            String method,
            List<Header> headers,
            String contentType,
            String accept,
            String basicAuth,
            byte[] body,
            boolean keepAlive,
            boolean compression) {
        this(url, method, headers, contentType, accept, basicAuth, body, keepAlive, compression, TransportSpec.NONE);
    }

    /** A plain GET. */
    public static RequestSpec get(String url) {
        return new RequestSpec(url, "GET", List.of(), null, null, null, NO_BODY, true, true);
    }

    public RequestSpec withUrl(String newUrl) {
        return with(newUrl, method, headers, body, transport, content);
    }

    public RequestSpec with(TransportSpec newTransport) {
        return with(url, method, headers, body, newTransport, content);
    }

    public RequestSpec with(Options newOptions) {
        return new RequestSpec(
                url,
                method,
                headers,
                contentType,
                accept,
                basicAuth,
                body,
                keepAlive,
                compression,
                transport,
                content,
                newOptions);
    }

    public RequestSpec with(RequestContent newContent) {
        return with(url, method, headers, body, transport, newContent);
    }

    /** How many different requests there are. */
    public int variants() {
        return content.variety() == null ? 1 : content.variety().variants().size();
    }

    /** One of the different requests; this when there is one only. */
    public RequestSpec variant(int index) {
        if (content.variety() == null) {
            return this;
        }
        RequestVariant variant = content.variety().variants().get(index);
        List<Header> merged = new ArrayList<>(headers);
        for (Header own : variant.headers()) {
            merged.removeIf(common -> common.name().equalsIgnoreCase(own.name()));
        }
        merged.addAll(variant.headers());
        return with(
                variant.url() == null ? url : variant.url(),
                variant.method() == null ? method : variant.method(),
                merged,
                variant.body() == null ? body : variant.body(),
                transport,
                content.with((RequestVariety) null));
    }

    private RequestSpec with(
            String newUrl,
            String newMethod,
            List<Header> newHeaders,
            byte[] newBody,
            TransportSpec newTransport,
            RequestContent newContent) {
        return new RequestSpec(
                newUrl,
                newMethod,
                newHeaders,
                contentType,
                accept,
                basicAuth,
                newBody,
                keepAlive,
                compression,
                newTransport,
                newContent,
                options);
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return "RequestSpec[" + method + " " + shown(url) + "]";
    }

    /** The URL for people to read: user and password, where it has them, are masked. */
    public static String shown(String url) {
        int authority = url.indexOf("://");
        if (authority < 0) {
            return url;
        }
        int from = authority + 3;
        int end = from;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        int at = url.lastIndexOf('@', end - 1);
        return at < from ? url : url.substring(0, from) + "***" + url.substring(at);
    }
}
