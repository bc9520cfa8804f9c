@NullMarked
package enquire.sync;

import org.jspecify.annotations.NullMarked;
