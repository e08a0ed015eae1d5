// SPDX-License-Identifier: Apache-2.0
package io.vastar.api;

/**
 * A blocking HTTP client for scenarios: its requests go over the engine's own connections and count as the engine's own
 * do. One virtual user's; one request at a time. Rows of the report are named by method and path, without the query,
 * unless {@link HttpCall#named} specifies another name. Paths are as in {@link HttpRequest#get}, so they may be absolute URLs of other
 * hosts.
 */
public interface Http {
    HttpCall get(String path);

    HttpCall post(String path);

    HttpCall put(String path);

    HttpCall patch(String path);

    HttpCall delete(String path);

    HttpCall head(String path);

    /** Any other method, such as {@code OPTIONS}. */
    HttpCall method(String method, String path);
}
