// SPDX-License-Identifier: Apache-2.0
/**
 * Images as text, record by record and field by field, and back to the same bytes; knows tokens of JSON,
 * which a YAML parser gives as well.
 */
package org.ckptimage.codec.json;
