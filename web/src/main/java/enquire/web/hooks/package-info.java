/**
 * Webhooks: programs that are told of what happens to pages, signed as Standard Webhooks has it.
 * What is due is on disk until it was taken, or given up and said.
 */
@NullMarked
package enquire.web.hooks;

import org.jspecify.annotations.NullMarked;
