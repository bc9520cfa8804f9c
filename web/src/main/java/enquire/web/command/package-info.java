/**
 * The command line. Commands talk to the node that runs in the data folder; if none does, they open
 * the folder themselves for as long as they need it.
 */
@NullMarked
package enquire.web.command;

import org.jspecify.annotations.NullMarked;
