/**
 * All pages of one wiki on this computer. {@link enquire.storage.Repository} is the door; behind
 * it, in its own rooms: {@link enquire.storage.Lines} for tabs, {@link enquire.storage.Exchange}
 * for peers, {@link enquire.storage.BlobStore} for attachments, {@link enquire.storage.Records} for
 * what the node keeps beside the pages.
 *
 * <p>One law: an edit becomes durable, then the watchers of its page wake.
 */
@NullMarked
package enquire.storage;

import org.jspecify.annotations.NullMarked;
