// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

/**
 * One thing that {@code doctor} looked at.
 *
 * @param advice what to do; empty when it is fine
 */
record DoctorCheck(Verdict verdict, String name, String value, String advice) {
    enum Verdict {
        OK,
        WARN,
        FAIL
    }

    static DoctorCheck ok(String name, String value) {
        return new DoctorCheck(Verdict.OK, name, value, "");
    }

    static DoctorCheck warn(String name, String value, String advice) {
        return new DoctorCheck(Verdict.WARN, name, value, advice);
    }

    static DoctorCheck fail(String name, String value, String advice) {
        return new DoctorCheck(Verdict.FAIL, name, value, advice);
    }
}
