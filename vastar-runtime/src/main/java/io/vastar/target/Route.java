// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.util.List;
import java.util.function.Function;

/**
 * One path of the target.
 *
 * @param parameters names that its query may have
 * @param example a request target that works
 * @param summary one line for the list of routes
 * @param prepare makes the answer from a checked query; throws GrammarException for a wrong value
 */
record Route(String path, List<String> parameters, String example, String summary, Function<Query, Answer> prepare) {}
