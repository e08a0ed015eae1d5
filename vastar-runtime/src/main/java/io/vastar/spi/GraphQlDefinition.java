// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/**
 * A GraphQL request, in the user's terms. Null means that nothing is said.
 *
 * @param query the document
 * @param file that holds the document; either it or the query is given
 * @param operationName which operation of the document is meant
 * @param variables a JSON object; may hold placeholders
 */
public record GraphQlDefinition(String query, String file, String operationName, String variables) {}
