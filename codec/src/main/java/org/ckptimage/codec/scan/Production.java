// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.ckptimage.formats.RecordType;

/**
 * One rule of the image grammar (SPEC.md, grammar): a fixed sequence of steps, each a record or another rule.
 * An OBJREF with its object may stand before any record and is not part of any rule.
 */
final class Production {
    /** How often a step occurs. */
    enum Occurs {
        /** Exactly once. */
        ONCE,
        /** Once or not at all. */
        OPTIONAL,
        /** As often as {@link Scope#remaining} says. */
        COUNTED,
        /** As long as matching records come. */
        ANY
    }

    /** Judges the record just matched, and sets counts for what follows. */
    @FunctionalInterface
    interface Action {
        void run(Scope scope) throws IOException;
    }

    /**
     * One step: a record of {@code type}, or one of {@code choices} (told apart by their first step).
     *
     * @param when the step is passed over unless this holds
     */
    record Step(RecordType type, List<Production> choices, Occurs occurs, Predicate<Scope> when,
            Action action) {
        /** True if records may go on without this step. */
        boolean mayBeMissing() {
            return occurs == Occurs.OPTIONAL || occurs == Occurs.ANY;
        }

        /** The alternative that can start with {@code found}; null if none can. */
        Production choose(RecordType found) {
            for (Production choice : choices) {
                if (choice.startsWith(found)) {
                    return choice;
                }
            }
            return null;
        }

        /**
         * A rule that has to come once here and has a place for {@code found} behind its start; null if none.
         */
        Production containing(RecordType found) {
            for (Production choice : occurs == Occurs.ONCE ? choices : List.<Production>of()) {
                if (choice.contains(found)) {
                    return choice;
                }
            }
            return null;
        }
    }

    private static final Predicate<Scope> ALWAYS = scope -> true;
    private static final Action NOTHING = scope -> { };

    private final String name;
    private final List<Step> steps = new ArrayList<>();

    private Production(String name) {
        this.name = name;
    }

    static Production named(String name) {
        return new Production(name);
    }

    /** A rule of one record. */
    static Production single(RecordType type, Action action) {
        return named(type.name()).one(type, action);
    }

    String name() {
        return name;
    }

    List<Step> steps() {
        return steps;
    }

    Production one(RecordType type, Action action) {
        return add(type, List.of(), Occurs.ONCE, ALWAYS, action);
    }

    Production one(RecordType type) {
        return one(type, NOTHING);
    }

    Production oneWhen(Predicate<Scope> when, RecordType type, Action action) {
        return add(type, List.of(), Occurs.ONCE, when, action);
    }

    Production optional(RecordType type, Action action) {
        return add(type, List.of(), Occurs.OPTIONAL, ALWAYS, action);
    }

    Production counted(RecordType type, Action action) {
        return add(type, List.of(), Occurs.COUNTED, ALWAYS, action);
    }

    Production any(RecordType type, Action action) {
        return add(type, List.of(), Occurs.ANY, ALWAYS, action);
    }

    Production then(Production rule) {
        return add(null, List.of(rule), Occurs.ONCE, ALWAYS, NOTHING);
    }

    Production thenWhen(Predicate<Scope> when, Production rule) {
        return add(null, List.of(rule), Occurs.ONCE, when, NOTHING);
    }

    /** A rule that may also be empty. */
    Production maybeWhen(Predicate<Scope> when, Production rule) {
        return add(null, List.of(rule), Occurs.OPTIONAL, when, NOTHING);
    }

    Production counted(Production rule) {
        return add(null, List.of(rule), Occurs.COUNTED, ALWAYS, NOTHING);
    }

    Production oneOf(Production... rules) {
        return add(null, List.of(rules), Occurs.ONCE, ALWAYS, NOTHING);
    }

    Production anyOf(Production... rules) {
        return add(null, List.of(rules), Occurs.ANY, ALWAYS, NOTHING);
    }

    private Production add(RecordType type, List<Production> choices, Occurs occurs, Predicate<Scope> when,
            Action action) {
        steps.add(new Step(type, choices, occurs, when, action));
        return this;
    }

    private boolean contains(RecordType found) {
        for (Step step : steps) {
            boolean here = step.type() == found
                    || step.type() == null && (step.choose(found) != null || step.containing(found) != null);
            if (here && step.when() == ALWAYS && step.occurs() != Occurs.COUNTED) {
                return true;
            }
        }
        return false;
    }

    /** Name of the record this rule starts with. */
    String first() {
        Step step = steps.get(0);
        return step.type() != null ? step.type().name() : step.choices().get(0).first();
    }

    /** True if this rule can start with such a record. */
    boolean startsWith(RecordType found) {
        for (Step step : steps) {
            if (step.type() == found || step.type() == null && step.choose(found) != null) {
                return true;
            }
            if (step.occurs() == Occurs.ONCE && step.when() == ALWAYS) {
                return false;
            }
        }
        return false;
    }
}
