/** The assistant's frame: the conversation, the panels over it, the exit. Wires the parts; each part knows its own rules. */

import { Composer } from "../handoff/composer";
import type { Sealer } from "../handoff/sealer";
import type { VoiceDevice } from "../handoff/voice/device";
import type { Sleep } from "../net/patience";
import type { Solve } from "../net/work";
import type { PupilApi } from "../net/pupil-api";
import type { Answer, Look, NoticeLevel, Panel } from "../net/shapes";
import { NoticePanel } from "../notice/notice-panel";
import { StatePanel } from "../state/panel";
import { apply, AS_USUAL } from "../display/choices";
import { displayPanel } from "../display/display-panel";
import type { Dictation } from "../display/dictation";
import type { Voice } from "../display/voice";
import { chat as say } from "../texts/chat.fr";
import { Announcer } from "./announcer";
import { Exit } from "./exit";
import { ExitKeys } from "./exit-keys";
import type { HostPage } from "./host-page";
import { LISTEN } from "./message-view";
import type { Numbers } from "./numbers";
import { SessionMemory } from "./session-memory";
import { Shell } from "./shell";
import { Talk } from "./talk";

export interface AppPorts {
  readonly api: PupilApi;
  readonly host: HostPage;
  readonly numbers: Numbers;
  readonly exitUrl: string;
  readonly forgetCopy: () => void;
  readonly register: string;
  readonly voice: VoiceDevice;
  readonly aloud: Voice;
  readonly dictation: Dictation;
  loadSealer(): Promise<Sealer>;
  newId(): string;
  now(): Date;
  sleep: Sleep;
  readonly solve: Solve;
  painted(): Promise<void>;
}

export class App {
  readonly element: HTMLElement;
  private readonly announcer = new Announcer();
  private readonly exitKeys = new ExitKeys();
  private readonly memory = new SessionMemory();
  private readonly talk: Talk;
  private readonly shell: Shell;
  private readonly exit: Exit;
  private register = "";
  private easy = false;
  private choices = AS_USUAL;
  private notice: NoticePanel | null = null;

  constructor(private readonly ports: AppPorts) {
    const { api, host, sleep, solve } = ports;
    const { announcer, memory } = this;
    this.talk = new Talk({ api, sleep, solve, announcer, memory, shown: (answer) => this.follow(answer) });
    const bars = { numbers: () => this.showNumbers(), easy: () => this.readEasily(!this.easy), display: () => this.showDisplay() };
    const acts = { leave: () => this.exit.leave(), fold: () => host.close(), notice: () => this.showNotice(), ...bars };
    const { transcript, writing } = this.talk;
    this.shell = new Shell(transcript.element, writing.element, this.announcer.element, acts, host.isFramed);
    this.element = this.shell.element;
    this.exit = new Exit([() => api.leave(), ports.forgetCopy], host, ports.exitUrl, () => this.wipe());
    host.listen({ leaveAsked: () => this.exit.leave(), shown: () => this.focusTalk() });
    this.element.addEventListener(LISTEN, (event) => this.readAloud((event as CustomEvent<string>).detail));
    this.element.ownerDocument.addEventListener("keydown", (event) => this.key(event));
  }

  /** Opens the session. A frame is loaded when the pupil unfolds it: the focus comes to its start, the exit is next. */
  begin(): Promise<void> {
    this.look({ register: this.ports.register, easy: false });
    if (this.ports.host.isFramed) this.element.focus();
    void this.talk.writing.offerDictation(this.ports.dictation, () => this.ports.aloud.hush());
    return this.talk.begin();
  }

  private follow(answer: Answer): void {
    const look = [...answer.messages].reverse().find((message) => message.look)?.look;
    if (look) this.look(look);
    const panel = answer.messages.find((message) => message.panel !== null)?.panel;
    if (panel) this.openPanel(panel);
  }

  private openPanel(panel: Panel): void {
    if (panel === "leave") this.exit.leave();
    if (panel === "handoff") this.compose();
    if (panel === "state") new StatePanel(this.panelPorts()).begin();
    if (panel === "reperes") this.read("/reperes");
    if (panel === "reperes_primaire") this.read("/reperes/primaire");
  }

  /** The pages of examples take the place of the conversation, in which nothing was told yet: it ends here. */
  private read(path: string): void {
    this.ports.api.leave();
    this.ports.host.read(path);
  }

  private compose(): void {
    const { newId, sleep, painted, numbers, voice } = this.ports;
    const composer = new Composer(
      {
        ...this.panelPorts(),
        ...{ newId, sleep, painted, numbers, voice },
        conversation: () => this.memory.spoken.text,
        promise: (envelope, waiting) => this.talk.promise(envelope, waiting),
        cancel: () => {
          this.memory.putAside();
          this.back();
        },
        done: (answer) => {
          this.memory.sent();
          this.back();
          this.talk.show(answer);
        },
      },
      this.memory.beginDraft(),
    );
    void composer.begin();
  }

  private panelPorts() {
    return {
      api: this.ports.api,
      host: this.ports.host,
      pictures: this.register === "primaire",
      account: this.memory.account,
      loadSealer: this.ports.loadSealer,
      reopen: () => this.talk.reopen(),
      now: () => this.ports.now(),
      show: (element: HTMLElement) => this.showPanel(element),
      cancel: () => this.back(),
      otherWay: () => this.showNumbers(),
    };
  }

  /** With a mouse or a keyboard, straight to writing; on a touch screen that would raise the keyboard over everything. */
  private focusTalk(): void {
    if (matchMedia("(pointer: fine)").matches) this.talk.writing.focus();
    else this.talk.transcript.element.focus({ preventScroll: true });
  }

  private showNumbers(): void {
    this.showPanel(this.ports.numbers.panel(() => this.back()));
  }

  private showDisplay(): void {
    const { choices, ports } = this;
    const change = (chosen: typeof choices) => apply(this.element.ownerDocument, (this.choices = chosen));
    this.showPanel(displayPanel({ choices, speaks: ports.aloud.isThere, change, close: () => this.back() }));
  }

  /** The pupil goes back to the line where it was opened. */
  private showNotice(): void {
    const { api, sleep } = this.ports;
    const close = () => {
      this.back();
      this.shell.focusNotice();
    };
    const panel = new NoticePanel({ load: (level) => api.yourWords(level), sleep, close });
    this.showPanel(panel.element);
    this.notice = panel;
    void panel.read(this.level);
  }

  /** Who asked for easy words gets those of primary school. */
  private get level(): NoticeLevel {
    return this.easy || this.register === "primaire" ? "primaire" : "college";
  }

  /** Puts a panel over the conversation; its heading takes the focus, since the pupil asked for it. */
  private showPanel(panel: HTMLElement): void {
    this.talk.writing.hush();
    this.notice = null;
    this.shell.showPanel(panel);
    panel.querySelector<HTMLElement>("h2")?.focus();
  }

  private back(): void {
    this.ports.host.onCode = null;
    this.notice = null;
    this.shell.showPanel(null);
    this.talk.transcript.element.focus({ preventScroll: true });
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.ports.host.isFramed) this.ports.host.close();
    if (event.repeat) return;
    const left = this.exitKeys.press(event.key, event.timeStamp);
    this.shell.showExit(left === null ? "" : left === 0 ? say.leaving : say.exitCount(left));
    if (left === 0) this.exit.leave();
  }

  /** The microphone does not write down what the device reads. */
  private readAloud(text: string): void {
    this.talk.writing.hush();
    this.ports.aloud.say(text);
  }

  /** At once on the page, then in the words; kept nowhere, and over with the conversation. */
  private readEasily(on: boolean): void {
    this.look({ register: this.register, easy: on });
    this.talk.readEasily(on);
  }

  private look({ register, easy }: Look): void {
    this.register = register ?? "";
    this.easy = easy;
    const { dataset } = this.element.ownerDocument.documentElement;
    dataset.register = this.register;
    dataset.easy = String(easy);
    this.shell.showEasy(easy);
    void this.notice?.read(this.level);
  }

  private wipe(): void {
    this.ports.aloud.hush();
    this.talk.wipe();
    this.element.ownerDocument.body.replaceChildren();
  }
}
