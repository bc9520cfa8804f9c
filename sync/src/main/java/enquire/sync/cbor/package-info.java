/**
 * Reading and writing CBOR (RFC 8949) strictly: what is signed and what travels between nodes is
 * written in one way and read in that way only. Pure.
 */
@NullMarked
package enquire.sync.cbor;

import org.jspecify.annotations.NullMarked;
