// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.content.ContentFile;
import io.vastar.content.RandomUrls;
import io.vastar.content.Target;
import io.vastar.content.TargetFile;
import io.vastar.grammar.GrammarException;
import io.vastar.grammar.TargetUrl;
import io.vastar.grammar.UrlPattern;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.ContentDefinition;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariant;
import io.vastar.spi.RequestVariety;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Decides how the requests of a load test differ from each other. What the command line says replaces the annotation's. */
final class ContentPlanner {
    private static final String ROUND_ROBIN = "round-robin";
    private static final String RANDOM = "random";
    private static final Set<String> HTTP = Set.of("http", "https");

    private final String test;
    private final ContentDefinition source;
    private final boolean given;
    private final boolean moved;
    private final ContentDefinition flags;
    private final ContentDefinition annotation;
    private final PlaceholderValues values;

    ContentPlanner(LoadTestDefinition definition, Overrides.Request request, PlaceholderValues values) {
        test = definition.name();
        moved = request.url() != null;
        flags = request.content();
        annotation = definition.content();
        given = flags.varies() || request.bodyIsGiven() && annotation.bodyLines() != null;
        source = given ? flags : annotation;
        this.values = values;
        check(
                flags,
                "",
                request.body() != null
                        || request.bodyFile() != null
                        || !flags.form().isEmpty());
        check(
                annotation,
                "load test '" + test + "': ",
                definition.body() != null
                        || definition.bodyFile() != null
                        || !annotation.form().isEmpty());
    }

    private static void check(ContentDefinition said, String where, boolean hasBody) {
        boolean flag = where.isEmpty();
        String targets = flag ? "--targets" : "@Targets";
        String pattern = flag ? "--rand-regex-url" : "@Targets urlPattern";
        String lines = flag ? "-Z" : "@Body lines";
        exclude(said.targets() != null && said.urlPattern() != null, where, targets, pattern, "the URLs");
        exclude(said.targets() != null && said.bodyLines() != null, where, targets, lines, "what differs");
        exclude(said.urlPattern() != null && said.bodyLines() != null, where, pattern, lines, "what differs");
        exclude(said.bodyLines() != null && hasBody, where, lines, flag ? "-d, -D or -F" : "another body", "the body");
    }

    private static void exclude(boolean both, String where, String one, String other, String what) {
        if (both) {
            throw new ConfigurationException(
                    where + one + " and " + other + " both say " + what + " of a request; leave one out");
        }
    }

    /** The URL that the content itself gives when no other is there; null when it gives none. */
    String ownUrl(boolean readFiles) {
        if (source.urlPattern() != null) {
            UrlPattern pattern = pattern();
            return pattern.origin().isEmpty() ? null : pattern.origin() + "/";
        }
        if (source.targets() != null && (readFiles || given)) {
            Target first = targets().get(0);
            return TargetUrl.isPath(first.url()) ? null : first.url();
        }
        return null;
    }

    /**
     * How requests differ.
     *
     * @param url the load test's; its host is that of requests that name none
     * @param baseUrl what a set-up returned; null when it returned none
     * @param readFiles false to check everything but the content of the annotation's files, which a set-up may write
     * @param requests how many there will be at most; 0 when nobody knows
     * @return null when all are the same
     */
    RequestVariety plan(String url, String baseUrl, boolean readFiles, long requests, long seed) {
        boolean random = random();
        if (flags.maxRepeat() != null && source.urlPattern() == null) {
            throw new ConfigurationException("--max-repeat does nothing without --rand-regex-url; leave it out");
        }
        if (!source.varies()) {
            return null;
        }
        if (source.urlPattern() != null) {
            return ofPattern(url, requests, seed);
        }
        if (!readFiles && !given) {
            return null;
        }
        return source.targets() != null ? ofTargets(url, baseUrl, random, seed) : ofBodies(random, seed);
    }

    private boolean random() {
        boolean byFlag = flags.order() != null;
        String order = byFlag ? flags.order() : text(annotation.order(), orderAttribute());
        if (order == null) {
            return false;
        }
        String where = byFlag ? "--order" : "load test '" + test + "', " + orderAttribute();
        String lower = order.toLowerCase(Locale.ROOT).replace('_', '-');
        if (!lower.equals(ROUND_ROBIN) && !lower.equals(RANDOM)) {
            throw new ConfigurationException(
                    where + ": '" + order + "' is no order; write " + ROUND_ROBIN + " or " + RANDOM);
        }
        boolean orders = source.varies() && source.urlPattern() == null;
        if (!orders && !byFlag && given) {
            return false; // a flag has replaced what the annotation puts in order
        }
        if (!orders) {
            throw new ConfigurationException(where + ": there is nothing to put in order; "
                    + (source.urlPattern() != null
                            ? "URLs of a pattern come by chance anyway, leave it out"
                            : "add a file of targets or of bodies, or leave it out"));
        }
        return lower.equals(RANDOM);
    }

    private String orderAttribute() {
        return annotation.bodyLines() != null ? "@Body order" : "@Targets order";
    }

    private String where(String flag, String attribute) {
        return given ? flag : "load test '" + test + "', " + attribute;
    }

    private String text(String text, String attribute) {
        return values.resolve(text, test, attribute);
    }

    private UrlPattern pattern() {
        try {
            return UrlPattern.parse(given ? source.urlPattern() : text(source.urlPattern(), "@Targets urlPattern"));
        } catch (GrammarException e) {
            throw new ConfigurationException(
                    where("--rand-regex-url", "@Targets urlPattern") + ": " + e.getMessage(), e);
        }
    }

    private RequestVariety ofPattern(String url, long requests, long seed) {
        UrlPattern pattern = pattern();
        Integer asked = flags.maxRepeat() != null ? flags.maxRepeat() : annotation.maxRepeat();
        int repeat = asked == null ? RandomUrls.MAX_REPEAT : asked;
        if (repeat < 0 || repeat > UrlPattern.MOST_REPEATS) {
            String where = flags.maxRepeat() != null ? "--max-repeat" : "load test '" + test + "', @Targets maxRepeat";
            throw new ConfigurationException(
                    where + ": " + repeat + " is not between 0 and " + UrlPattern.MOST_REPEATS + "; write one that is");
        }
        if (!given
                && !pattern.origin().isEmpty()
                && !moved
                && !Urls.key(pattern.origin()).equals(Urls.key(url))) {
            throw new ConfigurationException(where("", "@Targets urlPattern") + ": "
                    + RequestSpec.shown(pattern.origin()) + " is another host than "
                    + RequestSpec.shown(Urls.origin(url)) + " of url; write a path, or leave url out");
        }
        int count = requests > 0 ? (int) Math.min(requests, RandomUrls.POOL) : RandomUrls.POOL;
        String origin = Urls.origin(url);
        List<RequestVariant> variants = new ArrayList<>(count);
        for (String path :
                RandomUrls.generate(pattern, repeat, count, seed, where("--rand-regex-url", "@Targets urlPattern"))) {
            variants.add(RequestVariant.ofUrl(origin + path));
        }
        return new RequestVariety(
                count + " URLs of the pattern " + pattern.expression(), variants, List.of(), false, seed);
    }

    private RequestVariety ofBodies(boolean random, long seed) {
        String where = where("-Z", "@Body lines");
        Path file = file(source.bodyLines(), where, "@Body lines");
        List<RequestVariant> variants = new ArrayList<>();
        ContentFile.lines(file, where).forEach(line -> variants.add(RequestVariant.ofBody(line)));
        return new RequestVariety(
                count(variants.size(), "body", "bodies") + " of " + file, variants, List.of(), random, seed);
    }

    private Path file(String name, String where, String attribute) {
        return ContentFile.path(given ? name : text(name, attribute), where);
    }

    private List<Target> targets() {
        String where = where("--targets", "@Targets");
        return TargetFile.read(file(source.targets(), where, "@Targets"), where);
    }

    private RequestVariety ofTargets(String url, String baseUrl, boolean random, long seed) {
        String where = where("--targets", "@Targets");
        Path file = file(source.targets(), where, "@Targets");
        List<Target> targets = TargetFile.read(file, where);
        List<RequestVariant> variants = new ArrayList<>(targets.size());
        List<Integer> weights = new ArrayList<>(targets.size());
        long sum = 0;
        String own = scheme(url);
        for (Target target : targets) {
            String absolute = Urls.reference(target.url(), baseUrl, url, test);
            String scheme = scheme(absolute);
            if (!scheme.equals(own) && !(HTTP.contains(scheme) && HTTP.contains(own))) {
                throw new ConfigurationException(where + ": '" + file + "', line " + target.line() + ": "
                        + RequestSpec.shown(Urls.origin(absolute)) + " is none for requests that begin with "
                        + RequestSpec.shown(Urls.origin(url)) + "; use a file for each protocol");
            }
            variants.add(new RequestVariant(target.method(), absolute, target.headers(), target.body()));
            weights.add(target.weight());
            sum += target.weight();
        }
        if (sum > TargetFile.MOST) {
            throw new ConfigurationException(where + ": the weights in '" + file + "' come to " + sum + " together; "
                    + TargetFile.MOST + " is the most, use smaller ones");
        }
        boolean weighted = weights.stream().anyMatch(weight -> !weight.equals(weights.get(0)));
        RequestVariety variety = new RequestVariety(
                count(variants.size(), "target", "targets") + " of " + file,
                variants,
                weighted ? weights : List.of(),
                random,
                seed);
        Set<String> hosts = Urls.origins(url, variety);
        if (variants.stream().noneMatch(variant -> Urls.key(variant.url()).equals(Urls.key(url)))) {
            throw new ConfigurationException(where + ": no target in '" + file + "' goes to "
                    + RequestSpec.shown(Urls.origin(url))
                    + ", the host of the load test; leave its URL out, or let it be"
                    + " the host of a target");
        }
        return hosts.size() == 1
                ? variety
                : new RequestVariety(
                        variety.summary() + ", to " + hosts.size() + " hosts",
                        variants,
                        variety.weights(),
                        random,
                        seed);
    }

    private static String scheme(String url) {
        String key = Urls.key(url);
        return key.substring(0, key.indexOf(':'));
    }

    private static String count(int count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }
}
