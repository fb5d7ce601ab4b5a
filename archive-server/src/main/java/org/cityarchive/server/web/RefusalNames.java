package org.cityarchive.server.web;

import java.util.Optional;

import org.cityarchive.core.law.Refusal;

/** What people call the thing by which the law said no: it knows ids alone. */
public interface RefusalNames {
    /** Such as "H-3 “Doe v. City”"; empty: nothing that has a name stands in the way. */
    Optional<String> hold(Refusal refusal);

    /** The refusal's sentence, and which hold it was. */
    default String sentence(Refusal refusal) {
        return refusal.sentence() + hold(refusal).map(name -> " It is hold " + name + ".").orElse("");
    }
}
