// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.HostPort;
import io.vastar.grammar.NoProxy;
import io.vastar.grammar.ProxyUrl;
import io.vastar.spi.ProxySpec;
import io.vastar.spi.TransportSpec;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The proxy that the environment names, where the user names none: {@code http_proxy}, {@code https_proxy} or {@code
 * HTTPS_PROXY}, else {@code all_proxy} or {@code ALL_PROXY}; {@code no_proxy} and {@code NO_PROXY} except hosts. This machine
 * itself is always reached straight.
 *
 * <p>{@code HTTP_PROXY} is not read, as in curl: a CGI program gets a request's {@code Proxy} header under that name, so that
 * a stranger could choose the proxy (httpoxy, CVE-2016-5385).
 */
final class EnvironmentProxy {
    private static final Pattern URL = Pattern.compile(
            "(https?)://(?:[^/?#]*@)?(\\[[^\\]]*\\]|[^/?#:]*)(?::([0-9]{1,5}))?.*", Pattern.CASE_INSENSITIVE);

    private EnvironmentProxy() {}

    /** What the user said, or what the environment says where that was nothing. */
    static ProxySpec of(TransportSpec transport, String url, UnaryOperator<String> environment) {
        ProxySpec said = transport.proxy();
        Matcher matcher = URL.matcher(url);
        if (said.url() != null || transport.names().unixSocket() != null || !matcher.matches()) {
            return said;
        }
        boolean secure = matcher.group(1).equalsIgnoreCase("https");
        String host = matcher.group(2).replaceAll("[\\[\\]]", "");
        int port = matcher.group(3) == null ? secure ? 443 : 80 : Integer.parseInt(matcher.group(3));
        String[] names = secure
                ? new String[] {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}
                : new String[] {"http_proxy", "all_proxy", "ALL_PROXY"};
        String variable = first(environment, names);
        String exceptName = first(environment, "no_proxy", "NO_PROXY");
        String except = exceptName == null ? null : environment.apply(exceptName);
        if (said.except() != null) {
            except = said.except();
        }
        if (variable == null || HostPort.isLoopback(host) || NoProxy.covers(except, host, port)) {
            // an exception from the environment's proxy is not said in vain
            return variable == null ? said : said.withExcept(null);
        }
        return said.from(variable, environment.apply(variable), except);
    }

    /** For a request to another URL: the proxy of the environment is chosen anew. */
    static TransportSpec forAnother(TransportSpec transport, String url, UnaryOperator<String> environment) {
        ProxySpec proxy = transport.proxy();
        TransportSpec plain = proxy.variable() == null ? transport : transport.with(proxy.from(null, null, null));
        return plain.with(of(plain, url, environment));
    }

    private static String first(UnaryOperator<String> environment, String... names) {
        for (String name : names) {
            String value = environment.apply(name);
            if (value != null && !value.isBlank()) {
                return name;
            }
        }
        return null;
    }

    static String note(ProxySpec proxy) {
        String shown = ProxyUrl.masked(proxy.url());
        return "requests go through the proxy " + shown + " that the environment names (" + proxy.variable()
                + "); --proxy '' goes straight to the target";
    }
}
