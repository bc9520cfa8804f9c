// The edit screen: puts editor, session, title, preview and toolbar together.
import { StateEffect, Transaction } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { openDrafts, noDrafts } from "../live/draft-database";
import { waitingFiles } from "../live/waiting-files";
import { placeOfPage, placeOfTitle, type DraftStore } from "../live/draft";
import type { PageFrame, TextFrame } from "../live/frames";
import { TabLine } from "../live/tab-line";
import { LockClaims, identify, noClaims, type Identity } from "../live/tab-identity";
import { hideStrip, showStrip } from "../page/strips";
import { showStatus, currentStatus } from "../page/status";
import { toast } from "../page/toast";
import { editPath, pagePath, screen, titlePath, wiki } from "../page/wiki";
import { words } from "../words";
import { offerTemplates } from "./begin-from";
import { elementsOf, factsOf, type Elements, type Facts } from "./elements";
import { followLinks } from "./follow-link";
import { headingAt, headingsOf, renamedHeadings } from "./headings";
import { Layouts } from "./layout";
import { mergedLines } from "./merged-lines";
import { updateHeadingLinks } from "./renamed-headings";
import { tellOut } from "./out";
import { Presence } from "./presence";
import { Preview } from "./preview";
import { askToRename, rename } from "./renaming";
import { Reunion } from "./reunion";
import { SavedIndicator } from "./saved-indicator";
import { ScrollTogether } from "./scroll-together";
import { Session, type Away } from "./session";
import { SuggestInstead } from "./suggest-instead";
import { titleProblem } from "./title-problem";
import { listenToToolbar } from "./toolbar";
import { Uploads } from "./uploads";
import { allowWriting, createView } from "./view";

/** Done waits this long for the node to say that everything is on disk, in milliseconds. (Guess.) */
const SETTLE_MILLIS = 4_000;

/** From here on the toolbar says that a page is long, in UTF-16 units: 100 kB (screens, section 5). */
const LONG_CHARS = 100_000;

export async function beginEditing(editor: HTMLElement): Promise<void> {
  const facts = factsOf(editor);
  let drafts: DraftStore = noDrafts;
  let storageWorks = true;
  try {
    drafts = await openDrafts();
  } catch {
    storageWorks = false; // Said on the screen below.
  }
  const { identity, remember } = await whoAmI(facts, drafts);
  if (facts.keptOnly && !identity.draft?.updates.length) {
    location.replace(pagePath(facts.title)); // Nothing is kept, or another tab shows it.
    return;
  }
  new EditScreen(elementsOf(editor), facts, identity, drafts, remember).begin(storageWorks);
}

async function whoAmI(facts: Facts, drafts: DraftStore) {
  const places = [placeOfTitle(wiki, facts.title)];
  if (facts.page) places.unshift(placeOfPage(wiki, facts.page));
  const own = places.map((place) => sessionStorage.getItem(`tab:${place}`)).find((id) => id !== null) ?? null;
  const claims = "locks" in navigator ? new LockClaims() : noClaims(own);
  const identity = await identify(own, facts.title ? places : [], drafts, claims);
  const remember = (place: string) => sessionStorage.setItem(`tab:${place}`, identity.tab);
  if (facts.title) remember(places[0]!);
  return { identity, remember };
}

class EditScreen {
  private readonly view: EditorView;
  private readonly session: Session;
  private readonly presence: Presence;
  private readonly preview: Preview;
  private readonly uploads: Uploads;
  private readonly saved: SavedIndicator;
  private readonly reunion: Reunion;
  private readonly suggestInstead: SuggestInstead;
  private readonly showTemplates: (textLength: number) => void;
  private opened = false;
  /** What the headings said when the page opened. */
  private headingsBefore: string[] | null = null;
  private writable = false;
  private textWanted = false;
  private leaving = false;
  private deletedBy: string | null = null;

  constructor(
    private readonly elements: Elements,
    private readonly facts: Facts,
    { tab, draft }: Identity,
    drafts: DraftStore,
    private readonly remember: (place: string) => void,
  ) {
    const tooLong = () => showStrip(elements.strips, "length", { text: words.pageFull(facts.textCharsMax), kind: "bad" });
    const deeds = { done: () => void this.done(), cycleLayout: () => layouts.cycle(), reassure: () => this.reassure(), tooLong, chooseFiles: () => elements.files.click() };
    const listener = EditorView.updateListener.of(({ docChanged, selectionSet, transactions }) => {
      // What came from the node is no edit, and its draft is written when all of it is taken.
      const edits = transactions.filter((each) => each.docChanged && !each.annotation(Transaction.remote));
      if (docChanged) this.textChanged(edits.length > 0);
      if (docChanged || selectionSet) this.presence.moved();
    });
    const files = Uploads.extension((given, position) => this.uploads.add(given, position));
    const links = followLinks({
      title: () => this.session.title,
      goTo: (address) => void this.done(address),
      nowhere: () => toast(words.linkNowhere),
    });
    elements.text.replaceChildren();
    this.view = createView(elements.text, draft?.text ?? facts.text, facts.textCharsMax, facts.me.name, deeds, [TabLine.extension(tab), files, links, mergedLines]);
    const line = new TabLine(tab, this.view, draft);
    this.session = new Session(this.view, line, drafts, facts.page || draft?.page || "", facts.title, {
      opened: (frame, away) => this.nodeOpened(frame, away),
      stirred: () => {
        this.saved.show(this.session.facts);
        if (!this.session.facts.held) hideStrip(elements.strips, "refusal");
        this.presence.stirred();
      },
      people: (people) => this.presence.show(people),
      page: (frame) => this.pageHappened(frame),
      merged: (frame) => this.reunion.cameTogether(frame),
      overlaps: ({ places }) => void this.reunion.showOverlaps(places),
      problem: ({ about, suggest, out, title, detail }) => {
        elements.title.readOnly = false;
        if (suggest) this.suggestInstead.offer(title);
        else if (out) tellOut(elements.strips, this.session, title, detail);
        else showStrip(elements.strips, about === "push" ? "refusal" : "problem", { text: `${title} ${detail}`, kind: "bad" });
      },
      reachable: (isReachable) => this.reached(isReachable),
      storageFailed: () => showStrip(elements.strips, "storage", { text: words.storageFailing, kind: "bad" }),
      storageWorks: () => hideStrip(elements.strips, "storage"),
      lostTouch: () => this.lostTouch(),
    });
    this.saved = new SavedIndicator(elements.saved);
    this.suggestInstead = new SuggestInstead(this.view, this.session, elements.strips);
    this.showTemplates = offerTemplates(elements.editor, elements.title);
    this.reunion = new Reunion(this.view, () => this.session.title, elements.strips);
    this.presence = new Presence(this.view, line, elements.avatars, facts.me, this.session.send);
    const source = () => this.view.state.doc.toString();
    this.preview = new Preview(elements.previewPane, elements.preview, source, () => this.session.title);
    new ScrollTogether(this.view, elements.previewPane, elements.preview);
    const layouts = new Layouts(elements.editor, () => this.preview.changed());
    const page = {
      made: () => this.session.madePage,
      whenMade: () => this.session.until(() => this.session.madePage !== null).then(() => this.session.page),
      title: () => this.session.title,
    };
    this.uploads = new Uploads(this.view, page, facts.fileBytesMax, waitingFiles());
    listenToToolbar(elements, this.view, this.uploads);
    // Only now: what a draft brought back is no edit of this moment.
    this.view.dispatch({ effects: StateEffect.appendConfig.of(listener) });
    // What was typed before the text is there would have no place in it.
    if (draft !== undefined && line.lastNumber > 0) this.letWrite();
    else allowWriting(this.view, false, facts.title ? words.opening : words.giveTitle);
  }

  begin(storageWorks: boolean): void {
    const { title, done } = this.elements;
    if (!storageWorks) showStrip(this.elements.strips, "storage", { text: words.storageFailing, kind: "bad" });
    done.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      void this.done();
    });
    this.elements.split.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      void this.done(screen(`split/${titlePath(this.session.title)}`));
    });
    title.addEventListener("input", () => (this.elements.previewTitle.textContent = title.value));
    title.addEventListener("change", () => this.titleGiven());
    title.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      this.titleGiven();
      if (event.ctrlKey || event.metaKey) void this.done();
      else if (this.session.title) this.goToText();
    });
    window.addEventListener("beforeunload", (event) => {
      const { saved, stored } = this.session.facts;
      if ((!saved && !stored) || this.uploads.busy) event.preventDefault();
    });
    window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
    this.preview.changed();
    if (this.facts.title) {
      this.session.start();
      this.saved.show(this.session.facts);
    } else {
      this.elements.text.removeAttribute("aria-busy");
      title.focus();
    }
  }

  private textChanged(byThisTab: boolean): void {
    if (byThisTab) {
      hideStrip(this.elements.strips, "length");
      this.session.edited();
    }
    this.preview.changed();
    this.tellLength();
    if (this.opened && !persistAsked) {
      persistAsked = true;
      void navigator.storage?.persist?.();
    }
  }

  private tellLength(): void {
    this.elements.long.hidden = this.view.state.doc.length <= LONG_CHARS;
    this.showTemplates(this.view.state.doc.length);
  }

  /** A page that is not made yet begins when it has a title. */
  private titleGiven(): void {
    const { title, text } = this.elements;
    if (!this.titleIsPossible() || this.session.title) return;
    this.session.title = title.value.trim();
    history.replaceState(null, "", editPath(this.session.title));
    text.setAttribute("aria-busy", "true");
    this.remember(placeOfTitle(wiki, this.session.title));
    this.session.start();
  }

  /** Says in place why not. */
  private titleIsPossible(): boolean {
    const { title, strips } = this.elements;
    const problem = titleProblem(title.value);
    title.setAttribute("aria-invalid", String(problem !== null));
    if (problem === null) hideStrip(strips, "title");
    else showStrip(strips, "title", { text: problem, kind: problem === words.giveTitle ? "wait" : "bad" });
    return problem === null;
  }

  private letWrite(): void {
    this.elements.text.removeAttribute("aria-busy");
    allowWriting(this.view, true, words.writeHere);
    this.writable = true;
    if (this.textWanted) this.goToText();
  }

  /** The text takes keys only when the node has sent it; until then the title takes none any more. */
  private goToText(): void {
    this.textWanted = !this.writable;
    this.elements.title.readOnly = this.textWanted;
    if (this.writable) this.view.focus();
  }

  private nodeOpened(frame: TextFrame, away: Away | null): void {
    const { title, previewTitle, strips } = this.elements;
    hideStrip(strips, "problem");
    if (frame.page) this.remember(placeOfPage(wiki, frame.page));
    if (!this.opened) {
      this.headingsBefore = headingTexts(this.view);
      this.opened = true;
      title.value ||= frame.title;
      previewTitle.textContent = title.value;
      this.letWrite();
      this.goToHash();
      if (document.activeElement === document.body) this.view.focus();
      if (frame.page && !this.facts.title) toast(words.alreadyThere(frame.title));
    } else if (away) this.reunion.isBack(away);
    this.tellLength();
    this.preview.changed();
    this.presence.moved();
    void this.session.until(() => this.session.madePage !== null).then(() => this.uploads.resume());
  }

  /** Editing opens at the heading that was on screen. */
  private goToHash(): void {
    const slug = decodeURIComponent(location.hash.slice(1));
    const heading = headingsOf(this.view.state.doc.toString()).find((each) => each.slug === slug);
    if (!slug || !heading) return;
    this.view.dispatch({
      selection: { anchor: heading.position },
      effects: EditorView.scrollIntoView(heading.position, { y: "start", yMargin: 130 }),
    });
  }

  private reached(isReachable: boolean): void {
    const { strips } = this.elements;
    if (isReachable) {
      hideStrip(strips, "node");
      if (currentStatus().state === "unreachable") showStatus({ state: "alone", words: "" });
      return;
    }
    this.presence.show([]);
    showStatus({ state: "unreachable", words: words.unreachable });
    showStrip(strips, "node", {
      text: this.view.state.readOnly ? words.unreachableOpening : words.unreachableEditing,
      kind: "wait",
      actions: [{ label: words.whatItMeans, run: "/-/help#node" }],
    });
  }

  private lostTouch(): void {
    const { saved, stored } = this.session.facts;
    showStrip(this.elements.strips, "touch", {
      text: saved || stored ? words.lostTouch : words.lostTouchUnstored,
      kind: "bad",
      actions: [{ label: words.reload, run: () => location.reload() }],
    });
  }

  private pageHappened({ event, title, by }: PageFrame): void {
    const { strips } = this.elements;
    if (event === "renamed") {
      const field = this.elements.title;
      if (field.value.trim() === this.facts.title) field.value = title;
      this.facts.title = title;
      this.elements.previewTitle.textContent = field.value;
      history.replaceState(null, "", editPath(title) + location.hash);
      if (!this.leaving) toast(words.renamedBy(by, title));
    } else if (event === "deleted") {
      this.deletedBy = by;
      const restore = () => void fetch(screen(`restore/${titlePath(title)}`), { method: "POST" });
      showStrip(strips, "deleted", {
        text: words.deletedBy(by),
        kind: "wait",
        actions: [{ label: words.restorePage, run: restore }],
      });
    } else {
      hideStrip(strips, "deleted");
      toast(this.deletedBy === null ? words.restoredBy(by) : words.broughtBack);
      this.deletedBy = null;
    }
  }

  private reassure(): void {
    const { saved, reachable, held } = this.session.facts;
    if (held) toast(words.notTaken);
    else if (reachable) void this.session.until(() => this.session.line.isSaved, SETTLE_MILLIS).then((is) => is && toast(words.savedAsYouType));
    else toast(saved ? words.savedAsYouType : words.savedInBrowser);
  }

  /** @param address where to go then; else to the page that was edited */
  private async done(address?: string): Promise<void> {
    if (this.leaving) return;
    this.leaving = true;
    try {
      await this.leave(address);
    } finally {
      this.leaving = false;
    }
  }

  private async leave(address?: string): Promise<void> {
    const { session, elements } = this;
    if (!this.titleIsPossible()) {
      elements.title.focus();
      return;
    }
    this.titleGiven();
    if (this.suggestInstead.point()) return;
    if (!(await this.titleSettled())) return;
    const { reachable, held } = session.facts; // What was refused is no less so after a wait.
    if (!(await session.until(() => session.line.isSaved, reachable && !held ? SETTLE_MILLIS : 0))) {
      toast(session.facts.held ? words.notTaken : words.savedInBrowser);
      return;
    }
    if (this.uploads.busy) {
      toast(words.stillUploading);
      await this.uploads.settled();
      if (!(await session.until(() => session.line.isSaved, SETTLE_MILLIS))) {
        toast(session.facts.held ? words.notTaken : words.savedInBrowser);
        return;
      }
    }
    const headings = headingTexts(this.view);
    await updateHeadingLinks(session.title, renamedHeadings(this.headingsBefore ?? headings, headings));
    if (address !== undefined) {
      location.assign(address);
      return;
    }
    const { doc, selection } = this.view.state;
    const heading = headingAt(doc.toString(), selection.main.head);
    location.assign(pagePath(session.title) + (heading ? `#${encodeURIComponent(heading.slug)}` : ""));
  }

  /** Whether the title is as the person wants it now. */
  private async titleSettled(): Promise<boolean> {
    const { session, elements, facts } = this;
    const wanted = elements.title.value.trim();
    if (wanted === session.title) return true;
    if (!(await session.until(() => session.madePage !== null, SETTLE_MILLIS))) return true;
    const answer = await askToRename(session.title, wanted, facts.backlinks);
    if (answer === null) return false;
    if (!answer.rename) return true;
    const problem = await rename(session.title, wanted, answer.updateLinks);
    if (problem === null) {
      session.title = wanted;
      return true;
    }
    showStrip(elements.strips, "problem", { text: words.renameFailed(problem), kind: "bad" });
    return false;
  }
}

const headingTexts = (view: EditorView) => headingsOf(view.state.doc.toString()).map(({ text }) => text);

/** The browser is asked once not to clear out what this site keeps. */
let persistAsked = false;
