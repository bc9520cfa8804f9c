@NullMarked
package enquire.web;

import org.jspecify.annotations.NullMarked;
