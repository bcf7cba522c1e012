/**
 * Where a part of the desk hangs in its pieces: a line in one of these lists, and the frame draws it.
 * A piece that has nothing to say draws nothing.
 */
import type { ComponentType } from "preact";
import type { View } from "../shared/protocol";
import { Facts } from "./aboutfacts";
import { End } from "./acts";
import { Alerts } from "./care/alerts";
import { DecisionBox } from "./care/decision";
import { HandUp, QuietTime } from "./care/hand";
import { HeadChannel, HeadElsewhere, HeadLanguage, HeadPresence, HeadRisk, HeadTurn, OtherLine } from "./chips";
import { AskIn } from "./company/askin";
import { LineSheet } from "./company/line";
import { AskedIn, GivenToYou } from "./company/news";
import { CompanyStrip } from "./company/strip";
import { LineButton } from "./company/top";
import { DrillChip, DrillMark } from "./drill";
import { FirstWords } from "./firstwords";
import { Finder } from "./commands/finder";
import { KeySheet } from "./commands/sheet";
import { Guidance } from "./guidance";
import { AskedHere, GivenAway } from "./handing/asked";
import { AskedChip, HandOver } from "./handing/handover";
import { HoldStrip } from "./holdstrip";
import { LastOrders } from "./lastorders";
import { Notes } from "./notes";
import { Overflow } from "./overflow";
import { GiverChip, PassedOnStrip } from "./partners/strip";
import { Given } from "./picker/given";
import { RiskButton } from "./risk";
import { Settings } from "./settings/sheet";
import { SoundLock } from "./soundlock";
import type { Desk } from "./state";
import { BlockBox } from "./texting/block";
import { HealthBox } from "./texting/healthbox";
import { NumberBox } from "./texting/number";
import { SafeBox, SafeChip } from "./texting/safe";
import { Strip } from "./texting/strip";
import { WordBox } from "./texting/word";
import { Another, Orphans, Parted } from "./told";

type OfDesk = ComponentType<{ desk: Desk }>;
type OfView = ComponentType<{ view: View }>;
type OfThread = ComponentType<{ view: View; focused: boolean }>;

/** In the top bar, before one's own menu. */
export const TOP: readonly OfDesk[] = [DrillMark, Alerts, QuietTime, LineButton, LastOrders, Overflow, HealthBox, SoundLock];
/** In the head of a conversation: facts first, what matters most first; then what can be done. */
export const CHIPS: readonly OfView[] = [DrillChip, SafeChip, OtherLine, GiverChip, AskedChip, HeadRisk, HeadElsewhere, HeadTurn, HeadPresence, HeadChannel, HeadLanguage];
export const ACTS: readonly OfView[] = [RiskButton, HandUp, AskIn, HandOver, End];
/** Between the words and the composer; the thread shortens from above, so nothing below moves. */
export const STRIPS: readonly OfThread[] = [PassedOnStrip, CompanyStrip, FirstWords, Strip, HoldStrip];
/** Beside the talk. */
export const BESIDE: readonly OfView[] = [DecisionBox, SafeBox, Facts, Given, NumberBox, WordBox, Notes, BlockBox];
/** The same where one only reads along: nothing there is one's own to change. */
export const BESIDE_READING: readonly OfView[] = [Facts];
/** The same, whoever is in front, and with nobody there. */
export const BESIDE_ALWAYS: readonly OfDesk[] = [Guidance];
/** At the desk's foot, to be read once. */
export const NEWS: readonly OfDesk[] = [AskedHere, AskedIn, GivenToYou, GivenAway, Orphans, Parted, Another];
/** Over everything, one at a time (`Dialog`). */
export const SHEETS: readonly ComponentType[] = [Finder, KeySheet, Settings, LineSheet];
