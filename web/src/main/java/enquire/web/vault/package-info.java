/** Folders of Markdown with their attachments, on their way in and out. */
@NullMarked
package enquire.web.vault;

import org.jspecify.annotations.NullMarked;
