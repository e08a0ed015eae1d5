// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

/**
 * What a user's thread tells its agent.
 *
 * @param user null when it is not about a user
 * @param name of the measured part or the check
 * @param fromNs start of a part
 * @param toNs end of a part or an iteration; when a request was handed over
 * @param failure null when it went well
 */
record UserEvent(Kind kind, ThreadedUser user, String name, long fromNs, long toNs, Throwable failure) {
    /** What it is about. */
    enum Kind {
        /** A request of the user is to be sent. */
        CALL,
        /** A part was measured. */
        PART,
        /** A check held. */
        CHECK_PASSED,
        /** A check did not hold. */
        CHECK_FAILED,
        /** The iteration is over. */
        DONE,
        /** There is no data for this user. */
        LEFT
    }
}
