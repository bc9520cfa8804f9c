/**
 * The screens that people see, as handlers that fill the records of {@code enquire.web.screens}.
 */
@NullMarked
package enquire.web.pages;

import org.jspecify.annotations.NullMarked;
