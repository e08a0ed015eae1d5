// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

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
        TransportSpec transport) {
    private static final byte[] NO_BODY = {};

    public RequestSpec {
        headers = List.copyOf(headers);
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
        return new RequestSpec(
                newUrl, method, headers, contentType, accept, basicAuth, body, keepAlive, compression, transport);
    }

    public RequestSpec with(TransportSpec newTransport) {
        return new RequestSpec(
                url, method, headers, contentType, accept, basicAuth, body, keepAlive, compression, newTransport);
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
