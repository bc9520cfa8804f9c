package enquire.storage.search;

import org.apache.lucene.util.BytesRef;

/**
 * A word that is looked for.
 *
 * @param term as the index has it
 * @param position in its phrase, from 0; two words side by side differ by 1
 */
record Word(BytesRef term, int position) {}
