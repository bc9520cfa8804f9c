package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.storage.Repository;
import enquire.storage.RepositorySettings;
import enquire.storage.Surroundings;
import enquire.storage.search.Search;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.Offers;
import enquire.sync.roster.Roster;
import enquire.sync.statement.MemberAcceptance;
import enquire.sync.statement.VerifiedStatements;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one open wiki is made of, put together and taken apart in the right order. */
record WikiParts(
        PeerId self,
        InstantSource clock,
        Repository repository,
        Members members,
        MemberAcceptance rule,
        Presence presence,
        Signing signing,
        MembersWatch membersWatch,
        Invitations invitations,
        Membership membership,
        MemberNews news,
        History history,
        PageOverlaps overlaps,
        Merges merges,
        Suggesting suggesting,
        Redacting redacting,
        Publisher publisher,
        WikiFiles files,
        BlobFetcher fetcher,
        BundleInbox bundleInbox,
        CompletableFuture<Search> search,
        Supplier<List<String>> ownAddresses) {

    private static final Logger LOG = LoggerFactory.getLogger(WikiParts.class);

    /** Own changes that may be unsigned at a time on one page. */
    private static final int UNSIGNED_MAX = 4_096;

    /**
     * What all wikis of a node share.
     *
     * @param elsewhere runs what takes long, not on the thread that asks for it
     */
    record Shared(
            NodeKey key,
            Names names,
            FileKeeping keeping,
            OfferedRoom offered,
            BundleBounds bundles,
            Supplier<List<String>> ownAddresses,
            Supplier<Optional<Offers>> ownOffers,
            Peers peers,
            InstantSource clock,
            RandomGenerator random,
            VerifiedStatements verified,
            Surroundings surroundings,
            Executor elsewhere,
            SearchOpening searchOpening) {}

    /** Opens the search index of a wiki, in its own time. */
    @FunctionalInterface
    interface SearchOpening {
        CompletableFuture<Search> begin(Path folder, Repository repository, Members members);
    }

    /**
     * @param first the records that begin the wiki, if it is new here
     * @return empty if there is no roster: a creation that did not come to its end
     * @throws MalformedException if the stored roster is damaged
     */
    static Optional<WikiParts> open(
            Path folder, WikiId wiki, Optional<Roster> first, Shared shared) {
        // The rule asks for what is opened after it; nothing is judged until all is there.
        var members = new AtomicReference<Members>();
        var opened = new AtomicReference<Repository>();
        var rule =
                new MemberAcceptance(
                        wiki,
                        shared.key().id(),
                        () -> members.get().roster(),
                        (page, hash) ->
                                opened
                                        .get()
                                        .exchange()
                                        .unsigned(Optional.of(page), UNSIGNED_MAX)
                                        .stream()
                                        .anyMatch(own -> own.hash().equals(hash)),
                        shared.verified());
        var settings =
                new RepositorySettings(
                        shared.key().id(),
                        rule,
                        shared.clock(),
                        shared.random(),
                        shared.surroundings());
        Repository repository = Repository.open(folder, wiki, settings);
        opened.set(repository);
        try {
            Optional<Roster> stored = Members.stored(wiki, repository.records(), first);
            if (stored.isEmpty()) {
                LOG.warn(
                        "{} holds no members, so no wiki is shown: it was not made to its end, or"
                                + " its wiki.db was emptied and has to come from a backup.",
                        folder);
                repository.close();
                return Optional.empty();
            }
            var exchange = repository.exchange();
            var signing =
                    new Signing(
                            wiki,
                            shared.key(),
                            exchange,
                            () -> members.get().roster(),
                            () ->
                                    shared.peers()
                                            .contacts()
                                            .with(peer -> members.get().role(peer).isPresent()));
            var unjudged = new Unjudged(repository.records());
            var vouching =
                    new Vouching(
                            exchange,
                            signing,
                            new Adopting(wiki, shared.key(), exchange, rule),
                            unjudged);
            members.set(new Members(shared.names(), repository.records(), stored.get(), vouching));
            return Optional.of(
                    assemble(
                            folder,
                            repository,
                            members.get(),
                            rule,
                            signing,
                            vouching,
                            unjudged,
                            shared));
        } catch (RuntimeException e) {
            repository.close();
            throw e;
        }
    }

    private static WikiParts assemble(
            Path folder,
            Repository repository,
            Members members,
            MemberAcceptance rule,
            Signing signing,
            Vouching vouching,
            Unjudged unjudged,
            Shared shared) {
        NodeKey key = shared.key();
        Peers peers = shared.peers();
        WikiId wiki = repository.wiki();
        var presence = new Presence(shared.clock());
        var membersWatch =
                new MembersWatch(
                        key.id(),
                        repository,
                        members,
                        vouching,
                        unjudged,
                        peers,
                        shared.elsewhere(),
                        shared.surroundings().nanoTime());
        members.watch(membersWatch::grew);
        Supplier<List<PeerConnection>> givers =
                () ->
                        peers.connections().stream()
                                .filter(each -> members.role(each.peer()).isPresent())
                                .toList();
        Path incoming = folder.resolve("incoming");
        var news =
                MemberNews.of(
                        key,
                        members,
                        repository.records(),
                        shared.ownAddresses(),
                        shared.ownOffers(),
                        shared.clock());
        var taking =
                new PageTaking(
                        key.id(),
                        repository,
                        peer ->
                                news.offers()
                                        .of(peer)
                                        .filter(o -> o.storageBytes() > 0)
                                        .isPresent(),
                        shared.offered(),
                        shared.clock(),
                        givers);
        var files =
                new WikiFiles(
                        key,
                        incoming,
                        repository,
                        members,
                        shared.keeping(),
                        taking,
                        shared.clock(),
                        givers);
        PieceFetcher pieces = files.fetching();
        var membership = new Membership(key, members, shared.names()::own, shared.clock());
        members.watch(() -> shared.elsewhere().execute(membership::renewDevices));
        shared.elsewhere().execute(membership::renewDevices); // What the last run did not come to.
        var fetcher =
                new BlobFetcher(
                        incoming, repository, givers, BlobFetcher.ALONE_TIME, pieces::takes);
        var suggesting =
                new Suggesting(
                        key,
                        repository,
                        members,
                        shared.clock(),
                        () -> peers.changed(wiki),
                        shared.elsewhere());
        var redacting =
                new Redacting(key, repository, members, shared.clock(), pieces::pagesChanged);
        members.watch(() -> shared.elsewhere().execute(redacting::followRoster));
        shared.elsewhere().execute(redacting::followRoster); // What the last run did not come to.
        var publisher =
                new Publisher(
                        repository.exchange(),
                        signing,
                        presence,
                        shared.clock(),
                        repository.watch(),
                        () -> peers.connected(members),
                        () -> {
                            peers.changed(wiki);
                            pieces.pagesChanged();
                            fetcher.wake();
                        },
                        () -> {
                            membersWatch.makeUp();
                            suggesting.takeOwn();
                            redacting.makeUp();
                        });
        return new WikiParts(
                key.id(),
                shared.clock(),
                repository,
                members,
                rule,
                presence,
                signing,
                membersWatch,
                new Invitations(
                        key,
                        members,
                        repository.records(),
                        shared.names()::own,
                        shared.clock(),
                        shared.random()),
                membership,
                news,
                new History(repository),
                new PageOverlaps(repository),
                new Merges(key.id(), shared.clock(), repository.records()),
                suggesting,
                redacting,
                publisher,
                files,
                fetcher,
                new BundleInbox(folder.resolve("bundles"), shared.bundles()),
                shared.searchOpening().begin(folder.resolve("index"), repository, members),
                shared.ownAddresses());
    }

    /** Watchers first, then what they watch. */
    void close() {
        bundleInbox.close();
        publisher.close();
        overlaps.close();
        files.close();
        fetcher.close();
        search.handle(
                        (opened, failed) -> {
                            if (failed == null) {
                                opened.close();
                            }
                            return Bytes.EMPTY;
                        })
                .join();
        repository.close();
    }

    /** As the session with this peer sees them. */
    WriterDoubts doubts(PeerId peer) {
        return new WriterDoubts(membersWatch, members, repository.records().carrying(), peer);
    }
}
