// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import static javax.tools.Diagnostic.Kind.ERROR;
import static javax.tools.Diagnostic.Kind.NOTE;
import static javax.tools.Diagnostic.Kind.WARNING;

import javax.tools.Diagnostic;

/** Everything the processor can say: a tag that stays, and what is wrong, where, the value seen, what to do. */
public enum Message {
    NOT_A_CLASS(ERROR, "NotAClass", "@LoadTest is on %s '%s'; put it on a class"),
    PRIVATE_CLASS(
            ERROR, "PrivateClass", "the generated runner cannot see '%s', because '%s' is private; remove 'private'"),
    INNER_CLASS(ERROR, "InnerClass", "'%s' is an inner class; make '%s' static"),
    ABSTRACT_CLASS(ERROR, "AbstractClass", "'%s' is abstract, and a load test is a concrete class; remove 'abstract'"),
    GENERIC_CLASS(ERROR, "GenericClass", "'%s' has type parameters, and a load test has none; remove them"),
    NAME_TAKEN(ERROR, "NameTaken", "cannot generate '%s': a class of that name exists; rename it, or the load test"),
    BAD_NAME(ERROR, "BadName", "name = '%s' %s; write a name such as \"%s\""),
    DUPLICATE_NAME(ERROR, "DuplicateName", "'%s' is also the name of %s; write another with @LoadTest(name = ...)"),

    MISSING_URL(
            ERROR,
            "MissingUrl",
            "'%s' has no url; write url = \"http://localhost:8080/\", or add a @Setup method that returns the base URL"),
    BAD_URL(ERROR, "BadUrl", "%s: %s"),
    NO_BASE_URL(
            ERROR,
            "NoBaseUrl",
            "%s = '%s' is a path, and no @Setup method of '%s' returns the base URL;"
                    + " add one, or write an absolute URL such as 'http://localhost:8080%s'"),
    HTTPS(
            ERROR,
            "HttpsUnsupported",
            "%s = '%s': this version of vastar does not speak https yet; use an http URL of the same service"),
    ODD_SCHEME(WARNING, "OddScheme", "%s = '%s': there is no built-in protocol '%s'; did you mean '%s'?"),
    UNKNOWN_SCHEME(
            NOTE,
            "UnknownScheme",
            "%s = '%s': protocol '%s' is not built in; the jar that provides it must be there when the test runs"),
    BAD_METHOD(ERROR, "BadMethod", "%s = '%s' is not a request method; write one word such as GET or POST"),
    ODD_METHOD(WARNING, "OddMethod", "%s = '%s' is sent as it is, and methods are case-sensitive; did you mean '%s'?"),
    BAD_HEADER(ERROR, "BadHeader", "%s: %s"),
    BAD_BASIC_AUTH(ERROR, "BadBasicAuth", "basicAuth %s; write \"user:password\""),
    BODY_TWICE(ERROR, "BodyTwice", "body and bodyFile are both given (bodyFile = '%s'); keep one of them"),
    ODD_BODY(WARNING, "OddBody", "%s is sent with method %s, which few servers expect; write method = \"POST\""),
    BAD_PLACEHOLDER(ERROR, "BadPlaceholder", "%s: %s"),

    BAD_CONCURRENCY(ERROR, "BadConcurrency", "%s = %s is out of range; use 1 to %s"),
    BAD_REQUESTS(
            ERROR, "BadRequests", "requests = %s is negative; write how many, or leave it out and write a duration"),
    BAD_DURATION(ERROR, "BadDuration", "%s: %s"),
    ZERO_DURATION(ERROR, "ZeroDuration", "duration = '%s' is no time at all; write how long to send, such as 10s"),
    REQUESTS_AND_DURATION(
            ERROR,
            "RequestsAndDuration",
            "requests = %s and duration = '%s' are both given; keep the one that ends the test"),

    SWEEP_ALONE(ERROR, "SweepAlone", "@Sweep is on '%s', which is no load test; add @LoadTest(url = ...)"),
    BAD_SWEEP(ERROR, "BadSweep", "%s: %s"),
    SWEEP_TWICE(ERROR, "SweepTwice", "@Sweep says conc = '%s', @LoadTest says sweep = '%s'; keep one of them"),
    BAD_REPEATS(ERROR, "BadRepeats", "repeats = %s is less than 1; write how often to run each level, such as 3"),
    BAD_KNEE_RATIO(
            ERROR, "BadKneeRatio", "kneeRatio = %s is not a share; write a number above 0 and up to 1, such as 0.95"),
    BAD_GATE(ERROR, "BadGate", "%s = %s %s; write %s, such as %s, or leave it out for the sweep's own rule"),
    REFERENCE_TWICE(ERROR, "ReferenceTwice", "vs = '%s' and refFromJson = '%s' are both given; keep one reference"),

    NOT_STATIC(ERROR, "NotStatic", "@%s method '%s' is not static; make it static"),
    PRIVATE_METHOD(ERROR, "PrivateMethod", "the generated runner cannot call @%s method '%s'; remove 'private'"),
    HAS_PARAMETERS(
            ERROR, "HasParameters", "@%s method '%s' has parameters (%s), and nothing to fill them; remove them"),
    BAD_RETURN(ERROR, "BadReturn", "@%s method '%s' returns %s; return %s"),
    BAD_THROWS(ERROR, "BadThrows", "@%s method '%s' throws %s; declare an Exception or a subclass of it"),
    OUTSIDE_LOAD_TEST(
            ERROR,
            "OutsideLoadTest",
            "@%s method '%s' never runs, because '%s' is no load test; add @LoadTest, or move it into one"),
    TWO_BASE_URLS(
            ERROR,
            "TwoBaseUrls",
            "@Setup method '%s' returns a base URL, and so does '%s'; let one of them return void"),
    BASE_URL_UNUSED(
            WARNING,
            "BaseUrlUnused",
            "url = '%s' is absolute, so the base URL that @Setup method '%s' returns has no effect;"
                    + " write a path such as url = \"/\", or return void"),

    UNUSED(WARNING, "Unused", "%s = %s has no effect %s; remove it%s"),
    CONCURRENCY_UNUSED(
            NOTE,
            "ConcurrencyUnused",
            "concurrency = %s has no effect in a sweep, which has the levels '%s'; remove it"),

    MISSING_RUNTIME(
            ERROR,
            "MissingRuntime",
            "io.vastar.spi is not on the class path; add the dependency io.vastar:vastar-runtime"),
    UNWRITABLE(ERROR, "Unwritable", "cannot write %s: %s; check the compiler's output directory"),
    INTERNAL(
            ERROR,
            "Internal",
            "the processor failed, and this is its fault, not yours; please report it with these lines:%n%s");

    private final Diagnostic.Kind kind;
    private final String tag;
    private final String format;

    Message(Diagnostic.Kind kind, String tag, String format) {
        this.kind = kind;
        this.tag = tag;
        this.format = format;
    }

    public Diagnostic.Kind kind() {
        return kind;
    }

    public String tag() {
        return tag;
    }

    /** The tag, and the text with its blanks filled. */
    public String text(Object... values) {
        return "[Vastar/" + tag + "] " + String.format(format, values);
    }
}
