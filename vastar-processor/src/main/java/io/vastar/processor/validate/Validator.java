// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.processor.model.LoadTestModel;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Judges a load test by all rules. */
public final class Validator {
    private final Problems problems;
    private final ClassValidator classes;
    private final RequestValidator requests;
    private final HttpValidator http;
    private final RunValidator runs;
    private final SweepValidator sweeps;
    private final ContentValidator contents;
    private final AuthValidator auths;
    private final LoadValidator loads;
    private final TransportValidator transports;
    private final LifecycleValidator lifecycles;
    private final UserValidator users;
    private final BehaviourValidator behaviours;
    private final FieldValidator fields;
    private final TlsValidator tls;
    private final OptionValidator options;

    public Validator(Problems problems, Elements elements, Types types) {
        this.problems = problems;
        classes = new ClassValidator(problems);
        requests = new RequestValidator(problems);
        http = new HttpValidator(problems);
        contents = new ContentValidator(problems);
        auths = new AuthValidator(problems);
        runs = new RunValidator(problems);
        sweeps = new SweepValidator(problems, requests, runs);
        loads = new LoadValidator(problems, runs);
        transports = new TransportValidator(problems);
        MethodShapes shapes = new MethodShapes(problems, elements, types);
        lifecycles = new LifecycleValidator(problems, shapes);
        users = new UserValidator(problems, shapes, classes);
        behaviours = new BehaviourValidator(problems);
        fields = new FieldValidator(problems);
        tls = new TlsValidator(problems);
        options = new OptionValidator(problems);
    }

    /** Reports what is wrong; true when a runner can be generated. */
    public boolean validate(LoadTestModel model) {
        problems.begin();
        int before = problems.errors();
        classes.validate(model);
        requests.validate(model);
        http.validate(model);
        contents.validate(model);
        auths.validate(model);
        runs.validate(model);
        sweeps.validate(model);
        loads.validate(model);
        transports.validate(model);
        lifecycles.validate(model);
        users.validate(model);
        behaviours.validate(model);
        fields.validate(model);
        tls.validate(model);
        options.validate(model);
        return problems.errors() == before;
    }
}
