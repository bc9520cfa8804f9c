// What every screen but the editor loads. It must stay small: reading comes first.
import { tellBrokenImages } from "./page/broken-images";
import { draw } from "./page/drawn";
import { closeMenusOnLeave } from "./page/menu";
import { keepForOffline } from "./offline/register";
import { readLive } from "./page/live-reading";
import { browserSettings, copyOnClick, followHeadings } from "./page/reading";
import { focusScrollers } from "./page/scrollers";
import { noteSeen, tellWhatChanged } from "./page/seen";
import { wasRefused } from "./page/refused";
import { printOnClick, sayReceipt, tellMissingHeading } from "./page/receipt";
import { listenForShortcuts } from "./page/shortcuts";
import { someWait } from "./page/files-wait";
import { previewLinks } from "./page/previews";
import { nameTasks, tickTasks } from "./page/tasks";
import { visited } from "./palette/recent";
import { currentStatus, tellPhone } from "./page/status";
import { wiki } from "./page/wiki";

closeMenusOnLeave();
listenForShortcuts();
copyOnClick();
printOnClick();
sayReceipt();
browserSettings();
followHeadings();
previewLinks();
focusScrollers();
draw(document.querySelector("main"));
tickTasks();
const text = document.querySelector<HTMLElement>("article [data-text]");
if (text) tellBrokenImages(text);
readLive();
keepForOffline();
if (document.querySelector("[data-arriving]")) void import("./page/arriving").then(({ openWhenItIsHere }) => openWhenItIsHere());
if (document.querySelector("[data-kept-pages]")) void import("./offline/screen").then(({ showKeptPages }) => showKeptPages());
const progress = document.querySelector<HTMLElement>("[data-progress]");
if (progress) void import("./page/progress").then(({ followProgress }) => followProgress(progress));
if (wiki && someWait(wiki)) void import("./page/waiting").then(({ sendWaitingFiles }) => sendWaitingFiles());
tellWhatChanged();
tellMissingHeading();
const kept = document.querySelector<HTMLElement>("[data-kept-draft]");
// Who may write looks only where something was refused once: reading comes first.
if (kept && (kept.dataset.draftComes === undefined || wasRefused())) {
  void import("./page/kept-draft").then(({ tellKeptDraft }) => tellKeptDraft(kept));
}
const map = document.querySelector<HTMLElement>("[data-map]");
if (map) void import("./map/map").then(({ drawMap }) => drawMap(map));
visited(document.querySelector("article[data-page] > h1")?.textContent?.trim() ?? "");
if (document.querySelector("[data-sessions]")) {
  void import("./page/history").then(({ startHistory }) => startHistory());
}
const { state, words } = currentStatus();
if (document.body.dataset.wiki) tellPhone(state, words);
document.addEventListener("enquire:updated", () => {
  followHeadings();
  nameTasks();
  const article = document.querySelector<HTMLElement>("article[data-page]");
  if (article) noteSeen(article);
  draw(article);
});
