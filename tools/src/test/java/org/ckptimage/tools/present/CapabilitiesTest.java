// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Words for sets and securebits of old and new kernels. */
final class CapabilitiesTest {
    @Test
    void sets() {
        assertEquals("none", Capabilities.set(0));
        // kernels of 2009 set all bits of a full set, those of today just the ones they have
        assertEquals("all", Capabilities.set(-1));
        assertEquals("all", Capabilities.set(0x1ff_ffff_ffffL));
        assertEquals("all but cap_sys_resource", Capabilities.set(-1 & ~(1L << 24)));
        assertEquals("all but cap_sys_resource", Capabilities.set(0x1ff_feff_ffffL));
        assertEquals("cap_chown cap_45?", Capabilities.set(1 | 1L << 45));
    }

    @Test
    void securebits() {
        assertEquals("0x00000003 NOROOT NOROOT_LOCKED", Capabilities.securebits(3));
        assertEquals("0x00000840 NO_CAP_AMBIENT_RAISE EXEC_DENY_INTERACTIVE_LOCKED",
                Capabilities.securebits(0x840));
        assertEquals("0x00001000 bit_12?", Capabilities.securebits(0x1000));
        assertEquals("unknown", Capabilities.securebits(0x8000_0000L));
    }
}
