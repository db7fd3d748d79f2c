// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import org.ckptimage.formats.ObjType;

/** A grammar rule that is being read: how far it is, and what its records said about what follows. */
final class Scope {
    final Production production;
    /** The scope this one is nested in; null for the image. */
    final Scope parent;
    int step;
    /** Repetitions still to come of the current counted step. */
    long remaining;
    /** A count or length from an earlier record of this rule. */
    long value;
    /** A yes-or-no fact from an earlier record of this rule. */
    boolean flag;
    /** The object this rule makes up, or null. */
    ObjType objType;
    int objref;
    long objrefOffset;

    Scope(Production production, Scope parent) {
        this.production = production;
        this.parent = parent;
    }

    boolean done() {
        return step >= production.steps().size();
    }

    /** Moves on after the current step was taken once. */
    void used(Production.Step taken) {
        if (taken.occurs() == Production.Occurs.COUNTED) {
            remaining--;
        } else if (taken.occurs() != Production.Occurs.ANY) {
            step++;
        }
    }

    Production.Step current() {
        return production.steps().get(step);
    }
}
