// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/**
 * How requests differ, how their bodies are sent, and how they are authorized beyond a fixed header. Its text shows no
 * secret.
 *
 * @param variety null when there is one request
 * @param chunked whether bodies go without their length: over HTTP/1.1 with {@code Transfer-Encoding: chunked}
 * @param digestAuth {@code user:password} for Digest authentication; null when there is none
 * @param aws null when requests are not signed for AWS
 */
public record RequestContent(RequestVariety variety, boolean chunked, String digestAuth, AwsCredentials aws) {
    /** One request as it is. */
    public static final RequestContent NONE = new RequestContent(null, false, null, null);

    public RequestContent with(RequestVariety newVariety) {
        return new RequestContent(newVariety, chunked, digestAuth, aws);
    }

    @Override
    public String toString() {
        return "RequestContent[variety=" + (variety == null ? null : variety.summary()) + ", chunked=" + chunked
                + ", digest=" + (digestAuth != null) + ", aws=" + aws + "]";
    }
}
