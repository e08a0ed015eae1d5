// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes the request of a {@link LoadTest} a GraphQL request: by POST, or by GET where the load test's method says so. A response
 * that reports errors counts as failed, whatever its status.
 *
 * <pre>{@code
 * @LoadTest(url = "http://localhost:8080/graphql")
 * @GraphQl(query = "query Item($id: ID!) { item(id: $id) { name } }", variables = "{\"id\": \"${item:7}\"}")
 * class Item {}
 * }</pre>
 *
 * <p>On a {@link Step} method it makes the request of that step one, before the method is called; its variables may hold
 * values of {@link Feeder} fields. Code may also say {@code request.graphQl(query, variables)}.
 *
 * <pre>{@code
 * @Feeder("items.csv") Key key;   // record Key(String id) {}
 *
 * @Step(1)
 * @GraphQl(query = "query Item($id: ID!) { item(id: $id) { name } }", variables = "{\"id\": \"${key.id}\"}")
 * void item(HttpRequest request) {}
 * }</pre>
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface GraphQl {
    /** The document. It, or a {@link #file}. */
    String query() default "";

    /** File with the document, read once, before the run. May hold placeholders. Not on steps. */
    String file() default "";

    /** Which operation of the document is meant, where it has several. */
    String operationName() default "";

    /** A JSON object. May hold placeholders, or on steps values of feeders. */
    String variables() default "";
}
