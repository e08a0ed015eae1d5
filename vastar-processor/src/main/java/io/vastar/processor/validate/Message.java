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
    BAD_CONTENT(ERROR, "BadContent", "%s %s"),
    BAD_AUTH(ERROR, "BadAuth", "%s %s"),
    ODD_BODY(WARNING, "OddBody", "%s is sent with method %s, which few servers expect; write method = \"POST\""),
    BAD_REDIRECTS(ERROR, "BadRedirects", "redirects = %s is out of range; use 0 to %s"),
    COMPRESSION_TWICE(
            ERROR,
            "CompressionTwice",
            "@HttpOptions asks for compressed responses, and @LoadTest(compression = false) for uncompressed ones; remove one"),
    BAD_GRAPHQL(ERROR, "BadGraphQl", "@GraphQl: %s"),
    BAD_PLACEHOLDER(ERROR, "BadPlaceholder", "%s: %s"),

    BAD_CONCURRENCY(ERROR, "BadConcurrency", "%s = %s is out of range; use 1 to %s"),
    BAD_REQUESTS(
            ERROR, "BadRequests", "requests = %s is negative; write how many, or leave it out and write a duration"),
    BAD_DURATION(ERROR, "BadDuration", "%s: %s"),
    ZERO_DURATION(ERROR, "ZeroDuration", "%s = '%s' is no time at all; write how long %s, such as 10s"),
    REQUESTS_AND_DURATION(
            ERROR,
            "RequestsAndDuration",
            "requests = %s and duration = '%s' are both given; keep the one that ends the test"),

    BAD_RATE(ERROR, "BadRate", "%s: %s"),
    BAD_STAGES(ERROR, "BadStages", "%s: %s"),
    BAD_ARRIVAL(ERROR, "BadArrival", "%s: %s"),
    BAD_WARM_UP(ERROR, "BadWarmUp", "%s: %s"),
    BAD_PER_USER_RATE(
            ERROR,
            "BadPerUserRate",
            "perUserRate = %s is no number of iterations per second; write one such as 10, or 0 for no limit"),
    RATE_AND_STAGES(
            ERROR,
            "RateAndStages",
            "rate = '%s' and stages = '%s' are both given; stages say what the rate is over time: keep one of them"),
    STAGES_AND_LENGTH(
            ERROR,
            "StagesAndLength",
            "%s = %s has no place beside stages = '%s', which say how long the run is; keep one of them"),
    LOAD_AND_SWEEP(
            ERROR, "LoadAndSweep", "%s = '%s' has no place in a sweep, which has the levels '%s'; keep one of them"),
    CONCURRENCY_AND_STAGES(
            ERROR,
            "ConcurrencyAndStages",
            "concurrency = %s and stages = '%s' both say how many users there are; keep one of them"),
    NO_RATE(
            ERROR,
            "NoRate",
            "%s = %s is for arrivals of a rate, and there is none; write rate = \"1000/s\", or remove it"),
    NO_USERS(
            ERROR,
            "NoUsers",
            "%s spaces the iterations of one user, and with a rate each iteration is a new user; remove it"),

    BAD_TLS(ERROR, "BadTls", "%s: %s"),
    TLS_UNUSED(WARNING, "TlsUnused", "@Tls has no effect on '%s', which is not over TLS; write https://, or remove it"),
    BAD_PROXY(ERROR, "BadProxy", "%s: %s"),
    BAD_ROUTE(ERROR, "BadRoute", "%s: %s"),
    SOCKET_AND_ROUTE(
            ERROR,
            "SocketAndRoute",
            "%s does nothing beside unixSocket = '%s', which is a socket of this machine; keep one of them"),
    BAD_HTTP_VERSION(
            ERROR,
            "BadHttpVersion",
            "version = '%s' is no version of HTTP that is spoken here; write \"1.1\" or \"2\""),
    BAD_STREAMS(ERROR, "BadStreams", "streams = %s %s"),
    BAD_PIPELINE(ERROR, "BadPipeline", "pipeline = %s is out of range; use 1 to 1000"),
    BAD_REQUESTS_PER_CONNECTION(
            ERROR,
            "BadRequestsPerConnection",
            "requestsPerConnection = %s is negative; write how many, or leave it out for no limit"),
    CONNECTION_OF_ONE(
            ERROR,
            "ConnectionOfOne",
            "%s = %s does nothing with keepAlive = false, which ends a connection after one request; keep one of them"),

    BAD_OPTION(ERROR, "BadOption", "@%s(%s): %s"),
    BAD_OPTION_TEXT(ERROR, "BadOptionText", "%s: %s"),
    TWO_PROTOCOLS(
            ERROR,
            "TwoProtocols",
            "@%s stands beside @%s on '%s', and a load test speaks one protocol; remove one of them"),
    OPTIONS_UNUSED(
            WARNING,
            "OptionsUnused",
            "@%s has no effect on url = '%s': the scheme '%s' belongs to another protocol; write %s://, or remove it"),

    SWEEP_ALONE(ERROR, "SweepAlone", "@Sweep is on '%s', which is no load test; add @LoadTest(url = ...)"),
    BAD_SWEEP(ERROR, "BadSweep", "%s: %s"),
    SWEEP_TWICE(ERROR, "SweepTwice", "@Sweep says conc = '%s', @LoadTest says sweep = '%s'; keep one of them"),
    BAD_REPEATS(ERROR, "BadRepeats", "repeats = %s is less than 1; write how often to run each level, such as 3"),
    BAD_KNEE_RATIO(
            ERROR, "BadKneeRatio", "kneeRatio = %s is not a share; write a number above 0 and up to 1, such as 0.95"),
    BAD_GATE(ERROR, "BadGate", "%s = %s %s; write %s, such as %s, or leave it out for the sweep's own rule"),
    REFERENCE_TWICE(ERROR, "ReferenceTwice", "vs = '%s' and refFromJson = '%s' are both given; keep one reference"),

    NOT_STATIC(ERROR, "NotStatic", "@%s method '%s' is not static; make it static"),
    BASE_URL_OF_USER(
            ERROR,
            "BaseUrlOfUser",
            "@Setup method '%s' returns %s, and the base URL is asked for once, before there are virtual users; make it"
                    + " static"),
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

    NOT_INSTANCE(ERROR, "NotInstance", "@%s method '%s' is static, and an instance is a virtual user; remove 'static'"),
    BAD_PARAMETERS(ERROR, "BadParameters", "@%s method '%s' takes %s; let it take %s"),
    NO_CONSTRUCTOR(
            ERROR,
            "NoConstructor",
            "the generated runner cannot make a '%s' for each virtual user; add a constructor %s() that is not private"),
    DUPLICATE_ORDER(
            ERROR, "DuplicateOrder", "step '%s' has the order %s, and so has '%s'; write another, such as @Step(%s)"),
    NAME_CLASH(ERROR, "NameClash", "%s '%s' has the same name as '%s', apart from case; rename one of them"),
    UNKNOWN_STEP(ERROR, "UnknownStep", "@OnResponse(\"%s\"): '%s' has no step of that name; %s"),
    TWO_READERS(ERROR, "TwoReaders", "'%s' reads the response of step '%s', and so does '%s'; make one method of them"),
    STEPS_AND_SCENARIOS(
            ERROR,
            "StepsAndScenarios",
            "@Scenario method '%s' is in '%s', which has @Step methods; move it to a class of its own"),
    CODE_BESIDE_MIX(
            ERROR,
            "CodeBesideMix",
            "'%s' is one of a mix of nested classes, but '%s' around it has @Step or @Scenario methods itself;"
                    + " move those into a nested class too"),
    BAD_THINK_TIME(ERROR, "BadThinkTime", "%s: %s"),
    BAD_SLO(ERROR, "BadSlo", "%s: %s"),
    BAD_STATUS(ERROR, "BadStatus", "@Expect status = %s is no status code; use 100 to 599"),
    BAD_WEIGHT(ERROR, "BadWeight", "@Weight(%s) on '%s' is less than 1; write a share such as 20"),
    WEIGHT_ALONE(
            ERROR,
            "WeightAlone",
            "@Weight on '%s' has nothing to be weighed against; remove it, or make it one of two scenarios or more"),
    BAD_FEEDER(ERROR, "BadFeeder", "@Feeder field '%s' %s"),
    BAD_PARAM(ERROR, "BadParam", "@Param field '%s' %s"),
    BAD_PARAM_VALUE(ERROR, "BadParamValue", "@Param %s"),
    STRAY(ERROR, "Stray", "@%s on '%s' has no effect, because %s; %s"),

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

    /** Whether a run repeats it: {@code mvn -q} and many other builds do not show what is no error. */
    boolean isRepeated() {
        return kind == WARNING || this == CONCURRENCY_UNUSED;
    }

    /** The tag, and the text with its blanks filled. */
    public String text(Object... values) {
        return "[Vastar/" + tag + "] " + String.format(format, values);
    }
}
