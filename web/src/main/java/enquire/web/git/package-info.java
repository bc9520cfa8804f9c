/** The history of a wiki as a git repository. */
@NullMarked
package enquire.web.git;

import org.jspecify.annotations.NullMarked;
