@NullMarked
package enquire.storage;

import org.jspecify.annotations.NullMarked;
