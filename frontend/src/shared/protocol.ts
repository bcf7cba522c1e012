/** The frames of the two sockets. Made from helpline/protocol/ by `manage.py protocol`. */

/** The longest text of one message, in characters. */
export const TEXT_LIMIT = 2000;
/** The largest frame, in bytes. */
export const FRAME_LIMIT = 65536;

export type Uuid = string;

/** milliseconds since 1970, UTC */
export type Milliseconds = number;

/** number of a step in its conversation */
export type Seq = number;

export type Locale = "en" | "fr";

/** name of a channel; `channels` tells more */
export type Channel = string;

export type Author = "seeker" | "counsellor" | "guest" | "helpline" | "note";

export type StateName = "waiting" | "offered" | "active" | "wrap_up" | "closed" | "abandoned";

export type Status = "here" | "resting" | "away";

export type SeekerPresence = "here" | "quiet" | "left" | "left_in_a_hurry";

export type DeliveryState = "queued" | "sent" | "delivered" | "not_confirmed" | "not_delivered";

export type Wait = "minutes" | "quarter" | "half_hour";

export type DoorState = "open" | "closing" | "closed" | "full";

export type KeepWish = "" | "at_end" | "days" | "follow_up";

export type Way = "sound" | "title" | "notice";

export type Layout = "fit" | "columns" | "tabs";

export type SendKey = "enter" | "ctrl_enter";

export type Theme = "device" | "light" | "dark";

export type Happening =
  | "opened"
  | "said"
  | "noted"
  | "flagged"
  | "exited"
  | "kept"
  | "erased"
  | "delivery"
  | "offered"
  | "accepted"
  | "declined"
  | "offer_lapsed"
  | "seeker_left"
  | "transferred"
  | "counsellor_lost"
  | "ended"
  | "seeker_silent"
  | "seeker_returned"
  | "wrapped"
  | "wrap_lapsed"
  | "stopped"
  | "started"
  | "asked_for_help"
  | "pictures"
  | "picture"
  | "writing"
  | "revealed"
  | "looked"
  | "kept_redacted"
  | "let_go"
  | "acknowledged"
  | "hand_up"
  | "hand_down"
  | "erasing"
  | "matched"
  | "not_matched"
  | "blocked"
  | "ready"
  | "paused"
  | "resumed"
  | "returned"
  | "wished"
  | "closed_door"
  | "raised"
  | "asked"
  | "unasked"
  | "handed"
  | "guest_asked"
  | "guest_not"
  | "guest_came"
  | "guest_shown"
  | "guest_left"
  | "watched"
  | "unwatched"
  | "reassigned"
  | "decided"
  | "partner_named"
  | "partner_answer"
  | "sent_back"
  | "law_holds"
  | "law_ends";

export type Code =
  | "not_json"
  | "binary"
  | "unknown_type"
  | "bad_field"
  | "bad_text"
  | "bad_picture"
  | "empty"
  | "too_long"
  | "too_big"
  | "hello_first"
  | "hello_twice"
  | "token"
  | "site"
  | "no_conversation"
  | "not_yours"
  | "over"
  | "not_now"
  | "already_taken"
  | "no_offer"
  | "full"
  | "nobody_waiting"
  | "to_yourself"
  | "not_here"
  | "other_language"
  | "other_skill"
  | "nobody_knows"
  | "no_skill"
  | "no_such_line"
  | "overflows_already"
  | "no_overflow"
  | "no_such_partner"
  | "no_consent"
  | "no_police_yes"
  | "partner_away"
  | "their_hands_full"
  | "asked_already"
  | "just_passed"
  | "other_text"
  | "erased"
  | "unknown_snippet"
  | "blocked"
  | "opted_out"
  | "window_closed"
  | "never_first"
  | "ask_first"
  | "not_these_hours"
  | "no_reason"
  | "bad_reason"
  | "wrong_word"
  | "not_matched"
  | "too_many_tries"
  | "no_hours"
  | "not_ready"
  | "paused"
  | "closed"
  | "line_full"
  | "bad_code"
  | "not_offered"
  | "needs_work"
  | "not_supervisor"
  | "not_allowed"
  | "high_risk"
  | "second_person"
  | "no_alert"
  | "already_seen"
  | "yours_already"
  | "start_shift"
  | "no_colleague"
  | "not_introduced"
  | "somebody_there"
  | "slow_down"
  | "checklist_changed"
  | "unknown_choice"
  | "try_again";

/**
 * All of them; `keys` are a person's own by the command's name, "" for one switched off.
 *
 * `folded` are the messages of talks in hand that this person put out of sight, by number;
 * `volume` in percent; `fit` shows as many conversations side by side as there is room for.
 */
export interface Choices {
  readonly layout?: Layout; // absent: "fit"
  readonly send?: SendKey; // absent: "enter"
  readonly theme?: Theme; // absent: "device"
  readonly locale?: Locale;
  readonly volume?: number; // absent: 70
  readonly ways?: Ways;
  readonly keys?: Readonly<Record<string, string>>; // absent: {}
  readonly folded?: Readonly<Record<Uuid, readonly Seq[]>>; // absent: {}
}

/**
 * Why a conversation stands before others: by which tier it has a head start.
 *
 * `risk` was flagged by a counsellor, a `phrase` of the line's list is in what they wrote while
 * they waited, they asked for `help` by a keyword, or were `dropped`: their counsellor is gone.
 */
export interface Why {
  readonly code: "risk" | "phrase" | "help" | "dropped";
  readonly tier: number;
  readonly phrase?: string; // absent: ""
}

/**
 * A channel as consoles need it: its names by language, and what it asks of words.
 *
 * A text of a `segmented` channel costs by the segment; `longest` is the most it takes; `window`,
 * in milliseconds, is how long after their last word somebody may be written to.
 */
export interface ChannelInfo {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly live: boolean;
  readonly longest: number;
  readonly segmented?: boolean; // absent: false
  readonly window?: number;
}

/**
 * How a channel does: when something last came in, was receipted, went out, went wrong.
 *
 * `cause` is the last error's code; `waiting` how many texts have not left yet, `removals` how
 * many are still to be erased at the provider.
 */
export interface ChannelHealth {
  readonly name: string;
  readonly arrived?: Milliseconds;
  readonly receipt?: Milliseconds;
  readonly sent?: Milliseconds;
  readonly error?: Milliseconds;
  readonly cause?: string; // absent: ""
  readonly waiting?: number; // absent: 0
  readonly removals?: number; // absent: 0
}

/**
 * The counsellor of this console: shift name, languages, how many at once, of which line.
 *
 * `risk_weight` is how many places one of high risk takes there; after `talk_minutes` a talk is
 * said to grow long (0: never). On a `drill` line everybody who writes is made up.
 */
export interface Me {
  readonly id: Uuid;
  readonly name: string;
  readonly status: Status;
  readonly capacity: number;
  readonly languages: readonly Locale[];
  readonly line: string;
  readonly supervisor: boolean;
  readonly choices?: Choices; // absent: {}
  readonly risk_weight?: number; // absent: 1
  readonly talk_minutes?: number; // absent: 0
  readonly drill?: boolean; // absent: false
}

/**
 * One row of the queue, without any name: channel, language, since when, asked or came back.
 *
 * Of whom has gone quiet (`presence`) nobody is asked until they are back; their place is kept.
 * `skill` is what it asks for: "" nothing, "peer" a peer. Peers are shown theirs alone.
 */
export interface Waiting {
  readonly channel: Channel;
  readonly locale: Locale;
  readonly since: Milliseconds;
  readonly offered?: boolean; // absent: false
  readonly again?: boolean; // absent: false
  readonly risk?: number; // absent: 0
  readonly why?: readonly Why[]; // absent: []
  readonly presence?: SeekerPresence; // absent: "here"
  readonly skill?: string; // absent: ""
}

/**
 * Somebody on shift. `skills` are those by which they may be offered a conversation ("" is one
 * that asks for none); `live_room` and `text_room` how many places they have left for a chat, for
 * a text.
 */
export interface Colleague {
  readonly id: Uuid;
  readonly name: string;
  readonly status: Status;
  readonly held: number;
  readonly capacity: number;
  readonly languages: readonly Locale[];
  readonly skills: readonly string[];
  readonly live_room?: number; // absent: 0
  readonly text_room?: number; // absent: 0
}

/**
 * An open offer: what is offered, and until when it may be taken; `line` if it is another's,
 * `giver` the line that has passed it on.
 */
export interface Asked {
  readonly conversation: Uuid;
  readonly channel: Channel;
  readonly locale: Locale;
  readonly since: Milliseconds;
  readonly until: Milliseconds;
  readonly why?: readonly Why[]; // absent: []
  readonly presence?: SeekerPresence; // absent: "here"
  readonly line?: string; // absent: ""
  readonly giver?: string; // absent: ""
}

/**
 * Who has waited on `line` for `after` seconds is offered to the line `to` as well, until then;
 * switched on by `by`. `here`: they come to this console's line.
 */
export interface Overflowing {
  readonly line: string;
  readonly to: string;
  readonly after: number;
  readonly by: string;
  readonly since: Milliseconds;
  readonly until: Milliseconds;
  readonly here?: boolean; // absent: false
}

/** Another line of this installation that takes people of others. */
export interface OtherLine {
  readonly slug: string;
  readonly name: string;
}

/**
 * Something that somebody must look at. Supervisors see whose it is and about whom; others only
 * the loudest (`loudness` 2), by name of the colleague.
 */
export interface Alert {
  readonly id: number;
  readonly kind: "risk" | "hand" | "support";
  readonly level: number;
  readonly since: Milliseconds;
  readonly who: string;
  readonly cause?: string; // absent: ""
  readonly words?: string; // absent: ""
  readonly loudness?: number; // absent: 0
  readonly conversation?: Uuid;
  readonly handle?: string; // absent: ""
}

/**
 * A colleague is asked about a conversation: this counsellor by `name`, or `name` by them.
 *
 * Of one that is `mine` (asked by this counsellor), `name` is whom they asked. The `note` is for
 * who is asked.
 */
export interface Ask {
  readonly conversation: Uuid;
  readonly name: string;
  readonly channel: Channel;
  readonly locale: Locale;
  readonly since: Milliseconds;
  readonly until: Milliseconds;
  readonly mine?: boolean; // absent: false
  readonly risk?: number; // absent: 0
  readonly note?: string; // absent: ""
}

/**
 * Somebody beside the one who holds a conversation; `mine` if it is this counsellor.
 *
 * Who is not `here` yet is asked `until` then, by `by`; the `note` is for who is asked. Once
 * `shown`, the seeker knows of a guest, who may write.
 */
export interface Companion {
  readonly conversation: Uuid;
  readonly who: Uuid;
  readonly name: string;
  readonly part: "guest" | "watch";
  readonly by: string;
  readonly channel: Channel;
  readonly locale: Locale;
  readonly mine?: boolean; // absent: false
  readonly here?: boolean; // absent: false
  readonly shown?: boolean; // absent: false
  readonly until?: Milliseconds;
  readonly note?: string; // absent: ""
}

/** How each kind of news calls this person; what is not said is as shipped. */
export interface Ways {
  readonly offer?: readonly Way[];
  readonly words_here?: readonly Way[];
  readonly words_elsewhere?: readonly Way[];
  readonly risk?: readonly Way[];
  readonly handover?: readonly Way[];
  readonly line_lost?: readonly Way[];
}

/**
 * A sign of life. A page's is answered by `heard`; the server's (to consoles, every 10 s) is
 * answered by the same, and so keeps the counsellor's lease.
 *
 * `mark` is given back as it was last received: whoever brings it has read all that came before.
 */
export interface Beat {
  readonly type: "beat";
  readonly mark?: string; // absent: ""
}

/** The answer to a colleague who asks one in: read along, or not. */
export interface Come {
  readonly type: "come";
  readonly conversation: Uuid;
  readonly yes: boolean;
}

/** Read along no longer. */
export interface Depart {
  readonly type: "depart";
  readonly conversation: Uuid;
}

/**
 * Ask a colleague to take this conversation over; it stays this counsellor's until they do.
 *
 * The `note` is for them alone: they read it before they answer.
 */
export interface Hand {
  readonly type: "hand";
  readonly conversation: Uuid;
  readonly to: Uuid;
  readonly note?: string; // absent: ""
}

/**
 * Tell the seeker that a second person is there, who may write from then on; from whoever holds
 * the conversation, or the guest.
 */
export interface Introduce {
  readonly type: "introduce";
  readonly conversation: Uuid;
}

/**
 * Ask a colleague to read along in this conversation; it stays this counsellor's.
 *
 * The `note` is for them alone. Until somebody presses "introduce" the seeker does not know.
 */
export interface Invite {
  readonly type: "invite";
  readonly conversation: Uuid;
  readonly to: Uuid;
  readonly note?: string; // absent: ""
}

/**
 * Give a conversation that waits, or is in somebody's hands, to a colleague who is here and has
 * room (supervisors only). One's own of high risk needs a `reason` or a second person.
 */
export interface Reassign {
  readonly type: "reassign";
  readonly conversation: Uuid;
  readonly to: Uuid;
  readonly reason?: string; // absent: ""
}

/** The answer to a colleague who asks: take it over, or not. */
export interface Receive {
  readonly type: "receive";
  readonly conversation: Uuid;
  readonly yes: boolean;
}

/**
 * Put the conversation back into the queue, at its place; for somebody who speaks this `locale`
 * or has this `skill`, if either is given.
 */
export interface Transfer {
  readonly type: "transfer";
  readonly conversation: Uuid;
  readonly reason?: string; // absent: ""
  readonly locale?: Locale;
  readonly skill?: string;
}

/** Ask no longer: whoever was asked about this conversation is asked no more. */
export interface Unhand {
  readonly type: "unhand";
  readonly conversation: Uuid;
}

/** Whoever was asked in is asked no more, or is asked to leave. */
export interface Uninvite {
  readonly type: "uninvite";
  readonly conversation: Uuid;
}

/** Look into a colleague's conversation, who sees it while it lasts (supervisors only). */
export interface Watch {
  readonly type: "watch";
  readonly conversation: Uuid;
}

/**
 * What is chosen so far in a wrap-up: codes, never words.
 *
 * `relation` is what whoever wrote is to the person it is about; `left_out` names what was
 * inserted in the talk and is not to be counted as offered. `lots` say what became of a place
 * that was sent, and `unmet` which questions left nothing that fits (`nothing`: no question did).
 */
export interface Noted {
  readonly kind?: "support" | "information" | "place" | "safety" | "other" | ""; // absent: ""
  readonly needs?: readonly string[]; // absent: []
  readonly outcome?: string; // absent: ""
  readonly relation?: "" | "self" | "family" | "friend" | "agency" | "landlord" | "business" | "police" | "media" | "other"; // absent: ""
  readonly left_out?: readonly string[]; // absent: []
  readonly lots?: Readonly<Record<string, "offered" | "accepted" | "handed_over" | "connected" | "not_available" | "unknown">>; // absent: {}
  readonly unmet?: readonly string[]; // absent: []
}

/** How many a colleague may hold from now on (supervisors only). */
export interface Capacity {
  readonly type: "capacity";
  readonly colleague: string;
  readonly capacity: number;
}

/** Nobody of this line is offered to another any more. For supervisors. */
export interface EndOverflow {
  readonly type: "end_overflow";
}

/** Let no one else into the line's queue by the web (supervisors only), or open it again. */
export interface LastOrders {
  readonly type: "last_orders";
  readonly on: boolean;
}

/**
 * Let whoever has waited here for `after` seconds be answered by the line `to`, for so many
 * minutes. For supervisors.
 */
export interface Overflow {
  readonly type: "overflow";
  readonly to: string;
  readonly after: number;
  readonly minutes: number;
}

/** Ask who waits and who talks with whom (supervisors only); answered by `line`. */
export interface Overview {
  readonly type: "line";
}

/**
 * What a colleague may be offered from now on, of what somebody of the line has (supervisors
 * only).
 */
export interface Skills {
  readonly type: "skills";
  readonly colleague: string;
  readonly skills: readonly string[];
}

/** They said yes to this partner, or take it back. To `police` they say yes apart, and last. */
export interface Consent {
  readonly type: "consent";
  readonly conversation: Uuid;
  readonly partner: number;
  readonly yes?: boolean; // absent: true
  readonly police?: boolean; // absent: false
}

/** Ask which partners the line has and who is there now; answered by `partners`. */
export interface Partners {
  readonly type: "partners";
}

/**
 * Hand it over to the partner they said yes to: they wait in its queue, at their place.
 *
 * Its people read what was said before only if `words` says so. At a high risk a supervisor must
 * have agreed, or a `reason` is given.
 */
export interface PassOn {
  readonly type: "pass_on";
  readonly conversation: Uuid;
  readonly words?: boolean; // absent: false
  readonly reason?: string; // absent: ""
}

/** This partner is named to them; nothing is handed over by it. */
export interface Refer {
  readonly type: "refer";
  readonly conversation: Uuid;
  readonly partner: number;
}

/** This organisation cannot: whom another line has passed on goes back to it, at their place. */
export interface SendBack {
  readonly type: "send_back";
  readonly conversation: Uuid;
}

/** Look after an alert (supervisors only). */
export interface Acknowledge {
  readonly type: "acknowledge";
  readonly alert: number;
}

/**
 * Write down what was decided at a high risk, apart from the talk; none changes an earlier one.
 *
 * `checks` are answers by the question's name, as `/console/checklist/<conversation>/` has them;
 * `beside` with whom it was decided, `confirmed` whether help is known to have arrived. The
 * `reason` is for supervisors, and outlives the words: no names, no numbers.
 */
export interface Decide {
  readonly type: "decide";
  readonly conversation: Uuid;
  readonly decided: "stay" | "plan" | "third" | "with" | "without" | "report" | "passed" | "lost";
  readonly checks?: Readonly<Record<string, "yes" | "no" | "unknown">>; // absent: {}
  readonly beside?: "" | "alone" | "colleague" | "outside"; // absent: ""
  readonly colleague?: Uuid;
  readonly confirmed?: "yes" | "no" | "unknown" | ""; // absent: ""
  readonly reason?: string; // absent: ""
}

/**
 * Risk: 0 none, 1 concern, 2 high, 3 imminent. From 2 on supervisors are alerted, and taking it
 * back needs a `reason` or a second person.
 */
export interface Flag {
  readonly type: "flag";
  readonly conversation: Uuid;
  readonly level: number;
  readonly reason?: string; // absent: ""
}

export interface LowerHand {
  readonly type: "lower_hand";
  readonly conversation: Uuid;
}

/** Ask any supervisor to look: why, as a code, and if wanted in a few words (no numbers). */
export interface RaiseHand {
  readonly type: "raise_hand";
  readonly conversation: Uuid;
  readonly cause?: "" | "risk" | "minor" | "violence" | "unsure" | "language" | "other"; // absent: ""
  readonly words?: string; // absent: ""
}

/** End the quiet time after a hard conversation. */
export interface ReadyAgain {
  readonly type: "ready_again";
}

/** Agree, as the second person, that one of high risk may leave (supervisors only). */
export interface Release {
  readonly type: "release";
  readonly conversation: Uuid;
}

/** Ask for somebody for oneself; no reason, no conversation. */
export interface Support {
  readonly type: "support";
}

/** Take a conversation out of a colleague's hands (supervisors only). */
export interface TakeOver {
  readonly type: "take_over";
  readonly conversation: Uuid;
}

/**
 * Keep what is chosen so far of the checklist and of a decision, until it is written down or
 * the talk is over; every window of theirs is told (`weighed`), and nobody else.
 */
export interface Weighing {
  readonly type: "weighing";
  readonly conversation: Uuid;
  readonly weighed: Weighed;
}

/** First frame of a console; `since` says what it already has, per conversation. */
export interface DeskHello {
  readonly type: "hello";
  readonly since?: Readonly<Record<Uuid, Seq>>; // absent: {}
}

/** `here` takes offers, `resting` takes none but keeps what it has, `away` ends the shift. */
export interface DeskStatus {
  readonly type: "status";
  readonly status: Status;
}

/** Somebody is at the keys: said once a minute at most; without it the desk locks. */
export interface Active {
  readonly type: "active";
}

/** Take the next one in the queue, without waiting for an offer. */
export interface Take {
  readonly type: "take";
}

export interface Accept {
  readonly type: "accept";
  readonly conversation: Uuid;
}

/** Pass an offer on, and say why, or not: a break, busy, too hard just now, somebody known. */
export interface Decline {
  readonly type: "decline";
  readonly conversation: Uuid;
  readonly reason?: "" | "break" | "busy" | "too_hard" | "known" | "other"; // absent: ""
}

/**
 * Words from the counsellor; `snippets` are the slugs of what was inserted, for the figures.
 *
 * A `probe` is the line's own question whether it is a good time (`phone.probe`), word for word.
 */
export interface DeskSay {
  readonly type: "say";
  readonly conversation: Uuid;
  readonly id: Uuid;
  readonly text: string;
  readonly snippets?: readonly string[]; // absent: []
  readonly probe?: boolean; // absent: false
}

/** A note for colleagues; the seeker never sees it. */
export interface Note {
  readonly type: "note";
  readonly conversation: Uuid;
  readonly id: Uuid;
  readonly text: string;
}

export interface DeskTyping {
  readonly type: "typing";
  readonly conversation: Uuid;
  readonly on: boolean;
}

/**
 * End the talk; `neutral`: with the line's fixed text (`neutral_end`) as its last words.
 *
 * At a high risk a supervisor must have agreed, or a `reason` is given.
 */
export interface DeskEnd {
  readonly type: "end";
  readonly conversation: Uuid;
  readonly reason?: string; // absent: ""
  readonly neutral?: boolean; // absent: false
}

/**
 * Close after wrap-up. `kind` is the type of contact; what else is noted may be left out.
 *
 * All of it goes into the figures only, each choice by itself, where nothing leads back to the
 * talk; what was inserted counts as offered, by its category, unless it is `left_out`. At a high
 * risk a supervisor must have agreed, or a `reason` is given.
 */
export interface Wrap {
  readonly type: "wrap";
  readonly conversation: Uuid;
  readonly kind: "support" | "information" | "place" | "safety" | "other";
  readonly reason?: string; // absent: ""
  readonly needs?: readonly string[]; // absent: []
  readonly outcome?: string; // absent: ""
  readonly relation?: "" | "self" | "family" | "friend" | "agency" | "landlord" | "business" | "police" | "media" | "other"; // absent: ""
  readonly left_out?: readonly string[]; // absent: []
}

/** Keep what is chosen so far in a wrap-up, until it closes; every window of theirs is told. */
export interface Noting {
  readonly type: "noting";
  readonly conversation: Uuid;
  readonly noted: Noted;
}

/**
 * When it is safe to write to this phone: `now`, `ask` first, by `hours` of the day only, or
 * `never` before they have written. The server holds everybody to it.
 */
export interface SetWriting {
  readonly type: "writing";
  readonly conversation: Uuid;
  readonly writing: "now" | "ask" | "hours" | "never";
  readonly begins?: number; // absent: 0
  readonly ends?: number; // absent: 1440
}

/** The word that was agreed on: the first one is kept (as a hash), later ones are compared. */
export interface CodeWord {
  readonly type: "code";
  readonly conversation: Uuid;
  readonly word: string;
}

/** Show the conversation before this one, as far as it is kept; answered by `earlier`. */
export interface Earlier {
  readonly type: "earlier";
  readonly conversation: Uuid;
}

/** Show the number, for this reason; answered by `number`, and written down. */
export interface Reveal {
  readonly type: "reveal";
  readonly conversation: Uuid;
  readonly reason: string;
}

/** Take nothing more in from this address for so many days; ends the conversation. */
export interface Block {
  readonly type: "block";
  readonly conversation: Uuid;
  readonly reason: string;
  readonly days?: number; // absent: 30
}

/** This person's choices, all of them; every window of theirs is told. */
export interface Choose {
  readonly type: "choose";
  readonly choices: Choices;
}

/** What this window has in front and whether it writes there, for the person's other windows. */
export interface DeskWindow {
  readonly type: "window";
  readonly conversation?: Uuid;
  readonly writing?: boolean; // absent: false
}

/**
 * First frame of a socket. `since` is the last seq the client has; `token` resumes.
 *
 * `code` is a number for coming back, typed by the person; `entry` the code of the link or poster
 * by which they came, which is only counted.
 */
export interface Hello {
  readonly type: "hello";
  readonly site?: string; // absent: ""
  readonly token?: string | null; // absent: null
  readonly since?: Seq; // absent: 0
  readonly locale?: Locale; // absent: "en"
  readonly code?: string; // absent: ""
  readonly entry?: string; // absent: ""
}

/**
 * Take a place in the queue before the first words; harmless if there is one already.
 *
 * `work` answers the welcome's puzzle, if it had one: the puzzle, a dot, and what was found.
 */
export interface Enter {
  readonly type: "enter";
  readonly work?: string; // absent: ""
}

/**
 * Words from the seeker. `id` is chosen by the client and makes a repeat harmless.
 *
 * `work` is needed where the first words are what opens the conversation, as in `enter`.
 */
export interface Say {
  readonly type: "say";
  readonly id: Uuid;
  readonly text: string;
  readonly work?: string; // absent: ""
}

/** They are alone with the screen: the counsellor may write from now on. */
export interface Ready {
  readonly type: "ready";
}

/** Nobody is to write to them, or be asked for them, for a while; their place is held. */
export interface Pause {
  readonly type: "pause";
  readonly on: boolean;
}

/** They ask for another counsellor: back to the queue, at their place, without a reason. */
export interface Another {
  readonly type: "another";
}

/** They want a number for coming back from elsewhere (answered by `return`), or want it gone. */
export interface Return {
  readonly type: "return";
  readonly wanted: boolean;
}

/** What they answered when it was over, by question; counted, and kept nowhere else. */
export interface Survey {
  readonly type: "survey";
  readonly answers: Readonly<Record<string, string>>;
}

/** The seeker is (or is no longer) writing; never stored, never promised. */
export interface Typing {
  readonly type: "typing";
  readonly on: boolean;
}

/** The seeker ends the conversation, or leaves the queue. */
export interface End {
  readonly type: "end";
}

/** Quick exit: the token dies at once, the counsellor is told not to write. */
export interface Exit {
  readonly type: "exit";
}

/**
 * What becomes of the words: `erase` now, or `keep` as long as the line's policy says.
 *
 * `at_end`, `days` and `follow_up` are wishes for the end, within what the line offers.
 */
export interface Keep {
  readonly type: "keep";
  readonly choice: "erase" | "keep" | "at_end" | "days" | "follow_up";
}

/**
 * One choice of a line's own lists; one that is `retired` is no longer on it, and stays while
 * it is chosen.
 */
export interface Term {
  readonly id: string;
  readonly en: string;
  readonly fr: string;
  readonly retired?: boolean; // absent: false
}

/** What is chosen so far of the checklist and of a decision: codes, never words; as `decide`. */
export interface Weighed {
  readonly decided?: "stay" | "plan" | "third" | "with" | "without" | "report" | "passed" | "lost" | ""; // absent: ""
  readonly checks?: Readonly<Record<string, "yes" | "no" | "unknown">>; // absent: {}
  readonly beside?: "" | "alone" | "colleague" | "outside"; // absent: ""
  readonly colleague?: Uuid;
  readonly confirmed?: "yes" | "no" | "unknown" | ""; // absent: ""
}

/**
 * Whether somebody new is let in: `open`, `closing` (last orders), `closed` or `full`.
 *
 * `opens` is when it opens next, if that is known; `closes` when it closes.
 */
export interface Door {
  readonly state?: DoorState; // absent: "open"
  readonly opens?: Milliseconds;
  readonly closes?: Milliseconds;
}

/** Another line or place to turn to, by language: to `call`, or a page to `open`. */
export interface Place {
  readonly name: Readonly<Record<string, string>>;
  readonly help?: Readonly<Record<string, string>>; // absent: {}
  readonly call?: string; // absent: ""
  readonly open?: string; // absent: ""
}

/** What may be told before the talk, each of it optional: a name, an age band, a topic. */
export interface Questions {
  readonly name?: boolean; // absent: false
  readonly age?: boolean; // absent: false
  readonly topics?: Readonly<Record<string, readonly string[]>>; // absent: {}
}

/**
 * When the line is open, to be read: spans (`18:00-02:00`) by weekday, Monday first, and of the
 * days soon to come that are different (`2026-12-25`); `zone` is whose clock that is.
 */
export interface OpenHours {
  readonly week?: readonly (readonly string[])[]; // absent: []
  readonly dates?: Readonly<Record<string, readonly string[]>>; // absent: {}
  readonly zone?: string; // absent: ""
}

/**
 * What the seeker's page knows of its line before its socket opens: an attribute of the page.
 *
 * `danger` and `despair` are numbers to call; `elsewhere` other lines, `directory` a page of
 * places (our own begins with `/help/`, and the language is added to it). `keep_days`,
 * `follow_up_days` and `return_hours` are what may be chosen (0: not offered),
 * `hold_minutes` how long a pause may last.
 */
export interface LinePage {
  readonly door?: Door; // absent: {}
  readonly danger?: string; // absent: ""
  readonly despair?: string; // absent: ""
  readonly elsewhere?: readonly Place[]; // absent: []
  readonly directory?: string; // absent: ""
  readonly hours?: OpenHours; // absent: {}
  readonly questions?: Questions; // absent: {}
  readonly keep_days?: number; // absent: 0
  readonly follow_up_days?: number; // absent: 0
  readonly return_hours?: number; // absent: 0
  readonly hold_minutes?: number; // absent: 15
  readonly survey?: boolean; // absent: false
}

/**
 * A partner of the line: of which kind, what seekers read it is called, by language, and
 * whether somebody is `here` there just now.
 */
export interface PartnerLine {
  readonly id: number;
  readonly kind: "health" | "shelter" | "legal" | "agency" | "addiction" | "police" | "other";
  readonly names: Readonly<Record<Locale, string>>;
  readonly here?: boolean; // absent: false
}

/**
 * Which partner was named in a conversation and what became of that; `yes` is when they said
 * so, `police` when they said yes to police, asked apart.
 */
export interface Referred {
  readonly partner: number;
  readonly lot?: "offered" | "accepted" | "handed_over" | "connected" | "not_available" | "unknown"; // absent: "offered"
  readonly yes?: Milliseconds;
  readonly police?: Milliseconds;
}

/** The partners of the line; always sent whole. */
export interface PartnerLines {
  readonly type: "partners";
  readonly partners: readonly PartnerLine[];
}

/**
 * One message as it is shown. `id` is given back to its own author only.
 *
 * `delivery` (console, text channel) is how far the text has come; `cause` why it did not arrive.
 */
export interface Shown {
  readonly seq: Seq;
  readonly author: Author;
  readonly text: string;
  readonly at: Milliseconds;
  readonly name?: string; // absent: ""
  readonly id?: Uuid;
  readonly delivery?: DeliveryState;
  readonly cause?: string; // absent: ""
}

/**
 * What is peculiar to a conversation by text, and what the server will hold everybody to.
 *
 * `to` is the end of our number that they wrote to; `stopped` that they want no texts; `begins`
 * and `ends` go with the writing `hours`; `agreed` says that there is a code word, `matched` that
 * they have given it; `closes` when the channel's window shuts; `probe` the line's own question;
 * `zone` the clock of the hours (as America/Winnipeg).
 * `number` is theirs, while it is revealed to this counsellor (until `hides`).
 */
export interface Phone {
  readonly to?: string; // absent: ""
  readonly stopped?: boolean; // absent: false
  readonly writing?: "now" | "ask" | "hours" | "never"; // absent: "now"
  readonly begins?: number; // absent: 0
  readonly ends?: number; // absent: 1440
  readonly agreed?: boolean; // absent: false
  readonly matched?: boolean; // absent: false
  readonly closes?: Milliseconds;
  readonly probe?: string; // absent: ""
  readonly zone?: string; // absent: ""
  readonly number?: string; // absent: ""
  readonly hides?: Milliseconds;
}

/**
 * A picture of the text `seq`, on a line that takes any; `id` once it may be looked at.
 *
 * Those of one text stand in the order in which they were settled (by the step `settled`); the
 * rest are still fetched.
 */
export interface PictureInfo {
  readonly seq: Seq;
  readonly state: "waiting" | "kept" | "refused";
  readonly id?: string; // absent: ""
  readonly cause?: string; // absent: ""
  readonly settled?: Seq; // absent: 0
}

/** That a decision was written down, by which step, when and by whom; never what it says. */
export interface WrittenDown {
  readonly seq: Seq;
  readonly at: Milliseconds;
  readonly by: string;
}

/**
 * One conversation as its counsellor sees it; `messages` holds those after `since`.
 *
 * `handle` is a stable two-word name that stands for the seeker; `since` when they began to wait;
 * `kept` the name of the policy its words follow; `risk` 0 to 3; `seal` the key (256 bits, base64)
 * for what the tab keeps of words to it that are not sent yet; `phone` is there for texts only.
 * `held`: its risk is high and nobody has let it go. `unready`: they have not said yet that they
 * are alone with the screen; `paused` till when they paused: nobody writes to them. `why` is what
 * has put it before others in the queue, beside its risk. `used` names what was inserted in it,
 * `noted` what its wrap-up says so far; both go when it closes. `needs` and `outcomes` are the
 * choices of its line, whoever holds it. `skill` is what its counsellor must know; `line` whose it
 * is, where it is another's than its counsellor's. `was_high`: a flag of high risk was there, even
 * if it is taken back; then `weighed` is what its counsellor has chosen so far of a decision, and
 * `decided` the last one that was written down. `referred` tells of the partner that was named in
 * it; one that was passed on has come from the line `giver`, and if its words before that were not
 * to go with it, the messages begin after them (`begins`). By law it may not be
 * erased before `law`.
 */
export interface View {
  readonly conversation: Uuid;
  readonly handle: string;
  readonly channel: Channel;
  readonly locale: Locale;
  readonly state: StateName;
  readonly seq: Seq;
  readonly since: Milliseconds;
  readonly messages: readonly Shown[];
  readonly presence?: SeekerPresence; // absent: "here"
  readonly risk?: number; // absent: 0
  readonly kept?: string; // absent: ""
  readonly again?: boolean; // absent: false
  readonly seal?: string; // absent: ""
  readonly held?: boolean; // absent: false
  readonly phone?: Phone;
  readonly pictures?: readonly PictureInfo[]; // absent: []
  readonly unready?: boolean; // absent: false
  readonly paused?: Milliseconds;
  readonly why?: readonly Why[]; // absent: []
  readonly used?: readonly string[]; // absent: []
  readonly noted?: Noted;
  readonly needs?: readonly Term[]; // absent: []
  readonly outcomes?: readonly Term[]; // absent: []
  readonly skill?: string; // absent: ""
  readonly line?: string; // absent: ""
  readonly was_high?: boolean; // absent: false
  readonly weighed?: Weighed;
  readonly decided?: WrittenDown;
  readonly referred?: Referred;
  readonly giver?: string; // absent: ""
  readonly begins?: boolean; // absent: false
  readonly law?: Milliseconds;
}

/** An open conversation of the line, without a word of it; nobody holds one that waits. */
export interface Talk {
  readonly conversation: Uuid;
  readonly handle: string;
  readonly channel: Channel;
  readonly locale: Locale;
  readonly state: StateName;
  readonly since: Milliseconds;
  readonly holder?: Uuid;
  readonly name?: string; // absent: ""
  readonly risk?: number; // absent: 0
  readonly skill?: string; // absent: ""
}

/** The answer to a page's beat: the line carries both ways. The next beat brings `mark` back. */
export interface Heard {
  readonly type: "heard";
  readonly mark?: string; // absent: ""
}

/** A request turned down; `ref` is the id it concerned, if it had one. Nothing is lost. */
export interface Refusal {
  readonly type: "refused";
  readonly code: Code;
  readonly detail: string;
  readonly ref?: Uuid;
  readonly conversation?: Uuid;
}

/**
 * All a console shows. Applying later frames to an old one gives a fresh one.
 *
 * `closing_by` is who called last orders, if somebody did, and `closing_since` when; `skills` what
 * somebody of this line knows, and may be asked for; `lines` those that may take people of it.
 */
export interface Snapshot {
  readonly type: "snapshot";
  readonly me: Me;
  readonly queue: readonly Waiting[];
  readonly conversations: readonly View[];
  readonly team: readonly Colleague[];
  readonly offers: readonly Asked[];
  readonly now: Milliseconds;
  readonly channels?: readonly ChannelInfo[]; // absent: []
  readonly health?: readonly ChannelHealth[]; // absent: []
  readonly door?: Door; // absent: {}
  readonly closing_by?: string; // absent: ""
  readonly closing_since?: Milliseconds;
  readonly alerts?: readonly Alert[]; // absent: []
  readonly rests?: Milliseconds;
  readonly asks?: readonly Ask[]; // absent: []
  readonly aside?: boolean; // absent: false
  readonly company?: readonly Companion[]; // absent: []
  readonly skills?: readonly string[]; // absent: []
  readonly overflows?: readonly Overflowing[]; // absent: []
  readonly lines?: readonly OtherLine[]; // absent: []
  readonly partners?: readonly PartnerLine[]; // absent: []
}

/** The whole queue of the line in its order; always re-sent whole. */
export interface Queue {
  readonly type: "queue";
  readonly queue: readonly Waiting[];
}

/** Everyone on shift; always re-sent whole. */
export interface Team {
  readonly type: "team";
  readonly team: readonly Colleague[];
}

/** A conversation is offered to this counsellor until `until`. */
export interface Offer {
  readonly type: "offer";
  readonly conversation: Uuid;
  readonly channel: Channel;
  readonly locale: Locale;
  readonly since: Milliseconds;
  readonly until: Milliseconds;
  readonly why?: readonly Why[]; // absent: []
  readonly presence?: SeekerPresence; // absent: "here"
  readonly line?: string; // absent: ""
  readonly giver?: string; // absent: ""
}

/** What this counsellor is asked by colleagues, and has asked them; always re-sent whole. */
export interface Asks {
  readonly type: "asks";
  readonly asks: readonly Ask[];
}

/** Who reads along with this counsellor, and with whom they do; always re-sent whole. */
export interface Company {
  readonly type: "company";
  readonly company: readonly Companion[];
}

/** Every open conversation of the line: those that wait in their order, then the others. */
export interface LineTalks {
  readonly type: "line";
  readonly talks: readonly Talk[];
}

/**
 * This conversation is this counsellor's now (accepted here or in another window), or they read
 * along in it (as `company` says). `given_by` is the supervisor who has just given it to them.
 */
export interface Opened {
  readonly type: "conversation";
  readonly view: View;
  readonly given_by?: string; // absent: ""
}

export interface DeskAck {
  readonly type: "ack";
  readonly conversation: Uuid;
  readonly id: Uuid;
  readonly seq: Seq;
  readonly at: Milliseconds;
}

/** New words (or a note) in one of this counsellor's conversations. */
export interface DeskMessage {
  readonly type: "message";
  readonly conversation: Uuid;
  readonly seq: Seq;
  readonly author: Author;
  readonly text: string;
  readonly at: Milliseconds;
  readonly name?: string; // absent: ""
  readonly id?: Uuid;
  readonly delivery?: DeliveryState;
}

/**
 * A change without words. For `delivery`, `message` is the seq of the text concerned.
 *
 * `gone` tells this console that the conversation (or offer) is no longer its own. `detail` goes
 * with `writing` (`hours:540-720`), with `pictures` of the text `message` (`declined:2`, or
 * `coming:2` where a line takes any) and with each `picture` of it (`kept:` and its id, or
 * `refused:` and the cause). A kept one is at /console/pictures/<id>/ for whoever holds the
 * conversation.
 */
export interface Step {
  readonly type: "step";
  readonly conversation: Uuid;
  readonly seq: Seq;
  readonly happening: Happening;
  readonly state: StateName;
  readonly at: Milliseconds;
  readonly message?: Seq; // absent: 0
  readonly delivery?: DeliveryState;
  readonly cause?: string; // absent: ""
  readonly risk?: number;
  readonly gone?: boolean; // absent: false
  readonly detail?: string; // absent: ""
}

/** Whether the seeker is there, as far as the server knows; a hint, re-sent when it changes. */
export interface Presence {
  readonly type: "presence";
  readonly conversation: Uuid;
  readonly presence: SeekerPresence;
}

/**
 * This counsellor's own status, said to all their windows; they are put `aside` when two offers
 * in a row rang unanswered. Until `rests` nothing is offered.
 */
export interface MyStatus {
  readonly type: "status";
  readonly status: Status;
  readonly aside?: boolean; // absent: false
  readonly rests?: Milliseconds;
}

/** Every open alert that this console may see; re-sent whole when it changes. */
export interface Alerts {
  readonly type: "alerts";
  readonly alerts: readonly Alert[];
}

/** The messages of the conversation before this one; none if nothing is kept. */
export interface EarlierWords {
  readonly type: "earlier";
  readonly conversation: Uuid;
  readonly messages: readonly Shown[];
}

/** Their number, for this counsellor's eyes until `hides`. */
export interface Number {
  readonly type: "number";
  readonly conversation: Uuid;
  readonly number: string;
  readonly hides: Milliseconds;
}

/**
 * The line's door has changed; `closing_by` who called last orders, if somebody did, and
 * `closing_since` when.
 */
export interface DeskDoor {
  readonly type: "door";
  readonly door: Door;
  readonly closing_by?: string; // absent: ""
  readonly closing_since?: Milliseconds;
}

/** Whom this line lets be answered by another, and whom it answers for another; sent whole. */
export interface Overflows {
  readonly type: "overflows";
  readonly overflows: readonly Overflowing[];
}

/** How the text channels do; re-sent whole when it changes. */
export interface Channels {
  readonly type: "channels";
  readonly health: readonly ChannelHealth[];
}

/** What this person has chosen, said to all their windows. */
export interface Chosen {
  readonly type: "choices";
  readonly choices: Choices;
}

/**
 * What a wrap-up says so far, what was inserted in the talk, and the choices of its line; said
 * to all the windows of whoever holds it, also when the line changes its lists.
 */
export interface WrapUp {
  readonly type: "noted";
  readonly conversation: Uuid;
  readonly used?: readonly string[]; // absent: []
  readonly noted?: Noted;
  readonly needs?: readonly Term[]; // absent: []
  readonly outcomes?: readonly Term[]; // absent: []
}

/**
 * What is chosen so far of a decision, and the last one that was written down; said to all the
 * windows of whoever holds it.
 */
export interface HalfDecided {
  readonly type: "weighed";
  readonly conversation: Uuid;
  readonly weighed?: Weighed;
  readonly decided?: WrittenDown;
}

/**
 * Another window of this person: what it has in front, whether it writes there, or that it is
 * gone. A hint: who has not been heard of for a minute is not there.
 */
export interface OtherWindow {
  readonly type: "window";
  readonly window: string;
  readonly conversation?: Uuid;
  readonly writing?: boolean; // absent: false
  readonly gone?: boolean; // absent: false
}

/**
 * The answer to hello: who one is now, and every message after `since`.
 *
 * `texts` are the line's own words for this page, by name; `limit` is the longest text in
 * characters; `seq` is the last number of the conversation (0 if there is none yet). `seals` are
 * keys (256 bits, base64) for what the tab keeps of words not sent yet: the first one seals, each
 * may open (docs/adr/0010). `puzzle` is to be solved before a conversation may be opened, in a
 * flood: a text and how many bits of the digest of text and answer must be nought
 * (`text.bits`, SHA-256).
 */
export interface Welcome {
  readonly type: "welcome";
  readonly token: string;
  readonly conversation: Uuid | null;
  readonly seq: Seq;
  readonly messages: readonly Shown[];
  readonly texts: Readonly<Record<string, string>>;
  readonly limit: number;
  readonly seals?: readonly string[]; // absent: []
  readonly door?: Door; // absent: {}
  readonly puzzle?: string; // absent: ""
}

/** These words are stored for good, under this number. */
export interface Ack {
  readonly type: "ack";
  readonly id: Uuid;
  readonly seq: Seq;
  readonly at: Milliseconds;
}

/** New words in the seeker's conversation. */
export interface Message {
  readonly type: "message";
  readonly seq: Seq;
  readonly author: Author;
  readonly text: string;
  readonly at: Milliseconds;
  readonly name?: string; // absent: ""
  readonly id?: Uuid;
}

/**
 * A copy of the words is kept by law `until` then, whatever becomes of them before.
 *
 * `said` is what the page says of it, by language, in place of its own promises; `{when}` in it
 * stands for `until`. Where they may not be told of it yet `until` is 0, and what is said has no
 * day and no promise.
 */
export interface Law {
  readonly until: Milliseconds;
  readonly said: Readonly<Record<string, string>>;
}

/**
 * Where the conversation stands; `none` before the first words.
 *
 * `who` is the shift name of the counsellor who is here; `wait` a coarse, honest band;
 * `erase_at` when the words will be gone, once that is known. `seal`, with the first state of a
 * conversation that was just opened, is its key for words not sent yet, as in `welcome`.
 *
 * `unready`: a counsellor is there and waits for their `ready`; `paused` till when they paused;
 * `wish` what they want to become of their words at the end. `law` is there where a copy of them
 * stays for longer than `erase_at`.
 */
export interface StateFrame {
  readonly type: "state";
  readonly state: StateName | "none";
  readonly seq?: Seq; // absent: 0
  readonly who?: string; // absent: ""
  readonly wait?: Wait;
  readonly erase_at?: Milliseconds;
  readonly erased?: boolean; // absent: false
  readonly seal?: string; // absent: ""
  readonly unready?: boolean; // absent: false
  readonly paused?: Milliseconds;
  readonly wish?: KeepWish; // absent: ""
  readonly law?: Law;
}

/**
 * The door has changed: said to everybody who waits, or whose talk is over.
 *
 * It also follows a `refused` of `closed` or `line_full`.
 */
export interface DoorFrame {
  readonly type: "door";
  readonly door: Door;
}

/** The number for coming back, as it is to be read, until when; empty when it is gone. */
export interface ReturnFrame {
  readonly type: "return";
  readonly number?: string; // absent: ""
  readonly until?: Milliseconds;
}

/** What the seeker's page sends on /ws/chat/. */
export type FromSeeker =
  | Hello
  | Enter
  | Say
  | Typing
  | Ready
  | Pause
  | Another
  | Return
  | End
  | Exit
  | Keep
  | Survey
  | Beat;

/** What the seeker's page receives. */
export type ToSeeker =
  | Welcome
  | Ack
  | Message
  | StateFrame
  | Typing
  | DoorFrame
  | ReturnFrame
  | Heard
  | Refusal;

/** What the console sends on /ws/console/. */
export type FromConsole =
  | DeskHello
  | DeskStatus
  | Beat
  | Active
  | Take
  | Accept
  | Decline
  | DeskSay
  | Note
  | DeskTyping
  | Transfer
  | Hand
  | Unhand
  | Receive
  | Invite
  | Uninvite
  | Come
  | Introduce
  | Watch
  | Depart
  | Reassign
  | Overview
  | DeskEnd
  | Wrap
  | Noting
  | Flag
  | Weighing
  | Decide
  | Acknowledge
  | Release
  | RaiseHand
  | LowerHand
  | Support
  | ReadyAgain
  | TakeOver
  | Capacity
  | Skills
  | LastOrders
  | Overflow
  | EndOverflow
  | Partners
  | Refer
  | Consent
  | PassOn
  | SendBack
  | SetWriting
  | CodeWord
  | Earlier
  | Reveal
  | Block
  | Choose
  | DeskWindow;

/** What the console receives. */
export type ToConsole =
  | Snapshot
  | Queue
  | Team
  | Offer
  | Asks
  | Company
  | LineTalks
  | Opened
  | DeskAck
  | DeskMessage
  | Step
  | DeskTyping
  | Presence
  | MyStatus
  | Alerts
  | Beat
  | Heard
  | EarlierWords
  | Number
  | Channels
  | Overflows
  | PartnerLines
  | DeskDoor
  | Chosen
  | WrapUp
  | HalfDecided
  | OtherWindow
  | Refusal;
