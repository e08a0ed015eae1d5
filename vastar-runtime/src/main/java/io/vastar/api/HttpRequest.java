// SPDX-License-Identifier: Apache-2.0
package io.vastar.api;

/**
 * The request that a step composes. It begins as the load test's own request without its body: method GET, its URL, its
 * headers. Text goes in UTF-8. Valid until the method returns; allocates nothing itself.
 *
 * <p>A wrong argument is an {@link IllegalArgumentException}, which is counted as a failure of the step's code.
 */
public interface HttpRequest {
    /**
     * @param path with query, such as {@code /items?page=2}, on the load test's own host; or an absolute URL of any host,
     *     such as {@code https://login.example.com/token}, which then has connections of its own. Credentials and cookies in
     *     the load test's headers go to its own host only
     */
    HttpRequest get(String path);

    HttpRequest post(String path);

    HttpRequest put(String path);

    HttpRequest patch(String path);

    HttpRequest delete(String path);

    HttpRequest head(String path);

    /** Any other method, such as {@code OPTIONS}. */
    HttpRequest method(String method, String path);

    /** Adds a query parameter; name and value are percent-encoded. After the method and path. */
    HttpRequest query(String name, String value);

    /** Adds a query parameter. */
    HttpRequest query(String name, long value);

    /** Sets a header, in place of one of that name, in any case. */
    HttpRequest header(String name, String value);

    /** {@code Authorization: Bearer token}. */
    HttpRequest bearer(String token);

    /** A body of type {@code application/json}. */
    HttpRequest json(String json);

    /** A body of type {@code text/plain; charset=utf-8}, unless another is set. */
    HttpRequest body(String text);

    /** A body of type {@code application/octet-stream}, unless another is set; copied. */
    HttpRequest body(byte[] bytes);

    /** Adds a field to a body of type {@code application/x-www-form-urlencoded}. */
    HttpRequest form(String name, String value);

    /**
     * A GraphQL request: by POST, or by GET where {@link #get} was called before. A response with errors then counts as failed,
     * whatever its status, and so does one that is no GraphQL response.
     *
     * @param variables null; or a text with a JSON object; or what is to be written as one, such as a map or a record
     */
    HttpRequest graphQl(String query, Object variables);

    /** @param operationName which operation of the document is meant; null when there is one only */
    HttpRequest graphQl(String query, String operationName, Object variables);

    /** The row of the report that this request counts in, where that is not its step. Blocking scenarios only. */
    HttpRequest named(String row);
}
