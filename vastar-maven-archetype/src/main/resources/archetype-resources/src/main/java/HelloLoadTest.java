#set( $symbol_pound = "#" )
#set( $symbol_dollar = "$" )
package ${package};

import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Setup;
import io.vastar.annotations.TearDown;
import io.vastar.target.TargetServer;

/**
 * A first load test: plain GETs, 50 under way at once, for five seconds.
 *
 * <p>It runs as it is, against vastar's own target server, which the set-up method starts. To test your service, delete
 * both methods and write its whole URL, best with a placeholder so that each stage can have its own:
 *
 * <pre>{@code
 * @LoadTest(url = "${symbol_dollar}{base:http://localhost:8080}/api/items", concurrency = 50, duration = "30s")
 * class HelloLoadTest {}
 * }</pre>
 *
 * <p>and run it with {@code java -jar target/benchmarks.jar -P base=http://staging:8080}. Or keep a set-up method that
 * starts your service and returns its URL. Add {@code sweep = "auto"} to find the concurrency that serves it best.
 */
@LoadTest(url = "/plain", concurrency = 50, duration = "5s")
class HelloLoadTest {
    private static TargetServer target;

    /** Runs before the test; the URL it returns is the base of {@code url}. */
    @Setup
    static String startTarget() {
        target = TargetServer.start();
        return target.url();
    }

    @TearDown
    static void stopTarget() {
        target.close();
    }
}
