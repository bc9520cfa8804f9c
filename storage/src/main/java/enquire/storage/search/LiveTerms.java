package enquire.storage.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** Terms and where they occur, without the pages that are gone. Only inside one reading. */
final class LiveTerms {

    /** Looks at one term of a field. */
    @FunctionalInterface
    interface Look {
        /**
         * @param first document of a live page that has it
         * @param documents how many live pages have it, at least 1
         */
        void at(BytesRef term, int first, int documents) throws IOException;
    }

    private final IndexReader reader;
    private final Bits live;

    LiveTerms(IndexReader reader) {
        this.reader = reader;
        Bits deletions = MultiBits.getLiveDocs(reader);
        this.live = deletions == null ? new Bits.MatchAllBits(reader.maxDoc()) : deletions;
    }

    /** The documents of a term, ascending. */
    List<Integer> documents(String field, BytesRef bytes) throws IOException {
        List<Integer> documents = new ArrayList<>();
        var term = new Term(field, bytes);
        for (LeafReaderContext leaf : reader.leaves()) {
            PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
            if (postings == null) {
                continue;
            }
            int document = postings.nextDoc();
            while (document != DocIdSetIterator.NO_MORE_DOCS) {
                if (live.get(leaf.docBase + document)) {
                    documents.add(leaf.docBase + document);
                }
                document = postings.nextDoc();
            }
        }
        return documents;
    }

    /** How often the live pages have this term, all together. */
    int occurrences(String field, BytesRef bytes) throws IOException {
        int occurrences = 0;
        var term = new Term(field, bytes);
        for (LeafReaderContext leaf : reader.leaves()) {
            PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.FREQS);
            while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                occurrences += live.get(leaf.docBase + postings.docID()) ? postings.freq() : 0;
            }
        }
        return occurrences;
    }

    /** Whether more than one page may have this term; some of them may be gone. Fast. */
    boolean isShared(String field, BytesRef bytes) throws IOException {
        return reader.docFreq(new Term(field, bytes)) > 1;
    }

    /** Terms that begin so, ascending; also such that only pages had which are gone. */
    List<BytesRef> beginning(String field, BytesRef prefix, int limit) throws IOException {
        List<BytesRef> found = new ArrayList<>();
        Terms terms = MultiTerms.getTerms(reader, field);
        if (terms != null) {
            TermsEnum each = terms.iterator();
            boolean more = each.seekCeil(prefix) != TermsEnum.SeekStatus.END;
            while (more && found.size() < limit && StringHelper.startsWith(each.term(), prefix)) {
                found.add(BytesRef.deepCopyOf(each.term()));
                more = each.next() != null;
            }
        }
        return found;
    }

    /** Shows all terms of a field to {@code look}, ascending. */
    void each(String field, Look look) throws IOException {
        Terms terms = MultiTerms.getTerms(reader, field);
        if (terms == null) {
            return;
        }
        TermsEnum each = terms.iterator();
        PostingsEnum postings = null;
        while (each.next() != null) {
            postings = each.postings(postings, PostingsEnum.NONE);
            int first = -1;
            int documents = 0;
            int document = postings.nextDoc();
            while (document != DocIdSetIterator.NO_MORE_DOCS) {
                if (live.get(document)) {
                    first = documents == 0 ? document : first;
                    documents++;
                }
                document = postings.nextDoc();
            }
            if (documents > 0) {
                look.at(each.term(), first, documents);
            }
        }
    }
}
