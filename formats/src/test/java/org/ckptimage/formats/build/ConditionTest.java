// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    @ParameterizedTest
    @CsvSource({
        "version == 20100331, true", "version == 20100330, false", "version != 20100330, true",
        "version >= 20100331, true", "version > 20100331, false", "version <= 20100331, true",
        "version < 20100331, false", "abi == 2, true", "abi != 2, false",
        "version >= 20091111 and abi == 2, true", "version >= 20091111 and abi == 1, false"})
    void comparesVersionAndAbi(String text, boolean holds) {
        assertEquals(holds, Condition.parse(text).holds(FormatVersion.V20, Abi.X86_32));
    }

    @ParameterizedTest
    @ValueSource(strings = {"version >= 1 or abi == 1", "not abi == 1", "nr_pids > 0", "version >= abi", ""})
    void refusesWhatItCannotEvaluate(String text) {
        assertThrows(IllegalArgumentException.class, () -> Condition.parse(text));
    }
}
