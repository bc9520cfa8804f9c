@NullMarked
package enquire.bench;

import org.jspecify.annotations.NullMarked;
