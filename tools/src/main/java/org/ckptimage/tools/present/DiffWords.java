// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import org.ckptimage.tools.diff.Words;

/** The words of {@code show} for the values of {@code diff}. */
public final class DiffWords implements Words {
    private final Names names;

    public DiffWords(Names names) {
        this.names = names;
    }

    @Override
    public String user(long id, Scope scope) {
        return scope == Scope.HOST ? names.users().show(id) : Long.toString(id);
    }

    @Override
    public String group(long id, Scope scope) {
        return scope == Scope.HOST ? names.groups().show(id) : Long.toString(id);
    }

    @Override
    public String capability(int number) {
        return Capabilities.name(number);
    }

    @Override
    public String securebits(long bits) {
        return Capabilities.securebits(bits);
    }
}
