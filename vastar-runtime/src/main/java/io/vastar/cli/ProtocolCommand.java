// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.grammar.OptionRule;
import io.vastar.grammar.OptionRules;
import io.vastar.plan.OptionValues;
import io.vastar.plan.Overrides;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Options;
import io.vastar.spi.ProtocolProvider;
import io.vastar.spi.RequestSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Parameters;

/** {@code PROTOCOL URL}: one run of a protocol whose flags follow from the options that it declares. */
@Command(customSynopsis = "${COMMAND-FULL-NAME} [OPTIONS] URL")
final class ProtocolCommand extends UrlCommand {
    private final OptionRules rules;
    private final Map<String, Object> given = new LinkedHashMap<>();

    @Parameters(paramLabel = "URL", arity = "0..1", description = "What to load, such as ${bundle:say.url}.")
    private String url;

    @ArgGroup(validate = false, heading = "%nTLS:%n", order = 7)
    private TlsFlags tls = new TlsFlags();

    @ArgGroup(validate = false, heading = "%nNames and addresses:%n", order = 8)
    private RouteFlags route = new RouteFlags();

    private ProtocolCommand(Context context, OptionRules rules) {
        super(rules.protocol(), context);
        this.rules = rules;
    }

    /** The command of a protocol that declares options. */
    static CommandLine of(Context context, ProtocolProvider provider) {
        OptionRules rules = OptionRules.of(provider.options());
        ProtocolCommand command = new ProtocolCommand(context, rules);
        CommandLine line = new CommandLine(command);
        line.setResourceBundle(Words.protocol(rules.schemes().get(0) + "://localhost"));
        UsageMessageSpec usage = line.getCommandSpec().name(rules.protocol()).usageMessage();
        usage.description(provider.summary());
        line.getCommandSpec().addArgGroup(command.group());
        return line;
    }

    private ArgGroupSpec group() {
        ArgGroupSpec.Builder group =
                ArgGroupSpec.builder().validate(false).order(5).heading("%n" + rules.annotation() + ":%n");
        for (OptionRule rule : rules.options()) {
            group.addArg(option(rule));
        }
        return group.build();
    }

    private OptionSpec option(OptionRule rule) {
        boolean isSwitch = rule.type() == OptionRule.Type.SWITCH;
        OptionSpec.Builder option = OptionSpec.builder(rule.flags().toArray(String[]::new))
                .description(OptionValues.help(rule).replace("%", "%%"))
                .type(isSwitch ? Boolean.class : String.class)
                .arity(isSwitch ? "0" : "1")
                .setter(new OptionSetter(rule));
        if (!isSwitch) {
            option.paramLabel(OptionValues.label(rule));
        }
        return option.build();
    }

    @Override
    Overrides.Request request() {
        if (url == null) {
            throw new ConfigurationException(
                    "there is no URL; write one such as " + rules.schemes().get(0) + "://localhost");
        }
        int colon = url.indexOf("://");
        String scheme = colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!rules.schemes().contains(scheme)) {
            throw new ConfigurationException("'" + RequestSpec.shown(url) + "' is not a URL of " + rules.protocol()
                    + "; write one such as " + rules.schemes().get(0) + "://"
                    + (colon < 0 ? url : "localhost, or use the command of its protocol"));
        }
        Overrides.Request request = Overrides.Request.NONE.withUrl(url).with(Options.of(given));
        return route.on(tls.on(request));
    }

    /** Keeps what a flag was given, as the option's own type. */
    private final class OptionSetter implements CommandLine.Model.ISetter {
        private final OptionRule rule;

        OptionSetter(OptionRule rule) {
            this.rule = rule;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T set(T value) {
            if (value == null) {
                return null;
            }
            Object parsed = value instanceof String text ? OptionValues.parse(rule, text) : value;
            Object before = given.get(rule.name());
            if (before instanceof List<?> items && parsed instanceof List<?> more) {
                List<Object> all = new ArrayList<>(items);
                all.addAll(more);
                given.put(rule.name(), all);
            } else {
                given.put(rule.name(), parsed);
            }
            return (T) before;
        }
    }
}
