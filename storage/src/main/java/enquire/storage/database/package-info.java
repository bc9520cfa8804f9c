/**
 * The tables of one wiki in SQLite: how they are opened, read and written. What each column means
 * stands in {@code docs/STORAGE.md}. SQL and Jdbi do not leak out of the storage module.
 */
@NullMarked
package enquire.storage.database;

import org.jspecify.annotations.NullMarked;
