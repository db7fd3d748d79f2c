// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import java.io.IOException;
import java.util.Map;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;

/**
 * Follows the grammar record by record on an explicit stack, so nesting costs heap and not call depth.
 *
 * <p>After a record out of place it goes on where the record would fit: further along in the innermost rule
 * that still has a place for it, or, if there is none, it passes the record over.
 */
final class Machine {
    /** After so many records out of place the rest is only framed: what follows has lost its context. */
    private static final int MOST_MISPLACED = 1000;

    private final Scan scan;
    private final References references;
    private final Map<ObjType, Production> objects;
    private final Production unknownObject = Production.named("object");
    private final Scope image;
    private int depth;
    private boolean tooDeep;
    private int misplaced;

    Machine(Scan scan, References references, Production image, Map<ObjType, Production> objects) {
        this.scan = scan;
        this.references = references;
        this.objects = objects;
        this.image = new Scope(image, null);
        scan.top = this.image;
    }

    /** Takes the record at hand, which is neither unknown nor ERROR nor OBJREF. */
    void accept() throws IOException {
        if (misplaced > MOST_MISPLACED) {
            return;
        }
        Scope taker = advance(scan.frame.type());
        if (taker == null) {
            taker = recover();
        }
        if (taker != null) {
            take(taker);
        }
    }

    private void take(Scope scope) throws IOException {
        Production.Step step = scope.current();
        scope.used(step);
        step.action().run(scope);
    }

    /** Moves to the place where a record of this type belongs; null if it belongs nowhere near. */
    private Scope advance(RecordType type) {
        while (true) {
            Scope scope = scan.top;
            if (scope.done()) {
                if (scope == image) {
                    return null;
                }
                pop();
                continue;
            }
            Production.Step step = scope.current();
            if (!due(scope, step)) {
                scope.step++;
            } else if (step.type() == type) {
                return scope;
            } else if (step.type() == null && step.choose(type) != null) {
                enter(scope, step, type);
            } else if (step.mayBeMissing()) {
                scope.step++;
            } else {
                return null;
            }
        }
    }

    private static boolean due(Scope scope, Production.Step step) {
        return step.when().test(scope)
                && (step.occurs() != Production.Occurs.COUNTED || scope.remaining > 0);
    }

    private void enter(Scope scope, Production.Step step, RecordType type) {
        scope.used(step);
        push(new Scope(step.choose(type), scope));
    }

    private void push(Scope scope) {
        scan.top = scope;
        depth++;
    }

    private void pop() {
        Scope ended = scan.top;
        scan.top = ended.parent;
        depth--;
        if (ended.objType != null) {
            references.define(ended.objref, ended.objType, ended.objrefOffset);
        }
    }

    /** Closes rules that need no further record, so that what comes next is not taken for a part of them. */
    void closeFinished() {
        while (scan.top != image && onlyOptionalLeft(scan.top)) {
            pop();
        }
    }

    /** Closes rules that have had their last record: their objects are defined from here on. */
    void closeDone() {
        while (scan.top != image && scan.top.done()) {
            pop();
        }
    }

    private static boolean onlyOptionalLeft(Scope scope) {
        for (int i = scope.step; i < scope.production.steps().size(); i++) {
            Production.Step step = scope.production.steps().get(i);
            if (!step.mayBeMissing() && due(scope, step)) {
                return false;
            }
        }
        return true;
    }

    /** True if no further object can be opened inside the current one; reported once. */
    boolean full() {
        if (depth >= scan.limits.maxNesting() && !tooDeep) {
            scan.report(Rule.CKS010, "objects are nested deeper than the limit maxNesting",
                    Integer.toString(depth + 1), "at most " + scan.limits.maxNesting());
            tooDeep = true;
        }
        return depth >= scan.limits.maxNesting();
    }

    /** Opens an object announced by OBJREF. */
    void open(ObjType type, int objref, long offset) {
        Scope scope = new Scope(objects.getOrDefault(type, unknownObject), scan.top);
        scope.objType = type;
        scope.objref = objref;
        scope.objrefOffset = offset;
        push(scope);
    }

    private Scope recover() {
        RecordType type = scan.frame.type();
        report(type);
        misplaced++;
        if (type == RecordType.TASK && image.current().type() == RecordType.TAIL) {
            // one task more than announced: read it as a task all the same
            image.step--;
            image.remaining = 1;
        }
        for (Scope scope = scan.top; scope != null; scope = scope.parent) {
            int place = placeFor(type, scope);
            if (place >= 0) {
                while (scan.top != scope) {
                    pop();
                }
                scope.step = place;
                enterMidway(type, scope);
                return advance(type);
            }
        }
        return null;
    }

    /** Opens the rules whose first record is missing and that have a later place for this type. */
    private void enterMidway(RecordType type, Scope from) {
        Scope scope = from;
        while (scope.current().type() == null && scope.current().choose(type) == null) {
            Production rule = scope.current().containing(type);
            scope.step++;
            Scope inner = new Scope(rule, scope);
            push(inner);
            inner.step = placeFor(type, inner);
            scope = inner;
        }
    }

    /** The step at or after the current one that would take this type; -1 if there is none. */
    private static int placeFor(RecordType type, Scope scope) {
        for (int i = scope.step; i < scope.production.steps().size(); i++) {
            Production.Step step = scope.production.steps().get(i);
            boolean takes = step.type() == type || step.type() == null
                    && (step.choose(type) != null || step.containing(type) != null);
            if (takes && due(scope, step)) {
                return i;
            }
        }
        return -1;
    }

    private void report(RecordType type) {
        String wanted = expected();
        boolean count = wanted.equals("TASK") && type == RecordType.TAIL
                || type == RecordType.TASK && wanted.equals("TAIL");
        if (count) {
            scan.report(Rule.CKR011, "nr_tasks differs from the number of tasks in the image",
                    type == RecordType.TAIL ? scan.task + 1 + " tasks" : "another task",
                    scan.tree.size() + " tasks");
        } else {
            scan.report(Rule.CKS009, "record out of place", type.name(), wanted);
        }
    }

    /** Name of the record that has to come next. */
    String expected() {
        Scope scope = scan.top;
        while (scope != null) {
            for (int i = scope.step; i < scope.production.steps().size(); i++) {
                Production.Step step = scope.production.steps().get(i);
                if (due(scope, step) && !step.mayBeMissing()) {
                    return name(step);
                }
            }
            scope = scope.parent;
        }
        return "the end of the image";
    }

    private static String name(Production.Step step) {
        if (step.type() != null) {
            return step.type().name();
        }
        StringBuilder names = new StringBuilder();
        for (Production choice : step.choices()) {
            names.append(names.isEmpty() ? "" : " or ").append(choice.first());
        }
        return names.toString();
    }
}
