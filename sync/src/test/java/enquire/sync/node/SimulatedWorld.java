package enquire.sync.node;

import enquire.sync.identity.NodeKey;
import enquire.sync.identity.TestKeys;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.Output;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import enquire.sync.roster.RosterRecords;
import enquire.sync.statement.VerifiedStatements;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;

/** Several nodes, the people at them and everything that can go wrong, from one seed. */
final class SimulatedWorld implements AutoCloseable {

    private static final List<String> NAMES = List.of("Alice", "Bob", "Carol", "Dave", "Erin");

    /** How long people write. */
    private static final long WRITING_MILLIS = 40_000;

    /** After everything is healed: far more than catching up takes (a guess). */
    private static final long QUIET_MILLIS = 180_000;

    /** More than the ten minutes after which a node tries again. */
    private static final long UNCLEAN_MILLIS = 660_000;

    /** How long nothing may change before it counts as quiet: twice a silence of sessions. */
    private static final long STEADY_MILLIS = 6_000;

    /** Share of the messages with changes that come with one less. (A guess.) */
    private static final double FORGETTING = 0.05;

    private final Path folder;
    private final Random random;
    private final SimulatedClock clock = new SimulatedClock();
    private final VerifiedStatements verified = new VerifiedStatements();
    private final Auditor auditor;
    private final CopiesAuditor copies;
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final List<SimulatedPerson> people = new ArrayList<>();
    private final SimulatedLines lines = new SimulatedLines(nodes);
    private final List<Runnable> rubbish = new ArrayList<>();

    /** Whether members are removed, lowered and added again. Bob is an admin then. */
    private final boolean changing;

    /** Whether people attach files. */
    private final boolean attaching;

    /** Whether what is put back is a backup, and not a copy of the files as they were. */
    private final boolean backingUp;

    /** Whether owner and admins take words out of the past of pages. */
    private final boolean redacting;

    /** Whether some keep titles and what is opened there: not Alice, nor Bob if there are more. */
    private final boolean parting;

    private final Agreement agreement = new Agreement(nodes);

    /** Hears each message before it is received. */
    BiConsumer<SimulatedLink.End, Message> watcher = (end, message) -> {};

    private boolean faulty = true;
    private double loss;
    long crashes;
    long failures;
    long frames;
    long lost;
    long refused;
    long forgotten;
    long restores;
    long changed;
    long fetched;
    long redacted;
    long filesRedacted;
    long edits;
    long trusted;
    int nextWord;

    SimulatedWorld(Path folder, long seed, String replay) {
        this.folder = folder;
        this.random = new Random(seed);
        this.auditor = new Auditor(replay);
        this.copies = new CopiesAuditor(auditor);
        // Not drawn: the first draws of neighbouring seeds are much alike.
        this.changing = seed % 2 == 0;
        this.attaching = seed % 3 == 0;
        this.parting = seed % 5 == 0;
        this.backingUp = seed % 7 == 5;
        this.redacting = seed % 5 == 3 || seed % 11 == 4;
        begin(2 + random.nextInt(3));
    }

    /**
     * Connected nodes at which nothing happens but what a test does. Alice is the owner, all others
     * may write.
     */
    SimulatedWorld(Path folder, int count) {
        this(folder, count, count);
    }

    /** The same with other delays. */
    SimulatedWorld(Path folder, int count, long seed) {
        this.folder = folder;
        this.random = new Random(seed);
        this.auditor = new Auditor("");
        this.copies = new CopiesAuditor(auditor);
        this.changing = false;
        this.attaching = false;
        this.parting = false;
        this.backingUp = false;
        this.redacting = false;
        this.faulty = false;
        begin(count);
        nodes.forEach(this::dialLater);
    }

    SimulatedNode node(String name) {
        return nodes.stream().filter(each -> each.name.equals(name)).findFirst().orElseThrow();
    }

    void run(long millis) {
        clock.run(clock.millis() + millis);
    }

    Path folder() {
        return folder;
    }

    SimulatedClock clock() {
        return clock;
    }

    SimulatedLines lines() {
        return lines;
    }

    /**
     * Whether a signature is good depends on nothing but its bytes, so one node need not find out
     * again what another one has: an eighth of the time of a world.
     */
    VerifiedStatements verified() {
        return verified;
    }

    boolean backingUp() {
        return backingUp;
    }

    boolean redacting() {
        return redacting;
    }

    boolean attaching() {
        return attaching;
    }

    Auditor auditor() {
        return auditor;
    }

    CopiesAuditor copies() {
        return copies;
    }

    private void begin(int count) {
        var keys = new ArrayList<NodeKey>();
        for (String name : NAMES.subList(0, count)) {
            keys.add(TestKeys.of(name));
        }
        NodeKey owner = keys.getFirst();
        var nonce = enquire.editor.page.Bytes.of(new byte[16]);
        var genesis = RosterRecords.genesis(owner, "Sim", NAMES.getFirst(), nonce, clock.now());
        Roster roster = Roster.of(RosterRecords.wikiOf(genesis), List.of(genesis));
        auditor.roster.begins(owner.id(), Role.OWNER);
        for (int i = 1; i < count; i++) {
            Role role = changing && i == 1 ? Role.ADMIN : Role.WRITER;
            auditor.roster.begins(keys.get(i).id(), role);
            var add =
                    RosterRecords.add(
                            owner,
                            roster,
                            keys.get(i).id(),
                            NAMES.get(i),
                            role,
                            Optional.empty(),
                            clock.now());
            roster = roster.with(List.of(add));
        }
        for (int i = 0; i < count; i++) {
            var node =
                    new SimulatedNode(
                            this, NAMES.get(i), keys.get(i), roster, new Random(random.nextLong()));
            nodes.add(node);
            if (parting && (i > 1 || i == count - 1)) {
                node.part().begin();
            }
            node.start();
            people.add(new SimulatedPerson(this, node, new Random(random.nextLong())));
        }
    }

    /** People write while things go wrong; then everything heals, and the auditor looks. */
    void run() {
        loss = random.nextInt(3) * 0.01;
        for (int i = 0; i < nodes.size(); i++) {
            liveLater(people.get(i));
            dialLater(nodes.get(i));
        }
        new SimulatedFaults(this, nodes, random, changing).begin();
        clock.run(WRITING_MILLIS);
        heal();
        awaitQuiet();
        awaitClean();
        auditor.finished(nodes);
        copies.finished(agreement.remaining());
    }

    private void liveLater(SimulatedPerson person) {
        clock.after(
                50 + random.nextInt(900),
                () -> {
                    if (faulty) {
                        edits++;
                        person.act();
                        liveLater(person);
                    }
                });
    }

    private void dialLater(SimulatedNode node) {
        clock.after(
                200 + random.nextInt(2_500),
                () -> {
                    dial(node);
                    dialLater(node);
                });
    }

    private void dial(SimulatedNode node) {
        if (!node.isOn()) {
            return;
        }
        for (SimulatedNode peer : nodes) {
            if (!node.isOn()) {
                return; // It fell while it greeted the one before.
            }
            boolean connected = node.ends().stream().anyMatch(end -> end.peer == peer);
            // Now and then a second connection beside the first: what both carry comes twice.
            boolean again = faulty && random.nextInt(20) == 0;
            boolean both = carries(node, peer) && carries(peer, node);
            boolean member = node.wiki().roster().role(peer.id()).isPresent();
            if (peer != node && member && peer.isOn() && both && (!connected || again)) {
                new SimulatedLink(this, node, peer);
            }
        }
    }

    void membersChanged(SimulatedNode node) {
        node.tellMembers();
    }

    /** Somebody who only may read from now on is given nothing to write into. */
    void mayNotWriteNow(SimulatedNode node) {
        people.get(nodes.indexOf(node)).closeTabs();
    }

    /** Whether a frame comes through; asked once for each. */
    boolean carries(SimulatedNode from, SimulatedNode to) {
        return lines.reaches(from, to) && (!faulty || random.nextDouble() >= loss);
    }

    long delayMillis() {
        return 1 + random.nextInt(random.nextInt(20) == 0 ? 1_500 : 60);
    }

    /** Whether things may still go wrong. */
    boolean isFaulty() {
        return faulty;
    }

    void heal() {
        faulty = false;
        lines.clear();
        nodes.forEach(node -> node.disk.heal());
        // Streams that lost something are silent; people see that they are not connected.
        nodes.forEach(node -> List.copyOf(node.ends()).forEach(SimulatedLink.End::cut));
    }

    void awaitQuiet() {
        long end = clock.millis() + QUIET_MILLIS;
        long steadyFrom = clock.millis();
        while (clock.millis() < end) {
            clock.run(clock.millis() + 1_000);
            boolean settled = nodes.stream().allMatch(SimulatedNode::isOn);
            for (SimulatedPerson person : people) {
                settled &= person.settle();
            }
            if (!settled || !agreement.isReached()) {
                steadyFrom = clock.millis();
                if (redacting) {
                    trusted += new SimulatedOwner(nodes).trustWhoHasMore();
                }
            } else if (clock.millis() - steadyFrom >= STEADY_MILLIS) {
                return;
            }
        }
        auditor.require(
                false, "after %d s they still differ: %s", QUIET_MILLIS / 1_000, agreement.sums());
    }

    /** What a disk refused to forget is tried again much later. */
    private void awaitClean() {
        for (int tries = 0;
                nodes.stream().anyMatch(node -> node.wiki().redacting().isOwed());
                tries++) {
            auditor.require(tries < 3, "words stay on disks for ever");
            clock.run(clock.millis() + UNCLEAN_MILLIS);
            awaitQuiet();
        }
    }

    /** A session came to an end by a word of one side; honest nodes never break a rule. */
    void closed(SimulatedNode node, Output.Close close) {
        auditor.require(
                close.reason() != Message.Reason.PROTOCOL || close.explanation().contains("hello"),
                "%s heard: %s",
                node.name,
                close.explanation());
    }

    void fell(SimulatedNode node) {
        people.get(nodes.indexOf(node)).nodeFell();
    }

    /** Now and then a program forgets one of the changes it gives; what follows it still comes. */
    Message asForwarded(Message message) {
        if (!faulty
                || !(message instanceof Message.Changes changes)
                || random.nextDouble() >= FORGETTING) {
            return message;
        }
        var pages = new ArrayList<Message.PageChanges>();
        for (Message.PageChanges page : changes.pages()) {
            var chunks = new ArrayList<>(page.chunks());
            if (!chunks.isEmpty()) {
                chunks.remove(random.nextInt(chunks.size()));
                forgotten++;
            }
            pages.add(new Message.PageChanges(page.page(), chunks, page.statements(), page.more()));
        }
        return new Message.Changes(changes.wiki(), pages);
    }

    void isOld(SimulatedNode node) {
        restores++;
        copies.isOld(node);
        node.part().isOld();
        people.get(nodes.indexOf(node)).closeTabs();
    }

    /** The rest of a life that is over; native memory and files are freed at the end. */
    void discard(Runnable closing) {
        rubbish.add(closing);
    }

    /** What everything came to, for comparing two runs. */
    String trace() {
        return "%s edits %d, acknowledged %d, crashes %d, failures %d, frames %d, lost %d, at %d ms"
                .formatted(
                        agreement.sums(),
                        edits,
                        auditor.acknowledged,
                        crashes,
                        failures,
                        frames,
                        lost,
                        clock.millis());
    }

    @Override
    public void close() {
        nodes.forEach(SimulatedNode::stop);
        rubbish.forEach(Runnable::run);
    }
}
