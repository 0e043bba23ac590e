import { html, nothing, render, type TemplateResult } from 'lit-html';
import { RefusedError, sentenceOf } from '../live/api';
import { Announcing } from './announcing';
import { loadAnswerFile, saveAnswerFile } from './answerFile';
import { keepAppShell } from './appShell';
import type { InvigilationMessage } from './contracts';
import { ExamDeviceCheck } from './deviceCheck';
import { ExamSession } from './examSession';
import { ExamStore } from './examStore';
import { IdentityPhotos } from './identityPhotos';
import { keyPressed } from './keyboard';
import { LiveLooks } from './liveLook';
import { Monitoring } from './monitoring';
import { choose, isChoice } from './paperOrder';
import { ReceiptCheck } from './receiptCheck';
import { forgetPlace, initialState, keepLook, keepPlace, sizes, type RoomState, type Sheet } from './roomState';
import { RulesReading } from './rulesReading';
import { texts } from './texts';
import { endView } from './views/endView';
import { notice } from './views/frames';
import { paperView } from './views/paperView';
import { sheetView } from './views/sheets';
import { stageView } from './views/stages';
import { stripsView } from './views/strips';
import { currentStep, practiceView, wayInView, type WayInActions } from './views/wayIn';
import { ExamWatch } from './watch';

/** Seconds between two looks for an invigilator's message while the hub is away. */
const messagesEvery = 20;

/** `<exam-room session="…">`: the candidate's place from the door to the receipt. */
export class ExamRoomElement extends HTMLElement {
  #state = initialState(this.getAttribute('session') ?? '');
  #session!: ExamSession;
  #monitoring!: Monitoring;
  #watch!: ExamWatch;
  #looks!: LiveLooks;
  #check!: ExamDeviceCheck;
  #photos!: IdentityPhotos;
  #receipt!: ReceiptCheck;
  #announcing!: Announcing;
  readonly #rules = new RulesReading(() => this.#draw());
  #problem: string | null = null;
  #drawing = 0;
  #ticking = 0;
  #ticks = 0;
  #ended = false;
  #monitored = false;
  #checked = false;
  #tried = false;

  connectedCallback(): void {
    this.classList.add('ex');
    void this.#open();
  }

  disconnectedCallback(): void {
    clearInterval(this.#ticking);
    document.removeEventListener('keydown', this.#key);
    this.#session?.close();
    this.#watch?.stop();
    this.#looks?.close();
    void this.#monitoring?.stop();
    this.#monitoring?.queue.stop();
  }

  async #open(): Promise<void> {
    let store: ExamStore;
    try {
      store = await ExamStore.open(this.getAttribute('session') ?? '');
    } catch {
      render(notice('浏览器不能保存数据', html`<p>断网时答案要先存在本机，所以不能在这个窗口考试。请退出无痕窗口，或换新版 Chrome、Edge 打开。</p>`), this);
      return;
    }
    this.#assemble(store);
    this.replaceChildren();
    this.#render();
    document.addEventListener('keydown', this.#key);
    this.#ticking = window.setInterval(() => this.#tick(), 1000);
    void keepAppShell();
    await this.#session.open();
  }

  #assemble(store: ExamStore): void {
    const changed = (): void => this.#draw();
    this.#session = new ExamSession(this.getAttribute('session') ?? '', store, {
      changed: () => this.#sessionChanged(),
      connected: () => void this.#readMessages(),
      messageArrived: (message) => this.#hear(message),
      lookRequested: (look) => void this.#looks.requested(look),
      lookSignal: (signal) => this.#looks.signal(signal),
      lookEnded: (lookId) => this.#looks.ended(lookId),
    });
    this.#watch = new ExamWatch(this.#session, changed);
    this.#monitoring = new Monitoring(this.#session, (kind, detail) => this.#watch.raise(kind, detail), changed);
    this.#looks = new LiveLooks(() => this.#session.hub, this.#monitoring, changed);
    this.#check = new ExamDeviceCheck(this.#session.api, this.#session.clock, this.#monitoring, changed);
    this.#photos = new IdentityPhotos(this.#session.api, (view) => this.#session.prepared(view), changed);
    this.#receipt = new ReceiptCheck(() => this.#session.api.canonicalAnswers(), () => this.#session.receipt(), changed);
    this.#announcing = new Announcing(this.#session, (words) => {
      this.#state.announcement = words;
      this.#draw();
    });
    this.#session.heart = () => ({ ...this.#monitoring.devices, fullScreen: this.#watch.fullScreen });
  }

  #tick(): void {
    this.#session.tick();
    this.#announcing.tick();
    if (++this.#ticks % messagesEvery === 0 && !this.#session.hub.connected && this.#session.reachable) {
      void this.#readMessages();
    }
    this.#monitoring.tick();
    if (this.#session.stage === 'preparing') {
      this.#rules.tick();
    }
    this.#draw();
  }

  /** What a change of the session's stage brings with it besides another picture. */
  #sessionChanged(): void {
    const { stage, view } = this.#session;
    this.#watch.network(this.#session.reachable);
    this.#watch.answering = stage === 'answering';
    if (stage === 'notOpen' && !this.#tried) {
      this.#tried = true;
      void this.#check.runQuietly();
    }
    if (stage === 'preparing' && !this.#checked) {
      this.#checked = true;
      void this.#watch.start();
      void this.#check.runQuietly();
    }
    if (stage === 'answering' && !this.#checked) {
      // After a reload: the camera opens by itself where it was allowed; the screen needs a click.
      this.#checked = true;
      void this.#watch.start();
    }
    if (view?.settings.recording && (stage === 'answering' || (stage === 'preparing' && view.checks.device))) {
      this.#monitored = true;
      void this.#monitoring.start();
      if (!this.#monitoring.camera && this.#monitoring.health.camera === 'off' && !this.#monitoring.problem && view.checks.device) {
        this.#monitoring.problem = '正在打开摄像头';
        void this.#monitoring.openCamera();
      }
    }
    if ((stage === 'tabLeft' || stage === 'overtaken') && this.#monitored) {
      // Another tab or machine is watched now: two pictures of one candidate would take turns on the wall.
      this.#monitored = false;
      this.#looks.close();
      void this.#monitoring.stop();
      if (stage === 'tabLeft') {
        this.#monitoring.queue.stop();
      }
    }
    if (stage === 'ended' && !this.#ended) {
      this.#leave();
    }
    this.#draw();
  }

  #leave(): void {
    this.#ended = true;
    this.#state.sheet = 'none';
    this.#looks.close();
    if (document.fullscreenElement) {
      void document.exitFullscreen().catch(() => undefined);
    }
    void this.#monitoring.stop();
    // Also what an earlier page could not send: the server takes recordings for hours after the end.
    void this.#monitoring.queue.start().catch(() => undefined);
    forgetPlace(this.#session.id);
    void this.#session.store.clear(this.#session.id, this.#session.view!.sittingId).catch(() => undefined);
  }

  async #readMessages(): Promise<void> {
    this.#state.messages = await this.#session.api.messages().catch(() => this.#state.messages);
    this.#draw();
  }

  #hear(message: InvigilationMessage): void {
    this.#state.messages = [...this.#state.messages.filter((known) => known.id !== message.id), message];
    this.#draw();
  }

  #messagesSeen(): void {
    const unread = this.#state.messages.filter((message) => !message.readAt).map((message) => message.id);
    if (unread.length > 0) {
      const readAt = this.#session.nowText;
      this.#state.messages = this.#state.messages.map((message) => ({ ...message, readAt: message.readAt ?? readAt }));
      void this.#session.api.messagesRead(unread).catch(() => undefined);
      this.#draw();
    }
  }

  #go(index: number): void {
    if (index >= 0 && index < this.#session.paper.questions.length) {
      this.#session.answers.settleAll();
      this.#state.at = index;
      keepPlace(this.#session.id, index);
      this.#show('none');
      this.querySelector<HTMLElement>('#ex-stem')?.focus({ preventScroll: true });
      this.querySelector('.ex-sheet-of-paper')?.scrollTo({ top: 0 });
    }
  }

  #show(sheet: Sheet): void {
    if (sheet === 'handIn') {
      this.#session.answers.settleAll();
    }
    if (sheet === 'handIn' && !this.#session.time.mayHandIn) {
      return;
    }
    this.#state.sheet = sheet;
    this.#state.handInProblem = null;
    this.#render();
    const dialog = this.querySelector<HTMLDialogElement>('dialog.ex-sheet');
    if (sheet === 'none') {
      dialog?.close();
    } else if (dialog && !dialog.open) {
      dialog.showModal();
    }
    if (sheet === 'messages') {
      this.#messagesSeen();
    }
  }

  async #handIn(): Promise<void> {
    if (this.#state.handingIn) {
      return;
    }
    this.#state.handingIn = true;
    this.#state.handInProblem = null;
    this.#draw();
    try {
      await this.#session.handIn();
      this.#show('none');
    } catch (error) {
      this.#state.handInProblem = error instanceof RefusedError ? error.message : texts.handInOffline;
      if (error instanceof RefusedError) {
        void this.#session.ask();
      }
    }
    this.#state.handingIn = false;
    this.#draw();
  }

  readonly #key = (event: KeyboardEvent): void => {
    const placed = this.#session.paper.questions[this.#state.at];
    if (this.#session.stage !== 'answering' || !placed) {
      return;
    }
    const { question } = placed;
    keyPressed(event, {
      previous: () => this.#go(this.#state.at - 1),
      next: () => this.#go(this.#state.at + 1),
      first: () => this.#go(0),
      last: () => this.#go(this.#session.paper.questions.length - 1),
      mark: () => this.#session.answers.mark(question.id),
      map: () => this.#show('map'),
      help: () => this.#show('keys'),
      option: (letter) => {
        const option = placed.options.find((candidate) => candidate.letter === letter);
        if (option && isChoice(question.kind)) {
          const response = choose(question, this.#session.answers.response(question.id), option.option.id);
          this.#session.answers.set(question.id, response, this.#session.answers.state(question.id).marked);
        }
      },
    });
  };

  #fullScreen(): void {
    void document.documentElement.requestFullscreen({ navigationUI: 'hide' }).catch(() => undefined);
  }

  async #prepare(step: () => Promise<void>): Promise<void> {
    this.#problem = null;
    try {
      await step();
    } catch (error) {
      this.#problem = sentenceOf(error);
    }
    this.#draw();
  }

  #draw(): void {
    if (this.#drawing === 0) {
      this.#drawing = requestAnimationFrame(() => {
        this.#drawing = 0;
        this.#render();
      });
    }
  }

  #render(): void {
    this.dataset.theme = this.#state.night ? 'dark' : 'light';
    this.dataset.stage = this.#session.stage;
    this.style.setProperty('--ex-size', `${sizes[this.#state.size]}px`);
    render(this.#view(), this);
  }

  #view(): TemplateResult {
    const session = this.#session;
    switch (session.stage) {
      case 'notOpen':
        return html`${stageView(session)}${practiceView(this.#wayInParts(), this.#wayInActions)}`;
      case 'preparing':
        return wayInView(this.#wayInParts(), this.#strips(), this.#wayInActions);
      case 'answering':
      case 'timeUp':
      case 'overtaken':
        // A device that lost the session over a reload has no paper to show, only the sentence.
        return session.paper.questions.length > 0 ? html`${this.#paper()} ${session.stage === 'answering' ? this.#sheet() : nothing}` : html`${this.#strips()}`;
      case 'ended':
        return endView(session, this.#receipt, this.#monitoring.queue.waiting);
      default:
        return html`${stageView(session)}`;
    }
  }

  readonly #wayInActions: WayInActions = {
    checkAgain: () => void this.#check.runQuietly(),
    deviceDone: () =>
      void this.#prepare(async () => {
        const recording = this.#session.view!.settings.recording === true;
        this.#session.prepared(await this.#session.api.deviceChecked(this.#check.report(recording)));
      }),
    acknowledge: () => {
      if (this.#rules.done) {
        this.#fullScreen();
        void this.#prepare(async () => this.#session.prepared(await this.#session.api.rulesRead()));
      }
    },
    fullScreen: () => this.#fullScreen(),
  };

  #wayInParts(): Parameters<typeof wayInView>[0] {
    const problem = this.#problem ?? (currentStep(this.#session) === 'waiting' ? null : this.#session.sentence);
    return { session: this.#session, monitoring: this.#monitoring, check: this.#check, photos: this.#photos, rules: this.#rules, problem };
  }

  #strips(): TemplateResult {
    const session = this.#session;
    return html`<div class="ex-strips" aria-live="polite">${stageView(session)}${stripsView(session, this.#monitoring, this.#state, this.#watch.fullScreen, {
      exportFile: () =>
        void saveAnswerFile(session).catch(() => false).then((saved) => {
          this.#state.exported = saved;
          this.#draw();
        }),
      openCamera: () => void this.#monitoring.openCamera(),
      shareScreen: () => void this.#monitoring.shareScreen(),
      fullScreen: () => this.#fullScreen(),
      readMessages: () => this.#messagesSeen(),
      signIn: `/sign-in?return=${encodeURIComponent(location.pathname)}`,
    })}</div>`;
  }

  #paper(): TemplateResult {
    const { answers, stage } = this.#session;
    return paperView(this.#session, this.#monitoring, this.#state, stage !== 'answering', {
      go: (index) => this.#go(index),
      open: (sheet) => this.#show(sheet),
      choose: (questionId, response) => answers.set(questionId, response, answers.state(questionId).marked),
      type: (questionId, response) => answers.type(questionId, response),
      settle: (questionId) => answers.settle(questionId),
      mark: (questionId) => answers.mark(questionId),
      night: () => this.#look({ night: !this.#state.night }),
      size: (step) => this.#look({ size: Math.max(0, Math.min(sizes.length - 1, this.#state.size + step)) }),
      strips: this.#strips(),
      watched: this.#looks.watched,
    });
  }

  #look(change: Partial<Pick<RoomState, 'night' | 'size'>>): void {
    Object.assign(this.#state, change);
    keepLook(this.#state);
    this.#draw();
  }

  #sheet(): TemplateResult {
    return sheetView(this.#session, this.#state, {
      close: () => this.#show('none'),
      go: (index) => this.#go(index),
      handIn: () => void this.#handIn(),
      messagesRead: () => this.#messagesSeen(),
      importFile: (file) =>
        void loadAnswerFile(this.#session, file).catch(() => null).then((count) => {
          this.#state.imported = count === null ? texts.notImported : texts.imported(count);
          this.#draw();
        }),
      askHelp: (text) => {
        this.#watch.raise('helpAsked', text);
        this.#state.helpSent = true;
        this.#draw();
      },
    });
  }
}
